import type { PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

/** How contributing works. */
export function aboutPage(context: PageContext): string {
  const { about, layout } = context.messages;
  return renderPage({
    title: about.title,
    index: true,
    context,
    children: (
      <>
        <h1>{about.title}</h1>
        <p class="lead">{about.lead}</p>
        <ol class="steps">
          {about.steps.map(({ title, text }) => (
            <li key={title}>
              <h2>{title}</h2>
              <p>{text}</p>
            </li>
          ))}
        </ol>
        <h2>{about.ownersTitle}</h2>
        <p>{about.ownersText}</p>
        <h2>{about.publicTitle}</h2>
        <p>{about.publicText}</p>
        <h2>{about.privateTitle}</h2>
        <p>{about.privateText}</p>
        <h2>{about.dataTitle}</h2>
        <p>{about.dataText}</p>
        <p>
          <a href="/v1/index.json">{layout.data}</a>
        </p>
      </>
    ),
  });
}

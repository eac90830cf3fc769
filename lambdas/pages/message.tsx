import type { PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type MessageProps = {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly links: readonly { readonly href: string; readonly text: string }[];
};

/** A page that only says something: not found, gone, not allowed. */
export function messagePage({ title, paragraphs, links }: MessageProps, context: PageContext): string {
  return renderPage({
    title,
    index: false,
    context,
    children: (
      <>
        <h1>{title}</h1>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {links.length === 0 ? null : (
          <ul>
            {links.map(({ href, text }) => (
              <li key={href}>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  });
}

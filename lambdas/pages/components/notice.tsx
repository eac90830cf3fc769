import type { ShownNotice } from '../../domain/notice.ts';
import type { PageContext } from '../context.ts';

type Props = {
  readonly notice: ShownNotice;
  readonly context: PageContext;
  /** The level of the headings of its parts. */
  readonly heading: 'h2' | 'h3';
};

/** A notice word for word. */
export function Notice({ notice, context, heading: Heading }: Props) {
  const language = notice.language === context.language ? undefined : notice.language;
  return (
    <div class="notice-text" lang={language}>
      {notice.parts.map(({ title, paragraphs }) => (
        <section key={title}>
          <Heading>{title}</Heading>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </div>
  );
}

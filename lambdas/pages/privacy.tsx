import type { ShownNotice } from '../domain/notice.ts';
import { Notice } from './components/notice.tsx';
import type { PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type PrivacyProps = {
  readonly notice: ShownNotice;
  /** Its hash, by which a receipt can be held against it. */
  readonly sha256: string;
};

/** The notice in force. */
export function privacyPage({ notice, sha256 }: PrivacyProps, context: PageContext): string {
  const { privacy } = context.messages;
  return renderPage({
    title: privacy.title,
    index: true,
    context,
    children: (
      <>
        <h1>{privacy.title}</h1>
        <p class="lead">{privacy.lead}</p>
        <Notice notice={notice} context={context} heading="h2" />
        <p class="quiet">
          {privacy.version(notice.version)} <code>{sha256}</code>
        </p>
      </>
    ),
  });
}

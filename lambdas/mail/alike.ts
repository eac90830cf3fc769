import type { Rival } from '../domain/shown.ts';
import { formatList } from '../i18n/format.ts';
import { type Kind, traitsOf } from '../submissions/kinds.ts';
import { type Block, facts, quoted } from './blocks.ts';
import type { MailContext } from './message.ts';

/** What else says the same as a submission, or may be the same project. */
export type Others = {
  readonly rivals: readonly Rival[];
  readonly published: readonly { readonly title: string; readonly url: string }[];
};

/** That another one waits, and what is published already. */
export function alikeBlocks(
  kind: Kind,
  { rivals, published }: Others,
  { messages, language }: MailContext,
): readonly Block[] {
  const { review } = messages.alike;
  const waiting = rivals.map(({ reference, changes }) => {
    const fields = formatList(
      changes.map(({ field }) => messages.fields[field]),
      language,
    );
    return traitsOf({ kind }).proposesRecord ? reference : review.same(reference, fields);
  });
  const known = published.map(({ title, url }) => review.named(title, url));
  return [...facts([[review.waiting, waiting]]), ...quoted([[review.published, known]])];
}

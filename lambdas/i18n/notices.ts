import type { NoticePart, ShownNotice } from '../domain/notice.ts';
import type { Language } from './messages.ts';
import { notice202611en } from './notices/2026-11.en.ts';

/** What a notice says of the portal. */
export type NoticeDetails = {
  readonly portal: string;
  readonly mailbox: string;
  readonly licence: string;
  /** How long contacts are kept. */
  readonly contactMonths: number;
  /** How often who consented is asked whether the entry is still accurate. */
  readonly accuracyMonths: number;
  /** Who answers for it, by name and postal address. */
  readonly controller: string;
  /** Where the inventory is published. */
  readonly url: string;
};

type Text = (details: NoticeDetails) => readonly NoticePart[];

/** Every notice there ever was, by version, newest last. A language without its own reads the English. */
const versions = [['2026-11', { en: notice202611en }]] as const satisfies readonly (readonly [
  string,
  { readonly en: Text } & Partial<Record<Language, Text>>,
])[];

/** The notice in force, in words that anybody who agrees to it is shown. */
export function noticeInForce(language: Language, details: NoticeDetails): ShownNotice {
  const newest = versions[versions.length - 1];
  if (!newest) throw new Error('There is no notice.');
  const [version, texts] = newest as readonly [string, { en: Text } & Partial<Record<Language, Text>>];
  const own = texts[language];
  return { version, language: own ? language : 'en', parts: (own ?? texts.en)(details) };
}

import type { Language, Messages } from '../i18n/messages.ts';

/** What every page needs to know of the request and the portal. */
export type PageContext = {
  readonly messages: Messages;
  readonly language: Language;
  readonly portal: { readonly name: string; readonly url: string };
  /** Path and query of the page, for links to the same page in other languages. */
  readonly path: string;
};

/** A link within this site that stays in the language; English, the default, needs no parameter. */
export function localHref(path: string, language: Language): string {
  // Two slashes at the beginning would name another site.
  const url = new URL(`https://site.invalid/${path.replace(/^[/\\]+/, '')}`);
  url.searchParams.delete('lang');
  if (language !== 'en') url.searchParams.set('lang', language);
  return url.pathname + url.search + url.hash;
}

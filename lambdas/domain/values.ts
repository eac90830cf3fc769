import * as z from 'zod/mini';
import { isPartialDate } from './date.ts';
import { readLanguageTag } from './read-language.ts';
import {
  isNormalizable,
  isPublic,
  isSeen,
  isText,
  isVisible,
  mayFit,
  onOneLine,
  tidyLine,
  tidyText,
} from './text.ts';
import { withoutUnseen } from './unseen.ts';
import { canonicalUrl, urlFault } from './url.ts';

/** The most items a list may have. */
export const LIST_LIMIT = 100;

/** Asked before anything is normalized, and the last that is asked where it fails. */
function normalizable(max: number) {
  return [
    z.refine<string>((value) => mayFit(value, max), { error: `too-long:${max}`, abort: true }),
    z.overwrite<string>(withoutUnseen),
    z.refine<string>(isNormalizable, { error: 'unreadable-characters', abort: true }),
  ];
}

/** Plain text of at most `max` code points after NFC; `\n` between paragraphs. */
export function text(max: number) {
  return z.string({ error: 'text-expected' }).check(
    ...normalizable(max),
    z.overwrite(tidyText),
    z.refine(isText, { error: 'unreadable-characters' }),
    z.refine(isPublic, { error: 'private-characters' }),
    z.refine(isSeen, { error: 'unseen-characters' }),
    z.refine(isVisible, { error: 'empty-text' }),
    z.refine((value) => [...value].length <= max, { error: `too-long:${max}` }),
    z.meta({ minLength: 1, maxLength: max }),
  );
}

/** Like {@link text}, on one line, so that it may stand in a mail header; what ends a line elsewhere is a blank. */
export function line(max: number) {
  return text(max).check(z.overwrite((typed) => tidyLine(onOneLine(typed))));
}

export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: 'unknown-choice' });
}

export function list<Item extends z.ZodMiniType>(item: Item) {
  return z
    .array(item, { error: 'list-expected' })
    .check(z.maxLength(LIST_LIMIT, { error: `too-many:${LIST_LIMIT}` }));
}

/** A permanent identifier: lower-case letters, digits and single hyphens. */
export const slug = z
  .string({ error: 'not-an-id' })
  .check(
    z.maxLength(100, { error: 'not-an-id' }),
    z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'not-an-id' }),
  );

/** An absolute http(s) URL that leads somewhere in public, in its one canonical spelling. */
export const url = z.string({ error: 'not-a-url' }).check(
  ...normalizable(2000),
  z.overwrite(tidyLine),
  z.maxLength(2000, { error: 'too-long:2000' }),
  z.check((payload) => {
    const fault = urlFault(payload.value);
    if (fault === null) payload.value = canonicalUrl(payload.value);
    else payload.issues.push({ code: 'custom', input: payload.value, message: fault, path: [] });
  }),
  z.meta({ format: 'uri', pattern: '^https?://' }),
);

export const partialDate = z
  .string({ error: 'not-a-date' })
  .check(
    z.refine(isPartialDate, { error: 'not-a-date' }),
    z.meta({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', examples: ['2020', '2020-10', '2020-10-31'] }),
  );

/** A tag of BCP 47, or what names a language; whatever form it is sent in, this is what is kept. */
export const languageTag = z.string({ error: 'not-a-language' }).check(
  z.maxLength(100, { error: 'not-a-language', abort: true }),
  z.overwrite((typed) => readLanguageTag(typed) ?? typed),
  z.refine((tag) => readLanguageTag(tag) === tag, { error: 'not-a-language' }),
  z.meta({ examples: ['en', 'pt-BR'] }),
);

export const instant = z.iso.datetime({ error: 'not-a-time' });
export const sequence = z.int({ error: 'not-a-number' }).check(z.positive({ error: 'not-a-number' }));

export function optional<Inner extends z.ZodMiniType>(inner: Inner) {
  return z._default(z.nullable(inner), null);
}

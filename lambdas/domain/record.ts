import * as z from 'zod/mini';
import { decimalsOf, endedBefore, isCurrency, MOST_WITH_CENTS } from './currencies.ts';
import { isPartialDate } from './date.ts';
import { withoutSecondLinks } from './once.ts';
import { withoutSecondSpellings } from './organisations.ts';
import { placeCodes } from './places.ts';
import { readLanguageTag } from './read-language.ts';
import { organisationId } from './slug.ts';
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
/** The most bytes the canonical JSON of a record may have. */
export const RECORD_BYTES = 64 * 1024;

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

function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: 'unknown-choice' });
}

function list<Item extends z.ZodMiniType>(item: Item) {
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

const partialDate = z
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

const instant = z.iso.datetime({ error: 'not-a-time' });
const sequence = z.int({ error: 'not-a-number' }).check(z.positive({ error: 'not-a-number' }));

function optional<Inner extends z.ZodMiniType>(inner: Inner) {
  return z._default(z.nullable(inner), null);
}

const organisation = z.strictObject({ id: slug, name: line(200), url: optional(url) });
/** As contributors send it: the id follows from the name, whatever they send. */
const submittedOrganisation = z.pipe(
  z.strictObject({ id: z.optional(slug), name: line(200), url: optional(url) }),
  z.transform(({ name, url }): z.infer<typeof organisation> => ({ id: organisationId(name), name, url })),
);
/**
 * Above what any project costs in rupiah or dong, and below where numbers lose their units; hundredths are exact up to 9e13
 * only.
 */
const MOST_MONEY = 1e15;

function isAmount(value: number): boolean {
  return Math.abs(value) <= MOST_MONEY && (Number.isInteger(value) || Math.abs(value) <= MOST_WITH_CENTS);
}

const contributionShape = z.strictObject({
  funder: line(200),
  /** What flowed back is below zero. */
  amount: optional(
    z
      .number({ error: 'not-an-amount' })
      .check(
        z.refine(isAmount, { error: 'not-an-amount' }),
        z.meta({ minimum: -MOST_MONEY, maximum: MOST_MONEY }),
      ),
  ),
  currency: optional(
    z
      .string({ error: 'not-a-currency' })
      .check(
        z.trim(),
        z.toUpperCase(),
        z.refine(isCurrency, { error: 'not-a-currency' }),
        z.meta({ pattern: '^[A-Z]{3}$', examples: ['EUR', 'KES'] }),
      ),
  ),
  year: optional(
    z
      .int({ error: 'not-a-year' })
      .check(z.minimum(1900, { error: 'not-a-year' }), z.maximum(2199, { error: 'not-a-year' })),
  ),
});
const contribution = contributionShape.check(({ value: { amount, currency, year }, issues }) => {
  const most = decimalsOf(currency);
  if (amount !== null && Number(amount.toFixed(most)) !== amount) {
    issues.push({ code: 'custom', message: `too-many-decimals:${most}`, path: ['amount'], input: amount });
  }
  const end = currency === null ? null : endedBefore(currency, year);
  if (end !== null) {
    issues.push({ code: 'custom', message: `currency-ended:${end}`, path: ['currency'], input: currency });
  }
});
const activity = z.strictObject({
  title: line(500),
  date: optional(partialDate),
  place: optional(line(200)),
  url: optional(url),
});
const link = z.strictObject({ title: optional(line(500)), url });

export const statuses = ['planned', 'active', 'finished', 'cancelled'] as const;
/** The five themes of the GFCE working groups, which the Cybil portal uses. */
export const themes = [
  'policy-strategy',
  'incident-management-ciip',
  'cybercrime',
  'culture-skills',
  'standards',
] as const;

/** Every field the public may correct, in the order in which forms and pages show them. */
const contentShape = {
  title: line(300),
  code: z.nullable(line(50)),
  status: z.nullable(choice(statuses)),
  startDate: z.nullable(partialDate),
  endDate: z.nullable(partialDate),
  summary: z.nullable(text(5000)),
  context: z.nullable(text(5000)),
  objectives: list(text(500)),
  outputs: list(text(500)),
  outcomes: list(text(500)),
  activities: list(activity),
  funders: list(organisation),
  implementers: list(organisation),
  partners: list(organisation),
  contributions: list(contribution),
  beneficiaries: list(
    z.string({ error: 'not-a-place' }).check(
      z.refine((code) => placeCodes.includes(code), { error: 'not-a-place' }),
      z.meta({ enum: placeCodes }),
    ),
  ),
  themes: list(choice(themes)),
  url: z.nullable(url),
  links: list(link),
  related: list(slug),
  language: languageTag,
};

const basis = choice(['public', 'consent']);
const publication = z.strictObject({
  basis,
  sources: list(url),
  consent: z.nullable(
    z.strictObject({
      role: line(50),
      organisation: z.nullable(line(200)),
      grantedAt: instant,
      receipt: line(100),
    }),
  ),
  fields: z.record(z.string(), z.strictObject({ basis, sources: list(url) })),
});

const provenance = z.record(
  z.string(),
  z.strictObject({
    sequence,
    at: instant,
    submission: z.nullable(line(20)),
    credit: z.nullable(line(200)),
  }),
);

/** What the public may correct. */
export const contentSchema = z.strictObject(contentShape);

/** One project of the inventory as it is published. Every field is always present, null or [] where unknown. */
export const recordSchema = z.strictObject({
  id: slug,
  aliases: list(slug),
  ...contentShape,
  publication,
  provenance,
  published: instant,
  modified: instant,
  verified: z.nullable(instant),
  version: sequence,
});

/** A record as an operator hands it over: what it says and why it may be public. The load adds the rest. */
export const importedSchema = z.strictObject({ id: slug, aliases: list(slug), ...contentShape, publication });

export type ImportedRecord = z.infer<typeof importedSchema>;
export type Content = z.infer<typeof contentSchema>;
export type InventoryRecord = z.infer<typeof recordSchema>;
export type Field = keyof Content;
export type FieldValue = Content[Field];
export type Organisation = z.infer<typeof organisation>;
export type Publication = z.infer<typeof publication>;
export type Provenance = z.infer<typeof provenance>;

export const fields = Object.keys(contentShape) as readonly Field[];

export function isField(name: string): name is Field {
  return Object.hasOwn(contentShape, name);
}

/** Two spellings of one organisation are one. */
const submittedOrganisations = z.pipe(
  list(submittedOrganisation),
  z.transform((sent: Organisation[]) => withoutSecondSpellings(sent)),
);

const submittedShape = {
  ...contentShape,
  funders: submittedOrganisations,
  implementers: submittedOrganisations,
  partners: submittedOrganisations,
  links: list(link).check(z.overwrite(withoutSecondLinks)),
};

/** What a contributor may send as the value of one field. */
export function submittedField<F extends Field>(field: F): z.ZodMiniType<Content[F], unknown> {
  return submittedShape[field] as unknown as z.ZodMiniType<Content[F], unknown>;
}

/** What is known of a project before anybody said anything: its title is still empty, which no record's may be. */
export const emptyContent: Content = {
  title: '',
  code: null,
  status: null,
  startDate: null,
  endDate: null,
  summary: null,
  context: null,
  objectives: [],
  outputs: [],
  outcomes: [],
  activities: [],
  funders: [],
  implementers: [],
  partners: [],
  contributions: [],
  beneficiaries: [],
  themes: [],
  url: null,
  links: [],
  related: [],
  language: 'en',
};

/** How a form asks for a field. */
export type Control =
  | 'line'
  | 'text'
  | 'url'
  | 'date'
  | 'status'
  | 'texts'
  | 'organisations'
  | 'contributions'
  | 'activities'
  | 'links'
  | 'places'
  | 'themes'
  | 'ids';

export const controls: Readonly<Record<Field, Control>> = {
  title: 'line',
  code: 'line',
  status: 'status',
  startDate: 'date',
  endDate: 'date',
  summary: 'text',
  context: 'text',
  objectives: 'texts',
  outputs: 'texts',
  outcomes: 'texts',
  activities: 'activities',
  funders: 'organisations',
  implementers: 'organisations',
  partners: 'organisations',
  contributions: 'contributions',
  beneficiaries: 'places',
  themes: 'themes',
  url: 'url',
  links: 'links',
  related: 'ids',
  language: 'line',
};

/** The correctable part of a record. */
export function contentOf(record: Content): Content {
  return Object.fromEntries(fields.map((field) => [field, record[field]])) as Content;
}

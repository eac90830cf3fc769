import * as z from 'zod/mini';
import { contribution } from './contribution.ts';
import { withoutSecondLinks } from './once.ts';
import { withoutSecondSpellings } from './organisations.ts';
import { placeCodes } from './places.ts';
import { organisationId } from './slug.ts';
import {
  choice,
  instant,
  languageTag,
  line,
  list,
  optional,
  partialDate,
  sequence,
  slug,
  text,
  url,
} from './values.ts';

/** The most bytes the canonical JSON of a record may have. */
export const RECORD_BYTES = 64 * 1024;

const organisation = z.strictObject({ id: slug, name: line(200), url: optional(url) });
/** As contributors send it: the id follows from the name, whatever they send. */
const submittedOrganisation = z.pipe(
  z.strictObject({ id: z.optional(slug), name: line(200), url: optional(url) }),
  z.transform(({ name, url }): z.infer<typeof organisation> => ({ id: organisationId(name), name, url })),
);
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

import { sameJson } from './canonical.ts';
import { type Content, emptyContent, type Field, fields, isField, type Publication } from './record.ts';

/** What a record says, and why it may say so in public. */
export type Disclosed = { readonly content: Content; readonly publication: Publication };

/** Why a record may be public: a public source to point to, or a consent that stands. */
export function hasBasis(publication: Publication): boolean {
  return publication.basis === 'public' ? publication.sources.length > 0 : publication.consent !== null;
}

/** Why one field may be public. */
export type FieldBasis = Publication['fields'][string];

export function basisOfField({ basis, sources, fields: own }: Publication, field: Field): FieldBasis {
  return own[field] ?? { basis, sources };
}

/** Fields of which something is known. */
export function filledFields(content: Content): readonly Field[] {
  return fields.filter((field) => !isEmptied(field, content[field]));
}

function isEmptied(field: Field, value: unknown): boolean {
  return sameJson(value, emptyContent[field]);
}

/** Fields that say something and may do so by consent alone. */
export function restingOnConsent({ content, publication }: Disclosed): readonly Field[] {
  return filledFields(content).filter(
    (field) => (publication.fields[field]?.basis ?? publication.basis) === 'consent',
  );
}

/** The public part of a consent: who allowed it, when, and where it is kept. */
export type PublicConsent = NonNullable<Publication['consent']>;

/** A consent is added to a public basis, and never takes its place. */
export function withConsent(publication: Publication, consent: PublicConsent): Publication {
  const isPublic = publication.basis === 'public' && publication.sources.length > 0;
  return { ...publication, basis: isPublic ? 'public' : 'consent', consent };
}

/**
 * What is left when a consent is gone: all that does not rest on it. Another consent that stands takes its place.
 * @returns null when the record itself goes: what has no title is no record
 */
export function withoutConsent(disclosed: Disclosed, other: PublicConsent | null): Disclosed | null {
  const { content, publication } = disclosed;
  // Nothing else that is known of it: the caller makes a version of what is left.
  if (other) return { content, publication: { ...publication, consent: other } };
  const left = emptied(disclosed, restingOnConsent(disclosed));
  if (!left) return null;
  const sources = publication.basis === 'public' ? publication.sources : sourcesOf(left.publication);
  if (sources.length === 0) return null;
  // Nor may an empty field be filled for a consent that is gone.
  const fields = Object.fromEntries(
    Object.entries(left.publication.fields).filter(([, { basis }]) => basis === 'public'),
  );
  return { ...left, publication: { ...left.publication, basis: 'public', sources, consent: null, fields } };
}

/** Without some fields; null when the title is one of them. */
export function emptied({ content, publication }: Disclosed, gone: readonly Field[]): Disclosed | null {
  if (gone.includes('title')) return null;
  const nothing = Object.fromEntries(gone.map((field) => [field, emptyContent[field]]));
  const kept = Object.entries(publication.fields).filter(
    ([field]) => !isField(field) || !gone.includes(field),
  );
  return {
    content: { ...content, ...nothing },
    publication: { ...publication, fields: Object.fromEntries(kept) },
  };
}

function sourcesOf(publication: Publication): Publication['sources'] {
  return [...new Set(Object.values(publication.fields).flatMap(({ sources }) => sources))];
}

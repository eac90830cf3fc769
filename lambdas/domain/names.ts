/**
 * The public names of what the table holds, which people write down and read out: no secrets, and no links. Their letters are
 * Crockford's base 32, which has no I, L, O or U to misread. Types tell one from the other; what is typed is held against the shape.
 */

/** A submission's public name, as `COR-7F3K-9Q2M`. */
export type Reference = `COR-${string}`;

/** A consent record's public name, as `RCP-7F3K-9Q2M`. */
export type ReceiptId = `RCP-${string}`;

/** What a mail, a link, or a time to look at something is about. */
export type Name = Reference | ReceiptId;

export const referenceShape = /^COR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
const receiptShape = /^RCP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

export function isReference(text: string): text is Reference {
  return referenceShape.test(text);
}

/** Of what is known to be about a submission: a fault where it is about a consent. */
export function asReference(name: string): Reference {
  if (name.startsWith('COR-')) return name as Reference;
  throw new Error(`${name} names no submission.`);
}

/** Likewise, of what is known to be about a consent. */
export function asReceipt(name: string): ReceiptId {
  if (name.startsWith('RCP-')) return name as ReceiptId;
  throw new Error(`${name} names no consent.`);
}

export function isReceipt(text: string): text is ReceiptId {
  return receiptShape.test(text);
}

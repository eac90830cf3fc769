import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { ReceiptId, Reference } from '../domain/names.ts';

/** Hex SHA-256 of bytes, or of a text's UTF-8 bytes. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A secret for a link: 256 random bits in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** 128 random bits in hex: a salt, or what tells one attempt from another. */
export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/**
 * The status token of a submission: the same when the same key and content are sent again. A person who reads the table
 * cannot make it from there.
 */
export function statusToken(salt: string, key: string): string {
  return createHmac('sha256', salt).update(key).digest('base64url');
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A submission's public name, `COR-7F3K-9Q2M`: 40 random bits in Crockford's base 32. */
export function newReference(): Reference {
  return `COR-${publicName()}`;
}

/** A consent record's public name, `RCP-7F3K-9Q2M`. */
export function newReceipt(): ReceiptId {
  return `RCP-${publicName()}`;
}

function publicName(): string {
  const letters = [...randomBytes(8)].map((byte) => ALPHABET[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

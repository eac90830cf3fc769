import { canonicalJson, type Sha256 } from './canonical.ts';

/** One part of a notice, below its heading. */
export type NoticePart = { readonly title: string; readonly paragraphs: readonly string[] };

/** A notice word for word as somebody was shown it. */
export type ShownNotice = {
  /** As `2026-11`. */
  readonly version: string;
  /** BCP 47 */
  readonly language: string;
  readonly parts: readonly NoticePart[];
};

/** Hex SHA-256 of the canonical JSON of a notice. */
export function noticeHash(notice: ShownNotice, sha256: Sha256): string {
  return sha256(canonicalJson(notice));
}

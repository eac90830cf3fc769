import { type Correction, correctionSchema } from '../domain/documents.ts';
import { check, type Problem } from '../domain/refusals.ts';

/** Reads a correction as the API takes it. */
export function readCorrectionDocument(document: unknown): Correction | readonly Problem[] {
  const checked = check(correctionSchema, document);
  return checked.problems ?? checked.value;
}

import { type Problem, problemsOf } from '../domain/refusals.ts';
import { type Correction, correctionSchema } from '../domain/submission.ts';

/** Reads a correction as the API takes it. */
export function readCorrectionDocument(document: unknown): Correction | readonly Problem[] {
  const parsed = correctionSchema.safeParse(document);
  return parsed.success ? parsed.data : problemsOf(parsed.error);
}

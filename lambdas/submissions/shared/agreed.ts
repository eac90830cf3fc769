import type { Agreement } from '../../domain/submission.ts';

/** Nothing is allowed without having agreed to the notice in force: what was sent otherwise was refused before. */
export function agreed(agreement: Agreement | null): Agreement {
  if (!agreement) throw new Error('Nobody agreed to anything.');
  return agreement;
}

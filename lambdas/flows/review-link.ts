import type { Person } from '../config/people.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { Decision } from '../domain/commands.ts';
import type { Submission } from '../domain/submission.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import type { Link } from '../storage/links.ts';
import type { Table } from '../storage/table.ts';
import { loadReview, type Review } from '../workflow/load-review.ts';

/** A link of somebody who decides, and all that it leads to. */
export type ReviewLink = { readonly link: Link; readonly person: Person; readonly bundle: Bundle };

/** The one of it that is decided on. */
export type OpenReview = ReviewLink & Review;

export async function openReview(
  table: Table,
  reviewLink: ReviewLink,
  submission: Submission,
): Promise<OpenReview> {
  return { ...reviewLink, ...(await loadReview(table, reviewLink.bundle, submission)) };
}

/** A question leaves the decision open. */
export function countDecided({ measure }: Dependencies, { type }: Decision): void {
  if (type !== 'ask') measure('Decided');
}

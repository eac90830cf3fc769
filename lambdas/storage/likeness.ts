import { describedByChanges, likenesses } from '../domain/duplicates.ts';
import { isOpen, type Submission } from '../domain/submission.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { listed } from './items/waiting.ts';
import { keys } from './keys.ts';
import { sha256 } from './secrets.ts';
import type { Write } from './table.ts';

/**
 * Proposed projects are found by what they probably have in common, by its hash, as long as anything can become of them.
 * @param before null when it was just received
 */
export function likenessWrites(before: Submission | null, after: Submission): readonly Write[] {
  const [was, is] = [before !== null && isOpen(before), isOpen(after)];
  // What is taken back says nothing any more; what it said is what its rows are called.
  const said = before ?? after;
  if (!traitsOf(said).proposesRecord || was === is) return [];
  const { reference, title, changes } = said;
  return likenesses(describedByChanges(title, changes)).map((one) => {
    const key = keys.alike(sha256(one), reference);
    return is ? { put: listed.item(key, { reference }) } : { remove: key };
  });
}

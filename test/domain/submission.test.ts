import { describe, expect, it } from 'vitest';
import { erasedSubmission } from '../../lambdas/domain/submission.ts';
import { approve, confirmed, given, now, received } from './given.ts';

const at = now.toISOString();

describe('a submission from which something is withdrawn', () => {
  const { submission } = given(received(), confirmed, {
    ...approve,
    type: 'approved',
    at,
    note: 'A word.',
    verdicts: { endDate: 'accepted', summary: 'edited' },
    edited: { summary: 'What the manager wrote.' },
    record: 'cybercrime-octopus',
    recordVersion: 2,
  });
  const erased = (fields: Parameters<typeof erasedSubmission>[1]) =>
    submission && erasedSubmission(submission, fields);

  it('does not keep what the manager wrote of a field that nobody sent', () => {
    expect(erased(['summary'])).toMatchObject({ decision: { edited: {}, note: null }, erased: true });
  });

  it('does not keep what was sent', () => {
    expect(erased(['endDate'])?.changes).toEqual([]);
  });

  it('stays as it is when it says nothing of that', () => {
    expect(erased(['context'])).toBeNull();
  });
});

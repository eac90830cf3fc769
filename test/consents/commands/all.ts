import type fc from 'fast-check';
import type { Step } from '../step.ts';
import { decisions } from './decide.ts';
import { confirmations, ownActs } from './own.ts';
import { publications, sleepers } from './publish.ts';
import { additions, consents, corrections, objections } from './send.ts';
import { passing } from './time.ts';
import { withdrawals } from './withdraw.ts';

/** Everything that may happen; what stands here twice happens twice as often. */
export const allCommands: fc.Arbitrary<Step>[] = [
  ...corrections,
  ...corrections,
  ...consents,
  ...consents,
  ...objections,
  ...additions,
  ...confirmations,
  ...confirmations,
  ...confirmations,
  ...decisions,
  ...decisions,
  ...decisions,
  ...decisions,
  ...ownActs,
  ...withdrawals,
  ...withdrawals,
  ...publications,
  ...sleepers,
  ...passing,
];

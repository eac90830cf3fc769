import type fc from 'fast-check';
import type { Step } from '../step.ts';
import { confirmations } from './confirm.ts';
import { bounces, notifications } from './mail.ts';
import { openings } from './open.ts';
import { losses, publications } from './publish.ts';
import { reviews } from './review.ts';
import { submissions } from './submit.ts';
import { passing } from './time.ts';

/** Everything that may happen; what stands here twice happens twice as often. */
export const allCommands: fc.Arbitrary<Step>[] = [
  ...submissions,
  ...submissions.slice(0, 1),
  ...submissions.slice(0, 1),
  ...notifications,
  ...notifications,
  ...confirmations,
  ...confirmations,
  ...reviews,
  ...reviews,
  ...reviews,
  ...passing,
  ...publications,
  ...losses,
  ...bounces,
  ...openings,
];

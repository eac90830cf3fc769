import { remainingSubmissions } from '../domain/bundle.ts';
import type { Command } from '../domain/commands.ts';
import { decide, type State } from '../domain/decide.ts';
import type { WithdrawnWords } from '../domain/erased.ts';
import { evolve } from '../domain/evolve.ts';
import { afterRemoval } from '../domain/lapse.ts';
import { type Deciders, type OwedMail, owedMails, withoutDoubles } from '../domain/owed.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import type { Result } from '../domain/result.ts';
import {
  type Contact,
  erasedSubmission,
  isCredited,
  isForgotten,
  isOpen,
  isWaiting,
  leadOf,
  type Submission,
} from '../domain/submission.ts';
import { erasure, type Step, type Steps, storeSteps } from '../storage/steps.ts';
import type { Table } from '../storage/table.ts';
import { loadBundle } from './bundles.ts';
import { tellNext } from './tell-waiting.ts';

/** What is known of a submission when somebody wants something of it. */
export type Known = State & {
  readonly submission: Submission;
  /** Who sent it, should a consent be given, or nobody be named any more. */
  readonly contact?: Contact | null;
};

export type Wanted = { readonly command: Exclude<Command, { type: 'receive' }>; readonly known: Known };

/** `moved`: somebody else was faster, and nothing was written. */
export type StepResult = Result<'stored' | 'moved'>;

/** Takes a submission a step further, all or nothing: the decision of the domain, with the mails that it makes owed. */
export function takeStep(
  table: Table,
  command: Wanted['command'],
  known: Known,
  deciders: Deciders,
  now: Date,
): Promise<StepResult> {
  return takeSteps(table, [{ command, known }], deciders, now);
}

/** Takes several submissions of one bundle a step further, all or none; each mail that they owe is owed once. */
export async function takeSteps(
  table: Table,
  wanted: readonly Wanted[],
  deciders: Deciders,
  now: Date,
  { others = [], mostHeld = 0 }: Partial<Pick<Steps, 'others' | 'mostHeld'>> = {},
): Promise<StepResult> {
  const steps: Step[] = [];
  for (const one of wanted) {
    const step = stepOf(one, now);
    if (step.problems) return step;
    steps.push(step.value);
  }
  const mails = withoutDoubles(steps.flatMap((step) => mailsOf(step, deciders)));
  const left = await contactAfter(table, steps);
  const stored = await storeSteps(table, { steps, mails, ...left, others, at: now.toISOString(), mostHeld });
  if (!stored) return { value: 'moved' };
  if (steps.some(makesRoom)) await tellNext(table, deciders, now);
  return { value: 'stored' };
}

/** Whether somebody did something by which one less waits. What is closed in great numbers, the sweep sees to. */
function makesRoom({ before, after, event }: Step): boolean {
  const alone = event.type !== 'closed' && event.type !== 'lapsed';
  return alone && before.status === 'pending' && after.status !== 'pending';
}

/** What is taken out of submissions. */
type Erasing = {
  readonly withdrawn: WithdrawnWords;
  /** What an objection is about that may hold it. */
  readonly record?: CurrentRecord | null;
};

/**
 * Takes words out of submissions, all or none; those that something could still become of are closed with it. They need
 * not be of one bundle: closing forgets nobody.
 * @returns false when one of them moved meanwhile
 */
export async function takeErasure(
  table: Table,
  submissions: readonly Submission[],
  { withdrawn, record = null }: Erasing,
  deciders: Deciders,
  now: Date,
): Promise<boolean> {
  const at = now.toISOString();
  const steps = submissions
    .filter(isOpen)
    .flatMap((submission) => ending(submission, withdrawn, record, now));
  const mails = steps.flatMap((step) => mailsOf(step, deciders));
  const others = submissions.flatMap((before) => {
    const after = isOpen(before) ? null : erasedSubmission(before, withdrawn.erases);
    return after ? erasure(before, after, at) : [];
  });
  return storeSteps(table, {
    steps,
    mails,
    forgotten: null,
    unnamed: null,
    mustBeUnchanged: [],
    others,
    at,
    mostHeld: 0,
  });
}

function ending(
  submission: Submission,
  { erases, since }: WithdrawnWords,
  record: CurrentRecord | null,
  now: Date,
): readonly Step[] {
  const command = afterRemoval(submission, erases, since);
  if (!command) return [];
  const step = stepOf({ command, known: { submission, record } }, now);
  if (step.problems) throw new Error(`${submission.reference} cannot be closed.`);
  return [
    {
      ...step.value,
      erased: command.type === 'close' ? erasedSubmission(step.value.after, erases) : null,
    },
  ];
}

function stepOf({ command, known }: Wanted, now: Date): Result<Step> {
  const { submission: before, contact = null, ...state } = known;
  const outcome = decide(command, { submission: before, ...state }, now);
  if (outcome.problems) return outcome;
  const { event, effect, consents } = outcome.value;
  if (event.type === 'received') throw new Error('A submission is received once.');
  const after = evolve(before, event);
  return { value: { before, after, event, record: state.record, effect, consents, contact } };
}

/** An address that nobody confirmed gets no mail but the one that asks for it. */
function mailsOf({ before, after, event }: Step, deciders: Deciders): readonly OwedMail[] {
  const silent = (event.type === 'closed' || event.type === 'lapsed') && !isWaiting(before);
  return silent ? [] : owedMails(event, after, deciders);
}

type ContactFate = Pick<Steps, 'forgotten' | 'unnamed' | 'mustBeUnchanged'>;

/** What becomes of the contact, and which others of the bundle that hangs on. */
async function contactAfter(table: Table, steps: readonly Step[]): Promise<ContactFate> {
  const [first] = steps;
  const forgets = steps.every(({ after }) => isForgotten(after));
  const unnames = steps.every(({ event }) => event.type === 'uncredited');
  if (!first || !(forgets || unnames)) return { forgotten: null, unnamed: null, mustBeUnchanged: [] };
  const others = await othersOf(table, first.before, steps);
  return forgets ? forgetting(first, others) : unnaming(first, others);
}

async function othersOf(
  table: Table,
  one: Submission,
  steps: readonly Step[],
): Promise<readonly Submission[]> {
  const taken = new Set(steps.map(({ before }) => before.reference));
  const bundle = one.bundle === undefined ? [] : ((await loadBundle(table, leadOf(one))) ?? []);
  return bundle.filter(({ reference }) => !taken.has(reference));
}

/** Whoever stands by nothing of what they sent is forgotten; as long as they stand by something, it must be so. */
function forgetting({ before }: Step, others: readonly Submission[]): ContactFate {
  const left = remainingSubmissions(others);
  return { forgotten: left.length === 0 ? leadOf(before) : null, unnamed: null, mustBeUnchanged: left };
}

/** Likewise whoever is named for nothing, and will not be, needs no name. */
function unnaming({ before, contact }: Step, others: readonly Submission[]): ContactFate {
  const left = others.filter((one) => isOpen(one) || isCredited(one));
  const nameless = contact !== null && left.length === 0;
  return {
    forgotten: null,
    unnamed: nameless ? { reference: leadOf(before), contact } : null,
    mustBeUnchanged: left,
  };
}

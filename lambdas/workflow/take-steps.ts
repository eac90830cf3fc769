import { decidersOf } from '../config/people.ts';
import type { Settings } from '../config/settings.ts';
import type { Command } from '../domain/commands.ts';
import { contactAfter } from '../domain/contact-fate.ts';
import { decide, type State } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import { type Deciders, type OwedMail, owedMails, withoutDoubles } from '../domain/owed.ts';
import type { Result } from '../domain/result.ts';
import { type Contact, isWaiting, type Submission } from '../domain/submission.ts';
import { type Step, type Steps, storeSteps } from '../storage/steps.ts';
import type { Table } from '../storage/table.ts';
import { tellNext } from './tell-waiting.ts';

/** What taking a step needs. */
export type Taking = {
  readonly table: Table;
  readonly settings: Pick<Settings, 'people' | 'limits'>;
  readonly now: () => Date;
};

/** What is known of a submission when somebody wants something of it. */
export type Known = State & {
  readonly submission: Submission;
  /** Who sent it, should a consent be given, or a name be taken away. */
  readonly contact?: Contact | null;
};

/** A step that somebody wants a submission to take. */
export type WantedStep = { readonly command: Exclude<Command, { type: 'receive' }>; readonly known: Known };

/** What is stored together with steps. */
export type WithSteps = Partial<Pick<Steps, 'furtherWrites' | 'mostHeld'>>;

/** `moved`: somebody else was faster, and nothing was written. */
export type StepResult = Result<'stored' | 'moved'>;

/**
 * Takes submissions of one bundle a step further, all or none: what the domain decides, with the mails that are owed for it, each
 * once.
 * @param bundle all of the bundle, as it was read
 */
export async function takeSteps(
  { table, settings, now }: Taking,
  bundle: readonly Submission[],
  wanted: readonly WantedStep[],
  { furtherWrites = [], mostHeld = 0 }: WithSteps = {},
): Promise<StepResult> {
  const deciders = decidersOf(settings);
  const at = now();
  const steps: Step[] = [];
  for (const one of wanted) {
    const step = decidedStep(one, at);
    if (step.problems) return step;
    steps.push(step.value);
  }
  const mails = withoutDoubles(steps.flatMap((step) => mailsAfter(step, deciders)));
  const fate = contactAfter(steps, bundle);
  const stored = await storeSteps(table, {
    steps,
    mails,
    ...fate,
    furtherWrites,
    at: at.toISOString(),
    mostHeld,
  });
  if (!stored) return { value: 'moved' };
  if (steps.some(makesRoom)) await tellNext(table, deciders, at);
  return { value: 'stored' };
}

/** What the domain makes of a wish. */
export function decidedStep({ command, known }: WantedStep, now: Date): Result<Step> {
  const { submission: before, contact = null, ...state } = known;
  const outcome = decide(command, { submission: before, ...state }, now);
  if (outcome.problems) return outcome;
  const { event, effect, consents } = outcome.value;
  if (event.type === 'received') throw new Error('A submission is received once.');
  const after = evolve(before, event);
  return { value: { before, after, event, record: state.record, effect, consents, contact } };
}

/** An address that nobody confirmed gets no mail but the one that asks for it. */
export function mailsAfter({ before, after, event }: Step, deciders: Deciders): readonly OwedMail[] {
  const silent = (event.type === 'closed' || event.type === 'lapsed') && !isWaiting(before);
  return silent ? [] : owedMails(event, after, deciders);
}

/** Whether somebody did something by which one less waits. What is closed in great numbers, the sweep sees to. */
function makesRoom({ before, after, event }: Step): boolean {
  const alone = event.type !== 'closed' && event.type !== 'lapsed';
  return alone && before.status === 'pending' && after.status !== 'pending';
}

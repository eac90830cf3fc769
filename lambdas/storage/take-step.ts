import type { Command } from '../domain/commands.ts';
import { decide, type State } from '../domain/decide.ts';
import { evolve } from '../domain/evolve.ts';
import { type Deciders, owedMails } from '../domain/owed.ts';
import type { Problem } from '../domain/refusals.ts';
import { type Contact, isWaiting, type Submission } from '../domain/submission.ts';
import { storeStep } from './submissions.ts';
import type { Table } from './table.ts';

/** What is known of a submission when somebody wants something of it. */
export type Known = State & {
  readonly submission: Submission;
  /** Who sent it, should a consent be given, or nobody be named any more. */
  readonly contact?: Contact | null;
};

/**
 * Takes a submission a step further, all or nothing: the decision of the domain, with the mails that it makes owed.
 * @returns `moved` when somebody else was faster: nothing was written then
 */
export async function takeStep(
  table: Table,
  command: Exclude<Command, { type: 'receive' }>,
  { submission: before, contact = null, ...state }: Known,
  deciders: Deciders,
  now: Date,
): Promise<'stored' | 'moved' | readonly Problem[]> {
  const outcome = decide(command, { submission: before, ...state }, now);
  if (outcome.problems) return outcome.problems;
  const { event, effect, consents } = outcome;
  if (event.type === 'received') throw new Error('A submission is received once.');
  const after = evolve(before, event);
  // An address that nobody confirmed gets no mail but the one that asks for it.
  const silent = event.type === 'closed' && !isWaiting(before);
  const mails = silent ? [] : owedMails(event, after, deciders);
  const { record } = state;
  const stored = await storeStep(table, { before, after, event, mails, record, effect, consents, contact });
  return stored ? 'stored' : 'moved';
}

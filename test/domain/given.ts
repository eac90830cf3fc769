import { expect } from 'vitest';
import type { Command, SubmissionEvent } from '../../lambdas/domain/commands.ts';
import { decide } from '../../lambdas/domain/decide.ts';
import type { Change } from '../../lambdas/domain/documents.ts';
import { evolve } from '../../lambdas/domain/evolve.ts';
import { type Content, emptyContent } from '../../lambdas/domain/record.ts';
import type { CurrentRecord, RecordVersion } from '../../lambdas/domain/record-state.ts';
import type { Problem } from '../../lambdas/domain/refusals.ts';
import type { Submission, SubmissionContent } from '../../lambdas/domain/submission.ts';

export const now = new Date('2026-11-23T12:00:00.000Z');

export const octopus: Content = {
  ...emptyContent,
  title: 'Cybercrime@Octopus',
  status: 'finished',
  startDate: '2014-01-01',
  endDate: '2020-12-31',
  summary: 'Helps states to join the convention.',
  objectives: ['Support the convention'],
  funders: [
    { id: 'estonia', name: 'Estonia', url: null },
    { id: 'japan', name: 'Japan', url: null },
  ],
  implementers: [{ id: 'council-of-europe', name: 'Council of Europe', url: 'https://www.coe.int/' }],
  beneficiaries: ['GN', 'BJ'],
  themes: ['cybercrime'],
};

export function recordAt(version: number, content: Partial<Content> = {}): CurrentRecord {
  return {
    id: 'cybercrime-octopus',
    status: 'live',
    holds: [],
    revision: version,
    version,
    content: { ...octopus, ...content },
    publication: { basis: 'public', sources: ['https://example.org/octopus'], consent: null, fields: {} },
    aliases: [],
    verified: null,
  };
}

export const endDate = { field: 'endDate', from: '2020-12-31', to: '2016-12-31' } as const satisfies Change;

export function sent(changes: readonly Change[] = [endDate], reachable = true): SubmissionContent {
  return {
    kind: 'correction',
    record: 'cybercrime-octopus',
    version: 1,
    changes: [...changes],
    evidence: ['https://example.org/evidence'],
    comment: null,
    language: 'en',
    reference: 'COR-7F3K-9Q2M',
    title: 'Cybercrime@Octopus',
    role: null,
    credit: 'none',
    creditLine: null,
    reachable,
    receivedAt: now.toISOString(),
  };
}

export const received = (content = sent()): SubmissionEvent => ({
  type: 'received',
  at: now.toISOString(),
  content,
});
export const confirmed: SubmissionEvent = { type: 'confirmed', at: now.toISOString() };
export const approve = {
  type: 'approve',
  by: 'manager',
  note: null,
  reason: null,
  choices: {},
  id: null,
  receipt: 'RCP-7F3K-9Q2M',
} as const satisfies Command;
export const reject: Command = {
  type: 'reject',
  by: 'manager',
  note: 'No source says so.',
  reason: 'unverifiable',
};

/** given(events…).on(record).when(command).thenRecords(event) reads as the rule it tests. */
export function given(...events: readonly SubmissionEvent[]) {
  const submission = events.reduce<Submission | null>(evolve, null);
  return {
    submission,
    ...on(submission, recordAt(1)),
    on: (record: CurrentRecord | null) => on(submission, record),
  };
}

function on(submission: Submission | null, record: CurrentRecord | null) {
  return {
    when: (command: Command) => {
      const outcome = decide(command, { submission, record }, now);
      return {
        outcome,
        thenRecords: (event: Partial<SubmissionEvent>, version: Partial<RecordVersion> | null = null) => {
          expect(outcome.problems).toBeUndefined();
          if (outcome.problems) return;
          expect(outcome.value.event).toMatchObject(event);
          if (version === null) expect(outcome.value.effect).toBeNull();
          else expect(outcome.value.effect).toMatchObject({ type: 'revise', version });
        },
        thenRefuses: (...problems: readonly Problem[]) => expect(outcome).toEqual({ problems }),
      };
    },
  };
}

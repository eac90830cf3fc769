import { expect } from 'vitest';
import { checkOpenCounts } from '../support/open-counts.ts';
import type { World } from '../support/world.ts';
import { type Model, modelledFields } from './model.ts';

type Items = Awaited<ReturnType<World['dump']>>;

/** Holds the whole table against the model. */
export async function agree(model: Model, world: World): Promise<void> {
  const table = await world.dump();
  expect(tableSays(table)).toEqual(modelSays(model));
  checkOpenCounts(table);
}

/** The rows of the table, in the words of the model. */
function tableSays(items: Items) {
  const at = (begin: string, sk: string) =>
    items.filter((item) => item['pk'].startsWith(begin) && item['sk'].startsWith(sk));
  const head = at('HEAD', 'HEAD')[0];
  return {
    submissions: at('SUBMISSION#', 'STATE').map(({ pk, reference, status, revision, decision = null }) => ({
      reference,
      status,
      contact: at(pk, 'CONTACT')[0]?.['email'] ?? null,
      events: at(pk, 'EVENT#').map(({ type }) => type),
      revision,
      decision: decision && {
        by: decision.by,
        verdicts: decision.verdicts ?? null,
        version: decision.recordVersion ?? null,
      },
    })),
    decided: at('SUBMISSION#', 'EVENT#').flatMap(({ by, pk }) => (by ? [`${pk} ${by}`] : [])),
    records: at('RECORD#', 'STATE').map(({ pk, version }) => ({
      pk,
      version,
      versions: at(pk, 'VERSION#').map(({ content, submission, version: number }) => ({
        number,
        content: Object.fromEntries(modelledFields.map((field) => [field, content[field]])),
        submission,
      })),
    })),
    queue: at('QUEUE', '')
      .map(({ reference }) => reference)
      .sort(),
    // When whoever sent something is forgotten has tests of its own: no step waits that long.
    due: at('DUE', '')
      .filter(({ sk }) => sk.split('#')[1] === 'expire')
      .map(({ sk, reference }) => `${reference} ${sk.split('#')[0]}`)
      .sort(),
    owedMails: at('OUTBOX#MAIL', '')
      .map((row) => mailText({ ...(row as MailRow), fresh: row['sk'].split('#')[1] === 'fresh' }))
      .sort(),
    parked: at('PARKED', ''),
    sending: at('SENDING', ''),
    owedChanges: at('OUTBOX#PUBLISH', 'CHANGE#')
      .map(({ record, version }) => `${record} ${version}`)
      .sort(),
    releases: at('RELEASE#', 'RELEASE').map(({ sequence }) => sequence),
    head: head && { sequence: head['sequence'], projected: head['projected'] },
  };
}

type MailRow = { readonly kind: string; readonly reference: string; readonly recipient: string };

function mailText({ kind, reference, recipient, fresh }: MailRow & { readonly fresh: boolean }): string {
  return `${kind} ${reference} ${recipient}${fresh ? ' again' : ''}`;
}

/** The same of the model. */
function modelSays(model: Model): ReturnType<typeof tableSays> {
  const submissions = [...model.submissions.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  const records = [...model.records].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    submissions: submissions.map(({ reference, status, email, events, decision }) => ({
      reference,
      status,
      // Who says that it was not them, or says nothing, is forgotten.
      contact: status === 'cancelled' || status === 'expired' ? null : email,
      events,
      revision: events.length,
      decision,
    })),
    decided: submissions.flatMap(({ reference, decision }) =>
      decision ? [`SUBMISSION#${reference} ${decision.by}`] : [],
    ),
    records: records.map(([id, versions]) => ({
      pk: `RECORD#${id}`,
      version: versions.length,
      versions: versions.map((version, index) => ({ number: index + 1, ...version })),
    })),
    queue: submissions.filter(({ status }) => status === 'pending').map(({ reference }) => reference),
    due: submissions.flatMap(({ reference, due }) =>
      due === null ? [] : [`${reference} ${new Date(due).toISOString()}`],
    ),
    owedMails: model.owedMails.map(mailText).sort(),
    parked: [],
    sending: [],
    owedChanges: [...model.owedChanges].sort(),
    releases: Array.from({ length: model.sequence }, (_, index) => index + 1),
    head: { sequence: model.sequence, projected: model.sequence },
  };
}

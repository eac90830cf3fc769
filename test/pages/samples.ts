import { readFileSync } from 'node:fs';
import type { Change } from '../../lambdas/domain/documents.ts';
import { type Content, contentOf, importedSchema, type Publication } from '../../lambdas/domain/record.ts';
import type { InStatus, SubmissionContent } from '../../lambdas/domain/submission.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import type { PageContext } from '../../lambdas/pages/context.ts';

export const context: PageContext = {
  messages: messagesFor('en'),
  language: 'en',
  portal: { name: 'Cybil corrections', url: 'https://cybilportal.org/' },
  path: '/',
};

const seed: unknown = JSON.parse(readFileSync('inventory/records/cybercrime-octopus.json', 'utf8'));

/** A record as rich as they get: the first of the seed, with something in every list. */
export const octopus: Content = contentOf(importedSchema.parse(seed));

export const publication: Publication = {
  basis: 'public',
  sources: ['https://example.org/octopus'],
  consent: null,
  fields: { endDate: { basis: 'consent', sources: [] } },
};

export const endDate: Change = { field: 'endDate', from: '2020-12-31', to: '2016-12-31' };

/** What somebody sends who wishes us harm; it must stay text everywhere. */
export const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)> & \'';

export const content: SubmissionContent = {
  kind: 'correction',
  record: 'cybercrime-octopus',
  version: 1,
  changes: [endDate],
  evidence: ['https://www.coe.int/en/web/cybercrime/cybercrime-octopus'],
  comment: 'An older page of the Council of Europe ends it in 2016.',
  language: 'en',
  reference: 'COR-7F3K-9Q2M',
  title: 'Cybercrime@Octopus',
  role: 'implementer',
  credit: 'none',
  creditLine: null,
  reachable: true,
  receivedAt: '2026-11-03T14:05:00Z',
};

export const unconfirmed: InStatus<'unconfirmed'> = { ...content, status: 'unconfirmed', revision: 1 };
export const pending: InStatus<'pending'> = {
  ...content,
  status: 'pending',
  revision: 2,
  pendingSince: '2026-11-03T14:10:00Z',
};
export const approved: InStatus<'approved'> = {
  ...pending,
  status: 'approved',
  decision: {
    by: 'manager',
    at: '2026-11-04T09:00:00Z',
    note: null,
    verdicts: { endDate: 'accepted' },
    edited: {},
    recordVersion: 2,
  },
};
export const rejected: InStatus<'rejected'> = {
  ...pending,
  status: 'rejected',
  decision: {
    by: 'manager',
    at: '2026-11-04T09:00:00Z',
    note: 'The project was extended.',
    reason: 'incorrect',
  },
};

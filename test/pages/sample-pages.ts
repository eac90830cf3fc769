import type { Contributor } from '../../lambdas/domain/documents.ts';
import { diffField } from '../../lambdas/domain/merge.ts';
import { fields } from '../../lambdas/domain/record.ts';
import type { Submission } from '../../lambdas/domain/submission.ts';
import { aboutPage } from '../../lambdas/pages/about.tsx';
import { accuracyPage, notAskedPage } from '../../lambdas/pages/accuracy.tsx';
import { bundleStatusPage } from '../../lambdas/pages/bundle-status.tsx';
import { checkPage } from '../../lambdas/pages/check.tsx';
import { chooseRecordPage } from '../../lambdas/pages/choose-record.tsx';
import { confirmedPage, confirmPage } from '../../lambdas/pages/confirm.tsx';
import { ownBundlePage } from '../../lambdas/pages/contributor-bundle.tsx';
import { ownSubmissionPage } from '../../lambdas/pages/contributor-submission.tsx';
import { expiredLinkPage, freshLinkPage } from '../../lambdas/pages/expired-link.tsx';
import { homePage } from '../../lambdas/pages/home.tsx';
import { messagePage } from '../../lambdas/pages/message.tsx';
import { outcomePage } from '../../lambdas/pages/outcome.tsx';
import { recordPage } from '../../lambdas/pages/record.tsx';
import { reviewPage } from '../../lambdas/pages/review.tsx';
import { reviewBundlePage } from '../../lambdas/pages/review-bundle.tsx';
import { statusPage } from '../../lambdas/pages/status.tsx';
import { perhapsOnItsWayPage, unknownLinkPage } from '../../lambdas/pages/unknown-link.tsx';
import { correctionPage } from '../../lambdas/submissions/correction/page.tsx';
import { bundleReview, contributionPages } from './sample-contributions.ts';
import {
  approved,
  publication as basis,
  content,
  context,
  hostile,
  octopus,
  pending,
  rejected,
  unconfirmed,
} from './samples.ts';

const record = { ...octopus, title: hostile, summary: hostile, objectives: [hostile] };
const contributor: Contributor = {
  name: hostile,
  email: 'a@b.example',
  organisation: hostile,
  role: 'owner',
  credit: 'name',
};
const changes = [
  { field: 'summary', from: 'before', to: hostile },
  { field: 'objectives', from: [], to: [hostile] },
] as const satisfies Submission['changes'];
const hostileParts = { title: hostile, comment: hostile, changes: [...changes], creditLine: hostile };
const waiting = { ...pending, ...hostileParts };
const decided = { ...rejected, ...hostileParts, decision: { ...rejected.decision, note: hostile } };
const form = {
  id: 'cybercrime-octopus',
  title: hostile,
  version: 1,
  key: 'a-key',
  stamp: '1.a-signature',
  current: record,
  typed: new Map(),
  problems: [],
  together: null,
};
const published = { version: 1, at: content.receivedAt, fields: [], credit: hostile, submission: null };
const publication = {
  basis: 'public',
  sources: ['https://example.org/'],
  consent: null,
  fields: {},
} as const;

const together = {
  adds: '?bundle=COR-7F3K-9Q2M&t=a-token',
  all: { count: 2, href: '/submissions/COR-7F3K-9Q2M?t=a' },
};

const added = { bundle: 'COR-7F3K-9Q2M', token: 'a-token' };
const bundle = [waiting, { ...decided, reference: 'COR-0000-0000' }] as const;
const asked = {
  record: 'a',
  name: 'COR-7F3K-9Q2M' as const,
  since: content.receivedAt,
  askedAt: content.receivedAt,
  silences: 0,
};
const question = { id: 'a', content: record, mayStop: true };

/** Every page by name, with hostile text wherever somebody from outside has a say. */
export const samplePages: ReadonlyMap<string, string> = new Map([
  ['home', homePage({ query: '', results: [], total: 0 }, context)],
  [
    'search',
    homePage({ query: hostile, results: [{ id: 'a', title: hostile, code: hostile }], total: 2 }, context),
  ],
  ['nothing found', homePage({ query: hostile, results: [], total: 0 }, context)],
  ['about', aboutPage(context)],
  [
    'record',
    recordPage(
      {
        record: { ...record, id: 'a', version: 1 },
        publication: { ...publication, sources: [...publication.sources] },
        history: [published],
        open: 1,
      },
      context,
    ),
  ],
  [
    'own, credited',
    ownSubmissionPage(
      {
        submission: { ...approved, ...hostileParts, credit: 'name' },
        typed: new Map(),
        problems: [],
        justAnswered: false,
      },
      context,
    ),
  ],
  ['accuracy', accuracyPage({ ...question, asked, problems: [] }, context)],
  [
    'accuracy, answered',
    accuracyPage({ ...question, asked: { ...asked, askedAt: null }, problems: [] }, context),
  ],
  ['accuracy, over', notAskedPage(context)],
  ['correction', correctionPage({ ...form, shown: ['summary'], all: false }, context)],
  ['correction of all', correctionPage({ ...form, shown: fields, all: true }, context)],
  [
    'check',
    checkPage(
      {
        kind: 'correction',
        action: '/correct/a',
        title: hostile,
        changes: [...changes],
        evidence: content.evidence,
        comment: hostile,
        contributor,
        hidden: [['summary', hostile]],
      },
      context,
    ),
  ],
  [
    'sent',
    statusPage(
      {
        submission: { ...unconfirmed, ...hostileParts },
        justSent: true,
        confirmationMailed: false,
        usualWait: 172_800,
        manageUrl: '/confirm/a-token',
        together,
      },
      context,
    ),
  ],
  [
    'rejected',
    statusPage(
      {
        submission: decided,
        justSent: false,
        confirmationMailed: true,
        usualWait: null,
        manageUrl: '/confirm/a-token',
        together,
      },
      context,
    ),
  ],
  [
    'approved',
    statusPage(
      {
        submission: approved,
        justSent: false,
        confirmationMailed: true,
        usualWait: null,
        manageUrl: '/confirm/a-token',
        together,
      },
      context,
    ),
  ],
  [
    'confirm',
    confirmPage({ submissions: [{ ...unconfirmed, ...hostileParts }], problems: [], moved: false }, context),
  ],
  ['confirmed', confirmedPage({ bundle: [waiting], justConfirmed: true }, context)],
  [
    'review',
    reviewPage(
      {
        submission: waiting,
        contact: contributor,
        record: { version: 1, holds: [], publication: basis },
        diffs: changes.map((change) => diffField(change, { ...record, summary: 'other' })),
        seen: 'a-hash',
        problems: [],
        typed: new Map(),
        moved: { submission: true, hold: true, version: true, fields: ['summary'], rivals: ['COR-1'] },
        busy: false,
        rivals: [{ reference: 'COR-1', changes: [{ field: 'summary', from: null, to: hostile }] }],
        duplicates: [{ id: 'octopus', title: hostile }],
        offeredId: null,
        offered: new Map([['summary', 'a-digest']]),
        reviewer: { name: hostile },
        all: '/review/a-token',
      },
      context,
    ),
  ],
  [
    'outcome',
    outcomePage(
      {
        submission: decided,
        decidedBy: hostile,
        late: { wanted: 'reject', own: false },
        onwards: {
          all: '/review/a-token',
          next: { title: hostile, href: '/review/a-token?of=COR-7F3K-9Q2M' },
        },
      },
      context,
    ),
  ],
  [
    'message',
    messagePage({ title: hostile, paragraphs: [hostile], links: [{ href: '/', text: hostile }] }, context),
  ],
  ['added correction', correctionPage({ ...form, shown: ['summary'], all: false, together: added }, context)],
  [
    'choice of a project',
    chooseRecordPage(
      { query: hostile, results: [{ id: 'a', title: hostile, code: hostile }], together: added },
      context,
    ),
  ],
  [
    'status of a bundle',
    bundleStatusPage(
      {
        bundle,
        justSent: true,
        confirmationMailed: true,
        adds: together.adds,
        manageUrl: '/a',
        manageOne: () => '/b',
      },
      context,
    ),
  ],
  ['bundle to take back', ownBundlePage({ bundle, problems: [], manageOne: () => '/b' }, context)],
  ['bundle to confirm', confirmPage({ submissions: bundle, problems: [], moved: true }, context)],
  ['bundle confirmed', confirmedPage({ bundle, justConfirmed: true }, context)],
  ['bundle to review', reviewBundlePage({ ...bundleReview, submissions: bundle }, context)],
  ['expired', expiredLinkPage({ kind: 'review', problems: [] }, context)],
  ['fresh link', freshLinkPage(context)],
  [
    'unknown link',
    unknownLinkPage(
      { typed: new Map([['email', hostile]]), problems: [{ name: 'email', rule: 'not-an-address' }] },
      context,
    ),
  ],
  ['perhaps a fresh link', perhapsOnItsWayPage(context)],
  ...contributionPages,
]);

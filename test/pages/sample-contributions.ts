import type { ConsentRecord } from '../../lambdas/domain/consent.ts';
import { changesOf } from '../../lambdas/domain/judge-changes.ts';
import { diffField } from '../../lambdas/domain/merge.ts';
import { emptyContent, fields } from '../../lambdas/domain/record.ts';
import type { Removal } from '../../lambdas/domain/removal.ts';
import type { DecidedSubmission, Question, Submission } from '../../lambdas/domain/submission.ts';
import { noticeInForce } from '../../lambdas/i18n/notices.ts';
import { checkPage } from '../../lambdas/pages/check.tsx';
import { ownSubmissionPage } from '../../lambdas/pages/contributor-submission.tsx';
import { endedPage } from '../../lambdas/pages/ended.tsx';
import { messagePage } from '../../lambdas/pages/message.tsx';
import { outcomePage } from '../../lambdas/pages/outcome.tsx';
import { privacyPage } from '../../lambdas/pages/privacy.tsx';
import { receiptPage } from '../../lambdas/pages/receipt.tsx';
import { recordPage } from '../../lambdas/pages/record.tsx';
import { type ReviewProps, reviewPage } from '../../lambdas/pages/review.tsx';
import { type ReviewBundleProps, reviewBundlePage } from '../../lambdas/pages/review-bundle.tsx';
import { statusPage } from '../../lambdas/pages/status.tsx';
import { linkOnItsWayPage, withdrawalPage } from '../../lambdas/pages/withdrawal.tsx';
import { additionCheckPage } from '../../lambdas/submissions/addition/check.tsx';
import { additionPage } from '../../lambdas/submissions/addition/page.tsx';
import { consentFacts, consentPage } from '../../lambdas/submissions/consent/page.tsx';
import type { Matter } from '../../lambdas/submissions/kinds.ts';
import { objectionFacts, objectionPage } from '../../lambdas/submissions/objection/page.tsx';
import { approved, content, context, hostile, octopus, pending, publication, rejected } from './samples.ts';

export const notice = noticeInForce('en', {
  portal: 'Cybil corrections',
  mailbox: 'corrections@example.org',
  licence: 'CC BY 4.0',
  contactMonths: 12,
  accuracyMonths: 12,
  controller: 'The portal, Strasbourg',
  url: 'https://corrections.example.org',
});
const hash = 'a'.repeat(64);
const agreement = { notice: notice.version, noticeSha256: hash, organisation: hostile };
const contributor = {
  name: hostile,
  email: 'a@b.example',
  organisation: hostile,
  role: 'owner',
  credit: 'name',
} as const;
const said = { title: hostile, comment: hostile, creditLine: hostile, evidence: [] };

const proposal = { ...emptyContent, title: hostile, objectives: [hostile], startDate: '2024' };

/** One of each kind, as it waits for a decision. */
export const waiting = {
  addition: of({ kind: 'addition', record: null, basis: { basis: 'consent', ...agreement } }),
  consent: of({ kind: 'consent', record: 'a', version: 1, fields: ['title', 'summary'], ...agreement }),
  objection: of({ kind: 'objection', record: 'a', fields: ['summary'] }),
} as const;

function of(matter: Matter): Extract<Submission, { status: 'pending' }> {
  const changes = matter.kind === 'addition' ? changesOf(proposal) : [];
  return { ...pending, ...said, changes, ...matter };
}

const question: Question = {
  by: 'manager',
  askedAt: content.receivedAt,
  question: hostile,
  answer: null,
  answeredAt: null,
};
const asked: Submission = { ...waiting.addition, status: 'awaiting-reply', questions: [question] };
const answered: Submission = { ...waiting.addition, questions: [{ ...question, answer: hostile }] };

export const blank = {
  key: 'k'.repeat(43),
  stamp: 's'.repeat(57),
  typed: new Map(),
  problems: [],
  together: null,
};
export const consent: ConsentRecord = {
  receipt: 'RCP-7F3K-9Q2M',
  record: 'a',
  version: 1,
  fields: ['title', 'summary'],
  notice: notice.version,
  noticeSha256: hash,
  language: 'en',
  role: 'owner',
  organisation: hostile,
  submission: 'COR-7F3K-9Q2M',
  givenAt: content.receivedAt,
  status: 'given',
  since: content.receivedAt,
  revision: 1,
};
const given = { type: 'given', at: content.receivedAt, by: 'grantor' } as const;
const withdrawn = { type: 'withdrawn', at: '2026-11-05T08:00:00Z', by: 'grantor' } as const;
const receipt = { consent, events: [given], notice, title: hostile, problems: [] };
const record = { ...octopus, title: hostile, id: 'a', version: 2 };

export const review: Omit<ReviewProps, 'submission'> = {
  contact: contributor,
  record: { version: 2, holds: [], publication },
  diffs: [],
  seen: 'a-hash',
  problems: [],
  typed: new Map(),
  moved: null,
  busy: false,
  rivals: [],
  duplicates: [],
  offeredId: null,
  offered: new Map(),
  reviewer: { name: hostile },
  all: null,
};
const status = {
  justSent: false,
  confirmationMailed: true,
  usualWait: 172_800,
  manageUrl: '/confirm/a',
  together: { adds: null, all: null },
};
const own = { typed: new Map(), problems: [], justAnswered: false };
const sent = { title: hostile, evidence: [], comment: hostile, contributor, hidden: [['comment', hostile]] };
const diffs = waiting.addition.changes.map((change) => diffField(change, emptyContent));
const decidedAddition: DecidedSubmission = {
  ...approved,
  ...waiting.addition,
  status: 'approved',
  decision: {
    ...approved.decision,
    note: hostile,
    verdicts: { title: 'accepted', objectives: 'edited', summary: 'edited' },
    edited: { objectives: [hostile], summary: hostile },
  },
};

/** Of a bundle that nothing is decided of on its own page. */
export const bundleReview: Omit<ReviewBundleProps, 'submissions'> = {
  contents: new Map(),
  one: () => '/a',
  objections: [],
  contact: contributor,
  reviewer: { name: hostile },
  problems: [],
  typed: new Map(),
  late: [],
};

const removal: Removal = {
  content: proposal,
  whole: true,
  fields: [],
  consents: 2,
  closes: [waiting.consent, pending],
  lapses: [{ kind: 'correction', reference: 'COR-0000-0007' }],
  stays: 1,
  more: 3,
};

const objected = {
  record: { version: 2, holds: [] },
  removal,
  seen: 'seen',
  moved: null,
  busy: false,
};
const movedFields = { submission: true, hold: true, version: false, fields: ['title' as const], rivals: [] };
const another: Submission = { ...waiting.objection, reference: 'COR-0000-0008' };

export const contributionPages: readonly (readonly [name: string, html: string])[] = [
  ['addition', additionPage({ ...blank, notice, typed: new Map([['title', hostile]]) }, context)],
  [
    'addition refused',
    additionPage(
      {
        ...blank,
        notice,
        typed: new Map([
          ['title', hostile],
          ['basis', 'consent'],
          ['funders', ''],
          ['funders[0][name]', hostile],
          ['funders[0][url]', hostile],
          ['objectives[0]', hostile],
        ]),
        problems: [
          { name: 'funders[0][url]', rule: 'not-a-url' },
          { name: 'basis', rule: 'basis-missing' },
          { name: 'sources[0]', rule: 'source-missing' },
          { name: 'authority', rule: 'authority-missing' },
          { name: 'email', rule: 'address-needed' },
        ],
      },
      context,
    ),
  ],
  [
    'check of an addition',
    additionCheckPage(
      {
        ...sent,
        hidden: [['title', hostile]],
        changes: changesOf(proposal),
        basis: { basis: 'public', sources: ['https://example.org/'] },
        duplicates: [{ id: 'octopus', title: hostile }],
        waits: true,
      },
      context,
    ),
  ],
  [
    'consent form',
    consentPage(
      {
        ...blank,
        id: 'a',
        title: hostile,
        version: 1,
        content: octopus,
        covered: ['title', 'summary', 'objectives', 'funders'],
        notice,
      },
      context,
    ),
  ],
  [
    'check of a consent',
    checkPage(
      {
        ...sent,
        hidden: [['comment', hostile]],
        kind: 'consent',
        action: '/consent/a',
        changes: [],
        matter: consentFacts(['title'], context),
      },
      context,
    ),
  ],
  [
    'objection form',
    objectionPage(
      {
        ...blank,
        id: 'a',
        title: hostile,
        offered: ['title', 'summary', 'funders'],
        typed: new Map([['comment', hostile]]),
        problems: [{ name: 'email', rule: 'address-needed' }],
      },
      context,
    ),
  ],
  [
    'check of an objection',
    checkPage(
      {
        ...sent,
        hidden: [['comment', hostile]],
        kind: 'objection',
        action: '/object/a',
        changes: [],
        matter: objectionFacts(['summary'], context),
      },
      context,
    ),
  ],
  [
    'withdrawal',
    withdrawalPage(
      {
        typed: new Map([['email', hostile]]),
        problems: [
          { name: 'decision', rule: 'decision-missing' },
          { name: 'email', rule: 'not-an-address' },
        ],
      },
      context,
    ),
  ],
  ['withdrawal link', linkOnItsWayPage(context)],
  ['receipt', receiptPage(receipt, context)],
  [
    'receipt not answered',
    receiptPage({ ...receipt, problems: [{ name: 'decision', rule: 'decision-missing' }] }, context),
  ],
  [
    'consent withdrawn',
    receiptPage(
      { ...receipt, consent: { ...consent, status: 'withdrawn' }, events: [given, withdrawn] },
      context,
    ),
  ],
  [
    'consent gone',
    receiptPage(
      {
        ...receipt,
        title: null,
        consent: { ...consent, status: 'withdrawn', gone: { sequence: 4, at: withdrawn.at } },
        events: [given, withdrawn],
      },
      context,
    ),
  ],
  ['consent revoked', receiptPage({ ...receipt, consent: { ...consent, status: 'revoked' } }, context)],
  ['own submission', ownSubmissionPage({ ...own, submission: waiting.objection }, context)],
  [
    'own submission asked',
    ownSubmissionPage(
      {
        submission: asked,
        typed: new Map([['decision', 'answer']]),
        problems: [{ name: 'answer', rule: 'answer-missing' }],
        justAnswered: false,
      },
      context,
    ),
  ],
  [
    'own submission answered',
    ownSubmissionPage({ ...own, submission: answered, justAnswered: true }, context),
  ],
  [
    'own submission ended',
    ownSubmissionPage(
      { ...own, submission: { ...waiting.consent, status: 'cancelled', endedAt: withdrawn.at } },
      context,
    ),
  ],
  [
    'consent sent',
    statusPage({ ...status, justSent: true, submission: waiting.consent, usualWait: null }, context),
  ],
  ['addition asked', statusPage({ ...status, submission: asked }, context)],
  ['addition answered', statusPage({ ...status, submission: answered }, context)],
  ['addition approved', statusPage({ ...status, submission: decidedAddition }, context)],
  ['objection status', statusPage({ ...status, submission: waiting.objection }, context)],
  [
    'objection closed',
    statusPage(
      {
        ...status,
        submission: { ...waiting.objection, status: 'closed', endedAt: withdrawn.at },
      },
      context,
    ),
  ],
  [
    'review of an addition',
    reviewPage(
      {
        ...review,
        record: null,
        diffs,
        submission: asked,
        rivals: [{ reference: 'COR-1', changes: [{ field: 'title', from: '', to: hostile }] }],
        duplicates: [{ id: 'octopus', title: hostile }],
        offeredId: 'octopus-2',
      },
      context,
    ),
  ],
  [
    'review of an addition refused',
    reviewPage(
      {
        ...review,
        record: null,
        diffs,
        submission: answered,
        typed: new Map([
          ['value[endDate]', hostile],
          ['change[objectives]', 'edit'],
        ]),
        problems: [
          { name: 'value[endDate]', rule: 'not-a-date' },
          { name: 'value[id]', rule: 'id-taken' },
          { name: 'change[title]', rule: 'unknown-choice' },
        ],
      },
      context,
    ),
  ],
  ['review of a consent', reviewPage({ ...review, submission: waiting.consent }, context)],
  [
    'review of an objection',
    reviewPage(
      {
        ...review,
        record: { version: 2, holds: [content.reference], publication },
        submission: waiting.objection,
      },
      context,
    ),
  ],
  [
    'review of an objection that removes much',
    reviewPage(
      {
        ...review,
        removal,
        submission: {
          ...waiting.objection,
          fields: [],
          unheld: 'share-used-up',
          lapsed: ['summary'],
        } as Submission,
      },
      context,
    ),
  ],
  [
    'review of a consent on hold',
    reviewPage(
      {
        ...review,
        submission: waiting.consent,
        holding: [
          { reference: 'COR-0000-0008', href: '/a' },
          { reference: 'COR-0000-0009', href: '/b' },
        ],
      },
      context,
    ),
  ],
  [
    'review of objections together',
    reviewBundlePage(
      {
        ...bundleReview,
        submissions: [waiting.objection, another],
        objections: [
          { ...objected, submission: waiting.objection },
          { ...objected, submission: another, moved: movedFields, removal: { ...removal, whole: false } },
        ],
        typed: new Map([['decision[COR-0000-0008]', 'reject']]),
        problems: [{ name: 'reason[COR-0000-0008]', rule: 'reason-missing' }],
        late: [{ wanted: 'reject', own: false, submission: decidedAddition, decidedBy: hostile }],
      },
      context,
    ),
  ],
  [
    'ended with its fields',
    endedPage(
      { ...waiting.consent, status: 'closed', endedAt: withdrawn.at, why: 'fields-gone', lapsed: ['title'] },
      context,
    ),
  ],
  [
    'ended with another',
    endedPage(
      {
        ...waiting.objection,
        status: 'closed',
        endedAt: withdrawn.at,
        why: 'united',
        unitedWith: 'COR-0000-0008',
      },
      context,
    ),
  ],
  [
    'review of a free objection',
    reviewPage({ ...review, submission: { ...waiting.objection, fields: [] } as Submission }, context),
  ],
  [
    'outcome of an addition',
    outcomePage({ submission: decidedAddition, decidedBy: hostile, late: null, onwards: null }, context),
  ],
  [
    'outcome of an objection',
    outcomePage(
      {
        submission: { ...waiting.objection, status: 'rejected', decision: rejected.decision },
        decidedBy: hostile,
        late: null,
        onwards: null,
      },
      context,
    ),
  ],
  ['ended', endedPage({ ...waiting.consent, status: 'closed', endedAt: withdrawn.at }, context)],
  [
    'record by consent',
    recordPage(
      {
        record,
        publication: {
          basis: 'consent',
          sources: [],
          consent: {
            role: 'owner',
            organisation: hostile,
            grantedAt: content.receivedAt,
            receipt: consent.receipt,
          },
          fields: { summary: { basis: 'public', sources: ['https://example.org/'] } },
        },
        history: [
          { version: 2, at: withdrawn.at, fields: [], credit: null, submission: content.reference },
          { version: 1, at: content.receivedAt, fields: [...fields], credit: hostile, submission: null },
        ],
        open: 2,
      },
      context,
    ),
  ],
  ...(['withdrawnRecord', 'heldRecord', 'unknownRecord'] as const).map((kind) => {
    const { title, explanation } = context.messages.http[kind];
    const links = [{ href: '/', text: context.messages.http.home }];
    return [kind, messagePage({ title, paragraphs: [explanation], links }, context)] as const;
  }),
  ['privacy', privacyPage({ notice, sha256: hash }, context)],
];

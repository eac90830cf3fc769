import { hasBasis } from '../domain/basis.ts';
import { type Bundle, bundleProblems, remainingSubmissions } from '../domain/bundle.ts';
import { decide } from '../domain/decide.ts';
import type { Change, Contributor } from '../domain/documents.ts';
import { evolve } from '../domain/evolve.ts';
import type { Reference } from '../domain/names.ts';
import { noticeHash, type ShownNotice } from '../domain/notice.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import { type Problem, problem } from '../domain/refusals.ts';
import type { Result } from '../domain/result.ts';
import { type Agreement, leadOf, type SubmissionContent } from '../domain/submission.ts';
import type { Received } from '../storage/received.ts';
import { findRecord, loadVersion } from '../storage/records.ts';
import { newReference, sha256 } from '../storage/secrets.ts';
import type { Table } from '../storage/table.ts';
import type { SubmissionDocument } from '../submissions/documents.ts';
import type { Matter } from '../submissions/kinds.ts';
import { traitsOf } from '../submissions/kinds.ts';
import type { Seen } from '../submissions/rule.ts';
import { rulesOf } from '../submissions/rules.ts';

type Reading = {
  readonly table: Table;
  /** The notice in force, in the language of what is sent. */
  readonly notice: ShownNotice;
};

type Members = Received['members'];

/**
 * What documents come to: submissions that were received, or what is wrong with them. Paths lead from the list.
 * @param bundle what they join; null where they are a bundle of their own, or one alone
 * @param proven whether their address is confirmed already
 */
export async function readDocuments(
  reading: Reading,
  documents: readonly SubmissionDocument[],
  bundle: Bundle | null,
  proven: boolean,
  now: Date,
): Promise<Result<Members>> {
  const read = await Promise.all(documents.map((document) => readMatter(reading, document)));
  const problems = read.flatMap((one, index) => within(index, one.problems ?? []));
  if (problems.length > 0) return { problems };
  const matters = read.flatMap((one) => (one.problems ? [] : one.value));
  const contents = placed(
    matters.map((matter) => contentOf(matter, newReference(), now)),
    bundle,
  );
  const clashing = bundleProblems(bundle ? remainingSubmissions(bundle) : [], contents);
  if (clashing.length > 0) return { problems: clashing };
  return received(contents, matters, proven, now);
}

/** In its bundle, if it is in any. */
function placed(contents: readonly SubmissionContent[], bundle: Bundle | null): readonly SubmissionContent[] {
  const [first] = contents;
  if (bundle) return contents.map((content) => ({ ...content, bundle: leadOf(bundle[0]) }));
  if (!first || contents.length === 1) return contents;
  const members = contents.map(({ reference }) => reference);
  return contents.map((content, index) => ({
    ...content,
    bundle: first.reference,
    ...(index === 0 ? { members } : {}),
  }));
}

function received(
  contents: readonly SubmissionContent[],
  matters: readonly ReadMatter[],
  proven: boolean,
  now: Date,
): Result<Members> {
  const outcomes = contents.map((content, index) =>
    decide(
      { type: 'receive', content, proven },
      { submission: null, record: matters[index]?.record ?? null },
      now,
    ),
  );
  const problems = outcomes.flatMap((one, index) => within(index, one.problems ?? []));
  if (problems.length > 0) return { problems };
  const events = outcomes.flatMap((one) => (one.problems ? [] : one.value.event));
  return { value: events.map((event) => ({ event, submission: evolve(null, event) })) };
}

function within(index: number, problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ path, ...rest }) => ({ path: [index, ...path], ...rest }));
}

/** What a document is about, and what must be known of the inventory for it. */
type ReadMatter = {
  readonly document: SubmissionDocument;
  readonly matter: Matter;
  readonly changes: readonly Change[];
  readonly title: string;
  readonly record: CurrentRecord | null;
};

async function readMatter(reading: Reading, document: SubmissionDocument): Promise<Result<ReadMatter>> {
  const rules = rulesOf(document);
  const about = await readRecord(reading, document);
  if (about.problems) return about;
  const { record, version } = about.value;
  const notice = rules.noticeOf(document);
  const agreement = notice === null ? null : agreementOf(reading, notice, document.contributor);
  if (notice !== null && !agreement) return refused(noticePath(document), 'unknown-notice');
  return {
    value: {
      document,
      record,
      title: rules.titleOf(document) ?? titleOf(record),
      changes: rules.changesOf(document),
      matter: rules.matterOf(document, { version, agreement }),
    },
  };
}

type About = Pick<ReadMatter, 'record'> & Pick<Seen, 'version'>;

/** The record that something is about, and the version of it that it is made from. */
async function readRecord({ table }: Reading, document: SubmissionDocument): Promise<Result<About>> {
  const rules = rulesOf(document);
  const id = rules.recordOf(document);
  if (id === null) return { value: { record: null, version: null } };
  const record = await findRecord(table, id);
  if (!record) return refused(['record'], 'no-such-record');
  if (record.status === 'withdrawn') return refused(['record'], 'record-withdrawn');
  // What is not public yet is nobody's to see; its owner may know its id, and consent.
  if (!hasBasis(record.publication) && !traitsOf(document).ofUnpublished)
    return refused(['record'], 'no-such-record');
  const number = rules.versionOf(document, record.version);
  if (number === null) return { value: { record, version: null } };
  const seen = await loadVersion(table, record.id, number);
  return seen
    ? { value: { record, version: { number, content: seen.content } } }
    : refused(['version'], 'no-such-version');
}

function titleOf(record: CurrentRecord | null): string {
  if (!record) throw new Error('What proposes no record is about one.');
  return hasBasis(record.publication) ? record.content.title : record.id;
}

function noticePath(document: SubmissionDocument): Problem['path'] {
  return 'basis' in document ? ['basis', 'notice'] : ['notice'];
}

function refused(path: Problem['path'], rule: Problem['rule']): Result<never> {
  return { problems: [problem(path, rule)] };
}

/** Null when what was read is not the notice in force any more. */
function agreementOf({ notice }: Reading, version: string, { organisation }: Contributor): Agreement | null {
  if (version !== notice.version) return null;
  return { notice: version, noticeSha256: noticeHash(notice, sha256), organisation };
}

function contentOf(
  { document, matter, title, changes }: ReadMatter,
  reference: Reference,
  now: Date,
): SubmissionContent {
  const { comment, language, contributor } = document;
  const evidence = 'evidence' in document ? document.evidence : [];
  return {
    ...matter,
    reference,
    title,
    changes,
    evidence,
    comment,
    language,
    role: contributor.role,
    credit: contributor.credit,
    creditLine: creditLine(contributor),
    reachable: contributor.email !== null,
    receivedAt: now.toISOString(),
  };
}

function creditLine({ credit, name, organisation }: Contributor): string | null {
  if (credit === 'name') return name;
  return credit === 'organisation' ? organisation : null;
}

import { rulesOf } from '../submissions/rules.ts';
import { basisOfField } from './basis.ts';
import { canonicalJson, type Sha256 } from './canonical.ts';
import { type Field, isField } from './record.ts';
import type { CurrentRecord } from './record-state.ts';
import type { Submission } from './submission.ts';

/** What a manager's page shows, part by part: what each part is called, and the digest of what it said. */
export type Shown = ReadonlyMap<string, string>;

/** Another submission that waits, and wants the same field to say something. */
export type Rival = Pick<Submission, 'reference' | 'changes'>;

/** What a page is made of. */
export type ShownState = {
  readonly submission: Submission;
  /** The record it is about; null where there is none yet, or none any more. */
  readonly record: CurrentRecord | null;
  readonly rivals: readonly Rival[];
};

/** Of a SHA-256, in hexadecimal: enough to tell states of one page apart, and short enough for a form. */
const DIGEST_LENGTH = 24;

/** The parts of a page. What it does not show is not among them: a decision does not hang on it. */
export function shownOf({ submission, record, rivals }: ShownState, sha256: Sha256): Shown {
  const parts: readonly (readonly [name: string, said: unknown])[] = [
    ['submission', wordsOf(submission)],
    ...(record === null ? [] : recordParts(submission, record)),
    ...rivals.map(({ reference, changes }) => [reference, changes] as const),
  ];
  return new Map(
    parts.map(([name, said]) => [name, sha256(canonicalJson([name, said])).slice(0, DIGEST_LENGTH)]),
  );
}

/** What a submission says; who joined its bundle meanwhile is on another page. */
function wordsOf(submission: Submission): unknown {
  const { revision, bundle, members, reachable, language, receivedAt, ...words } = submission;
  return 'pendingSince' in words ? { ...words, pendingSince: null } : words;
}

function recordParts(submission: Submission, record: CurrentRecord): readonly (readonly [string, unknown])[] {
  const { content, publication, holds } = record;
  const only = rulesOf(submission).onlyVersion(submission);
  return [
    ['hold', holds],
    // A consent is to what one version says: the page tells whether that is still the newest.
    ...(only === null ? [] : [['version', record.version === only] as const]),
    ...rulesOf(submission)
      .shownFields(submission)
      .map((field) => [field, [content[field], basisOfField(publication, field)]] as const),
  ];
}

/** As a form carries it. */
export function seenText(shown: Shown): string {
  return [...shown].map(([name, digest]) => `${name}:${digest}`).join(' ');
}

/** What a page shows that it did not show, or showed otherwise, when it was read. */
export type Moved = {
  readonly submission: boolean;
  readonly hold: boolean;
  readonly version: boolean;
  readonly fields: readonly Field[];
  /** The references of submissions that came meanwhile. */
  readonly rivals: readonly string[];
};

/** Holds what a form says was seen against what is so now; null where nothing new is. What has gone takes nothing from what was read. */
export function movedSince(seen: string, now: Shown): Moved | null {
  const read = new Map(
    seen.split(' ').map((part) => {
      const [name = '', digest = ''] = part.split(':');
      return [name, digest] as const;
    }),
  );
  const names = [...now].filter(([name, digest]) => read.get(name) !== digest).map(([name]) => name);
  if (names.length === 0) return null;
  const named = { submission: 'submission', hold: 'hold', version: 'version' } as const;
  return {
    submission: names.includes(named.submission),
    hold: names.includes(named.hold),
    version: names.includes(named.version),
    fields: names.filter(isField),
    rivals: names.filter((name) => !isField(name) && !Object.hasOwn(named, name)),
  };
}

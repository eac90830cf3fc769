import type { CurrentRecord } from '../../domain/record-state.ts';
import type { Submission } from '../../domain/submission.ts';
import { formatList } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';
import { type Fact, Facts, webLinks } from './facts.tsx';

type Props = {
  readonly submission: Submission;
  /** What it is about now; null where there is none yet, or none any more. */
  readonly record: Pick<CurrentRecord, 'version' | 'holds'> | null;
  readonly context: PageContext;
};

type Of<Kind extends Submission['kind']> = Omit<Props, 'submission'> & {
  readonly submission: Extract<Submission, { kind: Kind }>;
};

/** What a submission is about besides changes, and what deciding on it does. */
export function SubmissionSubject({ submission, record, context }: Props) {
  switch (submission.kind) {
    case 'correction':
      return null;
    case 'addition':
      return <Facts rows={subjectRows(submission, context)} />;
    case 'consent':
      return <Consent submission={submission} record={record} context={context} />;
    case 'objection':
      return <Objection submission={submission} record={record} context={context} />;
  }
}

/** What a submission says besides changes: to what, and for whom. */
export function subjectRows(submission: Submission, context: PageContext): readonly Fact[] {
  const { review } = context.messages;
  switch (submission.kind) {
    case 'correction':
      return [];
    case 'addition': {
      const { basis } = submission;
      if (basis.basis === 'public') return [[review.basis, webLinks(basis.sources)]];
      return [
        [review.basis, review.byConsent],
        [review.consentFor, basis.organisation],
      ];
    }
    case 'consent': {
      const { fields, version, organisation } = submission;
      const covered = `${named(fields, context)}, ${review.consentVersion(version)}`;
      return [
        [review.consentCovers, covered],
        [review.consentFor, organisation],
      ];
    }
    case 'objection': {
      const { fields } = submission;
      return [[review.objectedTo, fields.length === 0 ? review.wholeEntry : named(fields, context)]];
    }
    default:
      return submission satisfies never;
  }
}

function Consent({ submission, record, context }: Of<'consent'>) {
  const { review } = context.messages;
  return (
    <>
      <Facts rows={subjectRows(submission, context)} />
      {record !== null && record.version !== submission.version ? (
        <p class="notice">{review.consentMoved}</p>
      ) : null}
      <p>{review.consentEffect}</p>
    </>
  );
}

function Objection({ submission, record, context }: Of<'objection'>) {
  const { review, objections } = context.messages;
  const { reference, unheld = 'stranger' } = submission;
  const holds = record?.holds ?? [];
  const held = holds.includes(reference);
  const others = holds.filter((one) => one !== reference);
  const named = formatList(others, context.language);
  return (
    <>
      <Facts rows={subjectRows(submission, context)} />
      {held ? <p class="notice">{objections.held}</p> : null}
      {held || others.length > 0 ? null : <p class="notice">{objections.unheld[unheld]}</p>}
      {held || others.length === 0 ? null : <p class="notice">{objections.heldByOthers(named)}</p>}
      <p>
        {review.objectionEffect} {held && others.length === 0 ? objections.lifts : null}
        {held && others.length > 0 ? objections.liftsNot(named) : null}
      </p>
    </>
  );
}

function named(fields: Of<'objection'>['submission']['fields'], { messages, language }: PageContext): string {
  return formatList(
    fields.map((field) => messages.fields[field]),
    language,
  );
}

import type { CurrentRecord } from '../../domain/inventory.ts';
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
export function Matter({ submission, record, context }: Props) {
  switch (submission.kind) {
    case 'correction':
      return null;
    case 'addition':
      return <Addition submission={submission} record={record} context={context} />;
    case 'consent':
      return <Consent submission={submission} record={record} context={context} />;
    case 'objection':
      return <Objection submission={submission} record={record} context={context} />;
  }
}

function Addition({ submission: { basis }, context }: Of<'addition'>) {
  const { review } = context.messages;
  const said = basis.basis === 'public' ? webLinks(basis.sources) : review.byConsent;
  return <Facts rows={[[review.basis, said]]} />;
}

function Consent({ submission, record, context }: Of<'consent'>) {
  const { review } = context.messages;
  const { fields, version, organisation } = submission;
  const covered = `${named(fields, context)}, ${review.consentVersion(version)}`;
  return (
    <>
      <Facts
        rows={[
          [review.consentCovers, covered],
          [review.consentFor, organisation],
        ]}
      />
      {record !== null && record.version !== version ? <p class="notice">{review.consentMoved}</p> : null}
      <p>{review.consentEffect}</p>
    </>
  );
}

function Objection({ submission, record, context }: Of<'objection'>) {
  const { review } = context.messages;
  const { fields, reference } = submission;
  const rows: readonly Fact[] = [
    [review.objectedTo, fields.length === 0 ? review.wholeEntry : named(fields, context)],
  ];
  const held = record?.holds.includes(reference) ?? false;
  return (
    <>
      <Facts rows={rows} />
      <p class="notice">{held ? review.objectionHeld : review.objectionFree}</p>
      <p>{review.objectionEffect}</p>
    </>
  );
}

function named(fields: Of<'objection'>['submission']['fields'], { messages, language }: PageContext): string {
  return formatList(
    fields.map((field) => messages.fields[field]),
    language,
  );
}

import { basisOfField } from '../domain/basis.ts';
import { formEntries, inputName } from '../domain/form.ts';
import type { FieldDiff } from '../domain/merge.ts';
import { type Content, emptyContent, type Field, fields } from '../domain/record.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import type { Removal } from '../domain/removal.ts';
import type { Moved, Rival } from '../domain/shown.ts';
import type { Contact, Submission } from '../domain/submission.ts';
import { formatInstant } from '../i18n/format.ts';
import { traitsOf } from '../submissions/kinds.ts';
import { viewOf } from '../submissions/views.ts';
import { AddedFields } from './components/added-fields.tsx';
import { AlikeNotice } from './components/alike-notice.tsx';
import { AskedNotice } from './components/asked-notice.tsx';
import { Cautions } from './components/cautions.tsx';
import { Lapsed } from './components/closed.tsx';
import { DecisionQuestions } from './components/decision-questions.tsx';
import { DefaultButton } from './components/default-button.tsx';
import { ErrorSummary } from './components/error-summary.tsx';
import { Facts, webLinks } from './components/facts.tsx';
import type { FormState } from './components/form-state.ts';
import { HeldNotice, type Holding } from './components/held-notice.tsx';
import { MovedNotice } from './components/moved-notice.tsx';
import { Answered } from './components/offers.tsx';
import { TextQuestion } from './components/question.tsx';
import { Questions } from './components/questions.tsx';
import { ReviewedChange, valueName } from './components/reviewed-change.tsx';
import { WhatGoes } from './components/what-goes.tsx';
import { localHref, type PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';
import { inputNames } from './rows.ts';

export type ReviewProps = {
  readonly submission: Submission;
  /** Null where none was left, or where it was erased. */
  readonly contact: Contact | null;
  /** What it is about now; null for a project that the inventory does not have yet. */
  readonly record:
    | (Pick<CurrentRecord, 'version' | 'holds' | 'publication'> & { readonly content?: Content })
    | null;
  readonly diffs: readonly FieldDiff[];
  /** Others that wait, and want the same fields to say something. */
  readonly rivals: readonly Rival[];
  /** Projects of the inventory that a new one may be already. */
  readonly duplicates: readonly { readonly id: string; readonly title: string }[];
  /** The id that a new project is offered; null where what was typed stays, or there is none to give. */
  readonly offeredId: string | null;
  /** Of an objection: what approving it comes to. */
  readonly removal?: Removal | null;
  /** The objections that hold the record, where something else is decided. */
  readonly holding?: readonly Holding[];
  /** What the page shows, as digests: a decision is bound to it. */
  readonly seen: string;
  /** What the boxes offer, as digests: a manager who types another value edits it. */
  readonly offered: ReadonlyMap<Field, string>;
  readonly problems: readonly FormProblem[];
  /** What came with the form before, by input name; empty the first time. */
  readonly typed: ReadonlyMap<string, string>;
  /** What is not as it was read; null where nothing is. */
  readonly moved: Moved | null;
  /** Whether so much is decided at this moment that nothing could be stored. */
  readonly busy: boolean;
  /** Whose link this is. */
  readonly reviewer: { readonly name: string };
  /** The page of all that was sent together with it; null where this is all. */
  readonly all: string | null;
};

/** The manager's page: each change with the record now, and a decision that nothing preselects. */
export function reviewPage(props: ReviewProps, context: PageContext): string {
  const { review } = context.messages;
  const title = context.messages.kinds[props.submission.kind].review(props.submission.title);
  const form: FormState = { entries: entriesOf(props), problems: props.problems, words: context };
  return renderPage({
    title,
    index: false,
    refused: props.problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={props.problems} names={namesOf(props, form)} messages={context.messages} />
        <MovedNotice
          moved={props.moved}
          busy={props.busy}
          words={context}
          linked={!traitsOf(props.submission).mayHold}
        />
        <h1>{title}</h1>
        <AskedNotice submission={props.submission} context={context} />
        {props.all === null ? null : (
          <p>
            <a href={localHref(props.all, context.language)}>{context.messages.bundles.review.back}</a>
          </p>
        )}
        <HeldNotice holding={props.holding ?? []} context={context} />
        <Lapsed submission={props.submission} context={context} />
        {traitsOf(props.submission).proposesRecord ? (
          <AlikeNotice waiting={proposedBy(props.rivals)} published={props.duplicates} context={context} />
        ) : null}
        <Sender {...props} context={context} />
        {viewOf(props.submission).subject(props.submission, props.record, context)}
        {props.removal ? <WhatGoes removal={props.removal} context={context} heading="h2" /> : null}
        <Cautions
          submission={props.submission}
          content={props.record?.content}
          titles={props.duplicates.map(({ title: other }) => other)}
          words={context}
          heading="h2"
        />
        <Questions submission={props.submission} context={context} reader="review" />
        <form method="post" noValidate>
          <DefaultButton />
          <input type="hidden" name="seen" value={props.seen} />
          {props.diffs.map((diff) => (
            <ReviewedChange
              key={diff.field}
              diff={diff}
              form={form}
              offered={props.offered.get(diff.field)}
              basis={props.record && basisOfField(props.record.publication, diff.field)}
              moved={props.moved?.fields.includes(diff.field)}
              rivals={props.rivals.filter(({ changes }) => changes.some(({ field }) => field === diff.field))}
              proposed={traitsOf(props.submission).proposesRecord}
            />
          ))}
          {traitsOf(props.submission).proposesRecord ? (
            <>
              <AddedFields fields={addable(props)} form={form} />
              <TextQuestion form={form} name="value[id]" label={review.id} hint={review.idHint} />
            </>
          ) : null}
          <Answered form={form} />
          <DecisionQuestions
            form={form}
            submission={props.submission}
            held={(props.holding ?? []).length > 0}
          />
          <button type="submit">{review.button}</button>
          <p class="hint">{review.greeting(props.reviewer.name)}</p>
        </form>
      </>
    ),
  });
}

/** What others propose that wait as well, by what they call it. */
function proposedBy(rivals: readonly Rival[]) {
  return rivals.map(({ reference, changes }) => ({ reference, title: String(changes[0]?.to ?? '') }));
}

/** The fields of a new project that nobody proposed, which the manager may fill in. */
function addable({ submission, diffs }: ReviewProps): readonly Field[] {
  const proposed = diffs.map(({ field }) => field);
  return traitsOf(submission).proposesRecord ? fields.filter((field) => !proposed.includes(field)) : [];
}

/** What was typed, and what accepting gives of the fields that the form did not come with. */
function entriesOf(props: ReviewProps): ReadonlyMap<string, string> {
  const { diffs, typed } = props;
  const names = [...typed.keys()];
  const values = [
    ...diffs.map(({ field, merged }) => [field, merged] as const),
    ...addable(props).map((field) => [field, emptyContent[field]] as const),
  ]
    .filter(([field]) => !names.some((name) => name.startsWith(valueName(field))))
    .flatMap(([field, value]) =>
      formEntries(field, value).map(
        ([name, text]) => [valueName(field) + name.slice(inputName(field).length), text] as const,
      ),
    );
  // An id that something has by now is no use to anybody: the next one that is free stands in its place.
  const id = props.offeredId === null ? [] : [['value[id]', props.offeredId] as const];
  return new Map([...values, ...typed, ...id]);
}

function namesOf(props: ReviewProps, { entries }: FormState): readonly string[] {
  const values = props.diffs
    .filter(({ kind }) => kind !== 'same')
    .flatMap(({ field }) => [`change[${field}]`, ...inputNames(valueName(field), field, entries)]);
  const added = addable(props).flatMap((field) => inputNames(valueName(field), field, entries));
  return ['decision', ...values, ...added, 'value[id]', 'reason', 'duplicate', 'note'];
}

function Sender({ submission, contact, context }: ReviewProps & { readonly context: PageContext }) {
  const { review, labels } = context.messages;
  const { role, creditLine, evidence, comment, receivedAt, reference } = submission;
  const sender = [contact?.name, contact?.organisation, contact?.email].filter((part) => part);
  return (
    <Facts
      rows={[
        [context.messages.mails.reference, reference],
        [review.received, formatInstant(receivedAt, context.language)],
        [review.from, sender.length === 0 ? review.anonymous : sender.join(', ')],
        [review.role, role === null ? null : labels.roleOf[role]],
        [review.credit, creditLine],
        [review.evidence, webLinks(evidence) ?? review.noEvidence],
        [review.comment, comment === null ? null : <p class="text">{comment}</p>],
      ]}
    />
  );
}

import type { Reference } from '../domain/names.ts';
import type { Content } from '../domain/record.ts';
import { type Contact, isWaiting, type Submission } from '../domain/submission.ts';
import { BundleMembers } from './components/bundle-members.tsx';
import { Cautions } from './components/cautions.tsx';
import { DefaultButton } from './components/default-button.tsx';
import { ErrorSummary } from './components/error-summary.tsx';
import { Facts } from './components/facts.tsx';
import type { FormState } from './components/form-state.ts';
import { type ReviewedObjection, ReviewedObjectionPart } from './components/reviewed-objection.tsx';
import { type Unrecorded, unrecordedText } from './components/unrecorded.ts';
import { localHref, type PageContext } from './context.ts';
import { type FormProblem, problemLabel } from './form-problem.ts';
import { renderPage } from './layout.tsx';

export type ReviewBundleProps = {
  /** Those that are decided, or wait for it, or ended meanwhile. */
  readonly submissions: readonly Submission[];
  /** By reference, what the record says now that one of them is about which waits. */
  readonly contents: ReadonlyMap<string, Content>;
  /** The page of one of them. */
  readonly one: (reference: Reference) => string;
  /** Those of them that are decided on here. */
  readonly objections: readonly ReviewedObjection[];
  /** Null where none was left, or where it was erased. */
  readonly contact: Contact | null;
  readonly reviewer: { readonly name: string };
  readonly problems: readonly FormProblem[];
  /** What came with the form before, by input name; empty the first time. */
  readonly typed: ReadonlyMap<string, string>;
  /** What was chosen and came too late. */
  readonly late: readonly Late[];
};

/** A decision on one of several that came too late. */
export type Late = Unrecorded & { readonly submission: Submission; readonly decidedBy: string };

/** For those who decide: all that was sent together, the objections to decide on here, and the way to each of the others. */
export function reviewBundlePage(props: ReviewBundleProps, context: PageContext): string {
  const { submissions, objections, problems, late } = props;
  const { bundles, objections: words } = context.messages;
  const { review } = bundles;
  const { length } = submissions;
  const left = submissions.filter(isWaiting).length;
  const here = new Set(objections.map(({ submission }) => submission.reference));
  const others = submissions.filter(({ reference }) => !here.has(reference));
  const title = left > 0 ? review.title(length) : review.doneTitle(length);
  return renderPage({
    title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary
          problems={problems}
          names={inputNames(props)}
          messages={context.messages}
          labels={labelsOf(props, context)}
        />
        {late.length === 0 ? null : (
          <div class="notice" role="alert">
            {late.map(({ submission, decidedBy, ...one }) => (
              <p key={submission.reference}>
                {words.bundle.late(submission.title, unrecordedText(one, submission, decidedBy, context))}
              </p>
            ))}
          </div>
        )}
        <h1>{title}</h1>
        {left > 0 ? (
          <p class="lead">
            {objections.length > 0 ? words.bundle.lead : review.lead} {review.left(left)}
          </p>
        ) : null}
        <Objections {...props} context={context} />
        {objections.length > 0 && others.some(isWaiting) ? <p>{words.bundle.others}</p> : null}
        <Begin {...props} submissions={others} context={context} />
        <BundleMembers
          submissions={others}
          context={context}
          ways={(member) => (
            <>
              {isWaiting(member) ? (
                <Cautions
                  submission={member}
                  content={props.contents.get(member.reference)}
                  words={context}
                  heading="h3"
                />
              ) : null}
              <p>
                <a href={localHref(props.one(member.reference), context.language)}>
                  {isWaiting(member) ? review.decide : review.see}{' '}
                  <span class="hidden">{member.reference}</span>
                </a>
              </p>
            </>
          )}
        />
      </>
    ),
  });
}

type PartProps = ReviewBundleProps & { readonly context: PageContext };

function Objections({ objections, contact, reviewer, problems, typed, context }: PartProps) {
  const { review, objections: words } = context.messages;
  if (objections.length === 0) return null;
  const form: FormState = { entries: typed, problems, words: context };
  const sender = [contact?.name, contact?.organisation, contact?.email].filter((part) => part);
  return (
    <>
      <Facts rows={[[review.from, sender.length === 0 ? review.anonymous : sender.join(', ')]]} />
      <form method="post" noValidate>
        <DefaultButton />
        {objections.map((objection) => (
          <ReviewedObjectionPart
            key={objection.submission.reference}
            objection={objection}
            form={form}
            context={context}
          />
        ))}
        <button type="submit">{words.bundle.button}</button>
        <p class="hint">{review.greeting(reviewer.name)}</p>
      </form>
    </>
  );
}

function Begin({ submissions, one, context }: PartProps) {
  const next = submissions.find(({ status }) => status === 'pending');
  if (!next) return null;
  return (
    <p>
      <a class="button" href={localHref(one(next.reference), context.language)}>
        {context.messages.bundles.review.start(next.title)}
      </a>
    </p>
  );
}

const inputs = ['decision', 'reason', 'note'] as const;

function inputNames({ objections }: ReviewBundleProps): readonly string[] {
  return objections.flatMap(({ submission }) => inputs.map((name) => `${name}[${submission.reference}]`));
}

/** Which of several a problem is about. */
function labelsOf({ problems, objections }: ReviewBundleProps, { messages }: PageContext) {
  const { bundle } = messages.objections;
  const labels = problems.map((problem) => {
    const [, base = '', reference = ''] = /^(\w+)\[(.*?)\]/.exec(problem.name) ?? [];
    const known = objections.find(({ submission }) => submission.reference === reference);
    const label = problemLabel({ ...problem, name: base }, messages) ?? bundle.decision;
    return [problem.name, bundle.label(known?.submission.title ?? reference, label)] as const;
  });
  return Object.fromEntries(labels);
}

import { type ConsentEvent, type ConsentRecord, isInForce } from '../domain/consent.ts';
import type { ShownNotice } from '../domain/notice.ts';
import { recordPath } from '../domain/record-path.ts';
import { formatInstant, formatList } from '../i18n/format.ts';
import { ErrorSummary } from './components/error-summary.tsx';
import { Facts } from './components/facts.tsx';
import { Notice } from './components/notice.tsx';
import { RadioQuestion } from './components/question.tsx';
import { localHref, type PageContext } from './context.ts';
import type { FormProblem } from './form-problem.ts';
import { renderPage } from './layout.tsx';

export type ReceiptProps = {
  readonly consent: ConsentRecord;
  readonly events: readonly ConsentEvent[];
  /** Word for word as it was agreed to. */
  readonly notice: ShownNotice | null;
  /** What the project is called; null once it is gone. */
  readonly title: string | null;
  readonly problems: readonly FormProblem[];
};

/** All that was agreed to, what became of it, and the question whether to withdraw it. */
export function receiptPage(props: ReceiptProps, context: PageContext): string {
  const { receipt } = context.messages;
  const { consent, notice, problems } = props;
  const title = isInForce(consent) ? receipt.title : receipt.endedTitle[ended(consent)];
  return renderPage({
    title,
    index: false,
    refused: problems.length > 0,
    context,
    children: (
      <>
        <ErrorSummary problems={problems} names={['decision']} messages={context.messages} />
        <h1>{title}</h1>
        {isInForce(consent) ? null : <p class="lead">{fate(consent, context)}</p>}
        <Agreed {...props} context={context} />
        <p>
          <a href={localHref(`${context.path.split('?', 1)[0]}?format=jsonld`, context.language)}>
            {receipt.download}
          </a>
        </p>
        {isInForce(consent) ? <Withdraw problems={problems} context={context} /> : null}
        {notice === null ? null : (
          <details>
            <summary>{receipt.notice(notice.version)}</summary>
            <Notice notice={notice} context={context} heading="h2" />
          </details>
        )}
      </>
    ),
  });
}

function ended({ status }: ConsentRecord): 'withdrawn' | 'revoked' {
  return status === 'revoked' ? 'revoked' : 'withdrawn';
}

function fate({ status, gone }: ConsentRecord, { messages, language }: PageContext): string {
  const { receipt } = messages;
  if (status === 'revoked') return receipt.revoked;
  return gone ? receipt.gone(formatInstant(gone.at, language), gone.sequence) : receipt.going;
}

function Agreed({ consent, events, title, context }: ReceiptProps & { readonly context: PageContext }) {
  const { messages, language } = context;
  const { receipt, fields, labels } = messages;
  const { record, version, role, organisation } = consent;
  const name = title ?? record;
  return (
    <Facts
      rows={[
        [receipt.id, consent.receipt],
        [
          receipt.record,
          title === null ? name : <a href={localHref(recordPath(record), language)}>{name}</a>,
        ],
        [receipt.version, `${version}`],
        [
          receipt.fields,
          formatList(
            consent.fields.map((field) => fields[field]),
            language,
          ),
        ],
        [receipt.organisation, organisation],
        [receipt.role, labels.roleOf[role]],
        [
          receipt.events,
          <ul>
            {events.map(({ type, at }) => (
              <li key={at}>{receipt.event[type](formatInstant(at, language))}</li>
            ))}
          </ul>,
        ],
        [receipt.hash, <code>{consent.noticeSha256}</code>],
      ]}
    />
  );
}

type WithdrawProps = { readonly problems: readonly FormProblem[]; readonly context: PageContext };

function Withdraw({ problems, context }: WithdrawProps) {
  const { receipt } = context.messages;
  const form = { entries: new Map<string, string>(), problems, words: context };
  return (
    <form method="post" noValidate>
      <RadioQuestion
        form={form}
        name="decision"
        label={receipt.question}
        hint={receipt.effect}
        options={[['withdraw', receipt.withdraw]]}
      />
      <button type="submit">{receipt.button}</button>
    </form>
  );
}

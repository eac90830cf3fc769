import { type Content, type Field, fields, type Publication } from '../domain/record.ts';
import { recordFile } from '../domain/record-path.ts';
import { formatDay } from '../i18n/format.ts';
import { Basis } from './components/basis.tsx';
import { History, type PublishedChange } from './components/history.tsx';
import { Value } from './components/value.tsx';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

export type RecordProps = {
  readonly record: Content & { readonly id: string; readonly version: number };
  readonly publication: Publication;
  /** The newest of the record's versions, newest first. */
  readonly history: readonly PublishedChange[];
  /** When somebody last said that it is accurate. */
  readonly verified?: string | null;
  /** Since when nobody confirmed it, where everybody who was asked keeps silent. */
  readonly unconfirmedSince?: string | null;
  /** How many submissions about it wait for a decision. */
  readonly open: number;
};

/** The public page of a record: each value with a way to correct it, why it is public, and what changed when. */
export function recordPage(
  { record, publication, history, open, verified = null, unconfirmedSince = null }: RecordProps,
  context: PageContext,
): string {
  const { messages, language } = context;
  const textLanguage = record.language === language ? undefined : record.language;
  return renderPage({
    title: record.title,
    index: true,
    alternates: [{ type: 'application/json', href: `/${recordFile(record.id)}` }],
    context,
    children: (
      <>
        <h1 lang={textLanguage}>{record.title}</h1>
        <p>
          <a class="button" href={localHref(`/correct/${record.id}`, language)}>
            {messages.record.correctAll}
          </a>
        </p>
        {open === 0 ? null : <p class="notice">{messages.record.open(open)}</p>}
        {unconfirmedSince === null ? null : (
          <p class="notice">{messages.record.unconfirmed(formatDay(unconfirmedSince, language))}</p>
        )}
        {verified === null || unconfirmedSince !== null ? null : (
          <p class="quiet">{messages.record.verified(formatDay(verified, language))}</p>
        )}
        <dl class="record">
          {fields.map((field) => (
            <FieldRow
              key={field}
              field={field}
              record={record}
              textLanguage={textLanguage}
              context={context}
            />
          ))}
        </dl>
        <Basis publication={publication} context={context} />
        <Rights id={record.id} consented={publication.consent !== null} context={context} />
        <History history={history} context={context} />
        <p>
          <a href={`/${recordFile(record.id)}`}>{messages.record.json}</a>
        </p>
      </>
    ),
  });
}

type RightsProps = { readonly id: string; readonly consented: boolean; readonly context: PageContext };

/** What an owner, or anybody, may do about the entry as a whole. */
function Rights({ id, consented, context }: RightsProps) {
  const { messages, language } = context;
  const ways = [
    ['consent', messages.record.giveConsent],
    ...(consented ? [['withdraw', messages.record.withdrawConsent]] : []),
    ['object', messages.record.object],
  ];
  return (
    <section>
      <h2>{messages.record.rights}</h2>
      <ul>
        {ways.map(([way, text]) => (
          <li key={way}>
            <a href={localHref(`/${way}/${id}`, language)}>{text}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type FieldRowProps = {
  readonly field: Field;
  readonly record: RecordProps['record'];
  readonly textLanguage: string | undefined;
  readonly context: PageContext;
};

function FieldRow({ field, record, textLanguage, context }: FieldRowProps) {
  const { messages, language } = context;
  const label = messages.fields[field];
  return (
    <div>
      <dt>{label}</dt>
      <dd lang={textLanguage}>
        <Value field={field} record={record} context={context} />
      </dd>
      <dd class="action">
        <a href={localHref(`/correct/${record.id}?field=${field}`, language)}>
          {messages.record.correct} <span class="hidden">{label.toLowerCase()}</span>
        </a>
      </dd>
    </div>
  );
}

import type { ComponentChildren } from 'preact';
import { isList } from '../../domain/form.ts';
import type { Content, Field } from '../../domain/record.ts';
import { formatDate, formatList, formatPlace } from '../../i18n/format.ts';
import { valueLines } from '../../i18n/value-lines.ts';
import { localHref, type PageContext } from '../context.ts';
import { WebLink } from './facts.tsx';

type Props = { readonly field: Field; readonly record: Content; readonly context: PageContext };

/** A published value, with its web addresses as links. */
export function Value({ field, record, context }: Props) {
  const { language } = context;
  switch (field) {
    case 'funders':
    case 'implementers':
    case 'partners':
      return <Items context={context} items={record[field].map(({ name, url }) => named(name, url))} />;
    case 'links':
      return (
        <Items context={context} items={record.links.map(({ title, url }) => named(title ?? url, url))} />
      );
    case 'activities':
      return <Items context={context} items={record.activities.map((one) => activity(one, context))} />;
    case 'related':
      return (
        <Items
          context={context}
          items={record.related.map((id) => <a href={localHref(`/projects/${id}`, language)}>{id}</a>)}
        />
      );
    case 'beneficiaries':
      return (
        <Lines
          context={context}
          lines={inOneLine(
            record.beneficiaries.map((code) => formatPlace(code, language)),
            context,
          )}
        />
      );
    case 'startDate':
    case 'endDate':
      return record[field] === null ? (
        <Unknown context={context} />
      ) : (
        <time dateTime={record[field]}>{formatDate(record[field], language)}</time>
      );
    case 'url':
      return record.url === null ? <Unknown context={context} /> : <WebLink url={record.url} />;
    default:
      return <Words field={field} record={record} context={context} />;
  }
}

function Words({ field, record, context }: Props) {
  const lines = valueLines(field, record[field], context).flatMap((line) => line.split('\n'));
  return isList(field) ? (
    <Items items={lines} context={context} />
  ) : (
    <Lines lines={lines} context={context} />
  );
}

function inOneLine(names: readonly string[], { language }: PageContext): readonly string[] {
  return names.length === 0 ? [] : [formatList(names, language)];
}

function named(name: string, url: string | null): ComponentChildren {
  return url === null ? name : <WebLink url={url} text={name} />;
}

function activity(
  { title, date, place, url }: Content['activities'][number],
  { language }: PageContext,
): ComponentChildren {
  const when = date === null ? null : formatDate(date, language);
  const details = [when, place].filter((part) => part !== null).join(', ');
  return (
    <>
      {named(title, url)}
      {details === '' ? null : <span class="quiet">, {details}</span>}
    </>
  );
}

type ItemsProps = { readonly items: readonly ComponentChildren[]; readonly context: PageContext };

function Items({ items, context }: ItemsProps) {
  if (items.length === 0) return <Unknown context={context} />;
  return (
    <ul>
      {items.map((item, index) => (
        <li key={`${index}`}>{item}</li>
      ))}
    </ul>
  );
}

function Lines({ lines, context }: { readonly lines: readonly string[]; readonly context: PageContext }) {
  if (lines.length === 0) return <Unknown context={context} />;
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="text">
          {line}
        </p>
      ))}
    </>
  );
}

function Unknown({ context }: { readonly context: PageContext }) {
  return <span class="quiet">{context.messages.unknown}</span>;
}

import { isField, type Publication } from '../../domain/record.ts';
import { formatDay } from '../../i18n/format.ts';
import type { PageContext } from '../context.ts';
import { Facts, webLinks } from './facts.tsx';

type Props = { readonly publication: Publication; readonly context: PageContext };

/** Why a record is public: its basis and sources, and those of single fields where they differ. */
export function Basis({ publication, context }: Props) {
  const { messages, language } = context;
  const { record, labels } = messages;
  const consent = publication.consent;
  return (
    <section>
      <h2>{record.basis}</h2>
      <p>{labels.basis[publication.basis]}</p>
      {consent === null ? null : (
        <p>
          {record.consent(consent.organisation ?? record.anOwner, formatDay(consent.grantedAt, language))}
        </p>
      )}
      <Facts rows={[[record.sources, webLinks(publication.sources)]]} />
      <FieldSources publication={publication} context={context} />
    </section>
  );
}

function FieldSources({ publication, context: { messages } }: Props) {
  const known = Object.entries(publication.fields).filter(([field]) => isField(field));
  if (known.length === 0) return null;
  return (
    <>
      <h3>{messages.record.fieldBasis}</h3>
      <Facts
        rows={known.map(([field, { basis, sources }]) => [
          isField(field) ? messages.fields[field] : field,
          <>
            <p>{messages.labels.basis[basis]}</p>
            {webLinks(sources)}
          </>,
        ])}
      />
    </>
  );
}

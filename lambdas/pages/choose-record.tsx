import { HiddenInputs } from './components/hidden-inputs.tsx';
import { localHref, type PageContext } from './context.ts';
import { type Together, togetherQuery } from './form.ts';
import { renderPage } from './layout.tsx';

export type ChooseRecordProps = {
  /** What was searched for; empty when nothing was. */
  readonly query: string;
  readonly results: readonly { readonly id: string; readonly title: string; readonly code: string | null }[];
  /** What the correction is added to; null where it is sent on its own. */
  readonly together: Together | null;
};

/** Finds the project that somebody wants to correct. */
export function chooseRecordPage(props: ChooseRecordProps, context: PageContext): string {
  const { choose, sameSender } = context.messages.bundles;
  const { together } = props;
  const adds = togetherQuery(together);
  return renderPage({
    title: choose.title,
    index: false,
    context,
    children: (
      <>
        <h1>{choose.title}</h1>
        {together?.refused ? <p class="notice">{context.messages.rules[together.refused]({})}</p> : null}
        {together && !together.refused ? <p>{sameSender(together.bundle)}</p> : null}
        <Search {...props} context={context} />
        {props.query === '' ? null : <Results {...props} adds={adds} context={context} />}
        <p>
          <a href={localHref(`/add${adds}`, context.language)}>{choose.missing}</a>
        </p>
      </>
    ),
  });
}

type PartProps = ChooseRecordProps & { readonly context: PageContext };

function Search({ query, together, context: { messages, language } }: PartProps) {
  const { choose } = messages.bundles;
  const added = together && !together.refused ? { bundle: together.bundle, t: together.token } : {};
  return (
    <search>
      <form action="/correct" method="get" class="search">
        <HiddenInputs values={{ ...added, lang: language === 'en' ? null : language }} />
        <label for="q">{choose.label}</label>
        <div>
          <input id="q" name="q" type="search" value={query} maxLength={200} />
          <button type="submit">{choose.button}</button>
        </div>
      </form>
    </search>
  );
}

function Results({ query, results, adds, context }: PartProps & { readonly adds: string }) {
  const { home } = context.messages;
  if (results.length === 0) return <p>{home.nothing(query)}</p>;
  return (
    <ul class="results">
      {results.map(({ id, title, code }) => (
        <li key={id}>
          <a href={localHref(`/correct/${id}${adds}`, context.language)}>{title}</a>
          {code === null ? null : <span class="quiet"> {code}</span>}
        </li>
      ))}
    </ul>
  );
}

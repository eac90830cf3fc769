import { recordPath } from '../domain/record-path.ts';
import { localHref, type PageContext } from './context.ts';
import { renderPage } from './layout.tsx';

type Result = { readonly id: string; readonly title: string; readonly code: string | null };
export type HomeProps = {
  /** What was searched for; empty when nothing was. */
  readonly query: string;
  readonly results: readonly Result[];
  /** How many projects match, of which `results` are the first. */
  readonly total: number;
};

/** What this is, a search, and the ways to contribute. */
export function homePage(props: HomeProps, context: PageContext): string {
  const { home } = context.messages;
  return renderPage({
    title: props.query === '' ? home.title : home.found(props.total, props.query),
    index: props.query === '',
    alternates: [
      { type: 'application/atom+xml', href: '/v1/feed.atom' },
      { type: 'application/feed+json', href: '/v1/feed.json' },
    ],
    context,
    children: (
      <>
        <h1>{home.title}</h1>
        <p class="lead">{home.lead}</p>
        <Search query={props.query} context={context} />
        {props.query === '' ? <Ways context={context} /> : <Results {...props} context={context} />}
      </>
    ),
  });
}

function Search({ query, context }: { readonly query: string; readonly context: PageContext }) {
  const { home } = context.messages;
  return (
    <search>
      <form action="/" method="get" class="search">
        <label for="q">{home.label}</label>
        <div>
          <input id="q" name="q" type="search" value={query} maxLength={200} />
          {context.language === 'en' ? null : <input type="hidden" name="lang" value={context.language} />}
          <button type="submit">{home.button}</button>
        </div>
      </form>
    </search>
  );
}

function Results({ query, results, total, context }: HomeProps & { readonly context: PageContext }) {
  const { home } = context.messages;
  if (total === 0) {
    return (
      <>
        <h2>{home.nothing(query)}</h2>
        <p>{home.nothingHint}</p>
        <p>
          <a href={localHref('/add', context.language)}>{home.nothingAdd}</a>
        </p>
      </>
    );
  }
  return (
    <>
      <h2>{home.found(total, query)}</h2>
      <ul class="results">
        {results.map(({ id, title, code }) => (
          <li key={id}>
            <a href={localHref(recordPath(id), context.language)}>{title}</a>
            {code === null ? null : <span class="quiet"> {code}</span>}
          </li>
        ))}
      </ul>
      {results.length < total ? <p class="hint">{home.shownOf(results.length)}</p> : null}
    </>
  );
}

function Ways({ context }: { readonly context: PageContext }) {
  const { home, layout } = context.messages;
  const ways = [
    [home.correct, home.correctHow],
    [<a href={localHref('/add', context.language)}>{home.add}</a>, home.addHow],
    [home.own, home.ownHow],
    [home.follow, home.followHow],
  ] as const;
  return (
    <>
      <h2>{home.ways}</h2>
      <div class="cards">
        {ways.map(([title, text]) => (
          <section key={text}>
            <h3>{title}</h3>
            <p>{text}</p>
          </section>
        ))}
      </div>
      <p>
        <a href={localHref('/about', context.language)}>{layout.about}</a>
      </p>
    </>
  );
}

import type { ComponentChildren } from 'preact';

/** A term and what is said of it; rows without content are left out. */
export type Fact = readonly [term: string, content: ComponentChildren];

export function Facts({ rows }: { readonly rows: readonly Fact[] }) {
  return (
    <dl class="facts">
      {rows
        .filter(([, content]) => content !== null)
        .map(([term, content]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{content}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Web addresses as links that tell the site nothing of where they were followed; null when there are none. */
export function webLinks(urls: readonly string[]): ComponentChildren {
  if (urls.length === 0) return null;
  return (
    <ul>
      {urls.map((url) => (
        <li key={url}>
          <WebLink url={url} />
        </li>
      ))}
    </ul>
  );
}

export function WebLink({ url, text = url }: { readonly url: string; readonly text?: string }) {
  return (
    <a href={url} rel="noreferrer noopener nofollow">
      {text}
    </a>
  );
}

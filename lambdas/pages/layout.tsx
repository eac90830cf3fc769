import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { directionOf, languages } from '../i18n/messages.ts';
import { LanguageLinks } from './components/language-links.tsx';
import { localHref, type PageContext } from './context.ts';
import { stylesheet } from './stylesheet.ts';

type LayoutProps = {
  readonly title: string;
  /** Whether search engines may list the page; never those of forms and mailed links. */
  readonly index: boolean;
  /** Whether the page comes back with problems, which its title then says first. */
  readonly refused?: boolean;
  /** Files that say the same, or tell of changes, for programs. */
  readonly alternates?: readonly Alternate[];
  readonly context: PageContext;
  readonly children: ComponentChildren;
};

/** A file that programs are pointed to. */
export type Alternate = { readonly type: string; readonly href: string };

/** The complete HTML document of a page. */
export function renderPage(props: LayoutProps): string {
  return `<!doctype html>${renderToString(<Layout {...props} />)}`;
}

function Layout({ title, index, refused = false, alternates = [], context, children }: LayoutProps) {
  const { messages, language, portal } = context;
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {index ? null : <meta name="robots" content="noindex" />}
        <title>{`${refused ? messages.errorPrefix : ''}${title} – ${portal.name}`}</title>
        <link rel="stylesheet" href={stylesheet.path} />
        {alternates.map(({ type, href }) => (
          <link key={href} rel="alternate" type={type} href={href} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {messages.layout.skip}
        </a>
        <Header context={context} />
        <main id="main">{children}</main>
        <Footer context={context} />
      </body>
    </html>
  );
}

function Header({ context }: { readonly context: PageContext }) {
  const { messages, language, portal } = context;
  return (
    <header>
      <a class="portal" href={localHref('/', language)}>
        {portal.name}
      </a>
      <LanguageLinks
        offered={languages}
        path={context.path}
        label={messages.layout.languages}
        current={language}
      />
    </header>
  );
}

function Footer({ context: { messages, language, portal } }: { readonly context: PageContext }) {
  return (
    <footer>
      <nav aria-label={messages.layout.footer}>
        <ul>
          <li>
            <a href={localHref('/', language)}>{messages.layout.search}</a>
          </li>
          <li>
            <a href={localHref('/about', language)}>{messages.layout.about}</a>
          </li>
          <li>
            <a href={localHref('/privacy', language)}>{messages.layout.privacy}</a>
          </li>
          <li>
            <a href="/v1/index.json">{messages.layout.data}</a>
          </li>
          <li>
            <a href={portal.url}>{messages.layout.portal(new URL(portal.url).hostname)}</a>
          </li>
        </ul>
      </nav>
    </footer>
  );
}

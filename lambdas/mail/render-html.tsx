import { renderToString } from 'preact-render-to-string';
import type { Language } from '../i18n/messages.ts';
import { directionOf } from '../i18n/messages.ts';
import type { Block, Fact } from './blocks.ts';
import { linesOf, unlinkedPieces } from './quote.ts';

/** Mail programs drop stylesheets: each element carries its own style. */
const style = {
  body: 'margin:0;padding:24px 16px;overflow-wrap:anywhere;font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#1c2733;background:#ffffff',
  sheet: 'max-width:600px;margin:0 auto',
  paragraph: 'margin:0 0 16px',
  button:
    'display:inline-block;padding:12px 24px;border-radius:6px;background:#0a5a66;color:#ffffff;font-weight:600;text-decoration:none',
  address: 'font-size:14px;color:#566270;word-break:break-all',
  facts: 'margin:0 0 16px;padding:0',
  term: 'margin:8px 0 0;font-size:14px;color:#566270',
  line: 'margin:0;white-space:pre-line',
  quote: 'margin:4px 0 0;padding:0 0 0 12px;border-left:3px solid #d9ded8;white-space:pre-line',
  change: 'margin:0 0 16px;padding:12px 16px;border:1px solid #d9ded8;border-radius:6px',
  field: 'margin:0;font-size:16px',
  remark: 'margin:8px 0 0;font-weight:600',
} as const;

/** The HTML part of a mail: a complete document in the language of its words. */
export function renderHtml(blocks: readonly Block[], language: Language): string {
  const document = (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
      </head>
      <body style={style.body}>
        <div style={style.sheet}>
          {blocks.map((block, index) => (
            <BlockHtml key={`${index}`} block={block} />
          ))}
        </div>
      </body>
    </html>
  );
  return `<!doctype html>${renderToString(document)}`;
}

function BlockHtml({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p style={style.paragraph}>{block.text}</p>;
    case 'link':
      return <LinkHtml text={block.text} href={block.href} />;
    case 'facts':
      return <FactsHtml rows={block.rows} />;
    case 'change':
      return (
        <div style={style.change}>
          <h2 style={style.field}>{block.field}</h2>
          <FactsHtml rows={block.values} />
          {block.remark === null ? null : <p style={style.remark}>{block.remark}</p>}
        </div>
      );
  }
}

function LinkHtml({ text, href }: { readonly text: string; readonly href: string }) {
  return (
    <p style={style.paragraph}>
      <a href={href} style={style.button}>
        {text}
      </a>
      <br />
      <span style={style.address}>{href}</span>
    </p>
  );
}

function FactsHtml({ rows }: { readonly rows: readonly Fact[] }) {
  return (
    <dl style={style.facts}>
      {rows.map(({ term, lines, quoted }) => (
        <div key={term}>
          <dt style={style.term}>{term}</dt>
          {lines.map((line, index) => (
            <dd key={`${index}`} style={style.line}>
              {quoted ? <Quote text={line} /> : line}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** Somebody else's words, with no link of theirs: what programs make links of stands in pieces of its own. */
function Quote({ text }: { readonly text: string }) {
  const lines = linesOf(text).join('\n');
  return (
    <blockquote style={style.quote} dir="auto">
      {unlinkedPieces(lines).map((piece, index) => (
        <span key={`${index}`}>{piece}</span>
      ))}
    </blockquote>
  );
}

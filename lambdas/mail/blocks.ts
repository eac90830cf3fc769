/** What mails are built of. Each block is rendered to text and to HTML with the same words. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** The one thing to do; the address is shown too, for those who see no buttons and trust none. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  /** One changed field: what it is called, and its values by what they are. */
  | {
      readonly kind: 'change';
      readonly field: string;
      readonly values: readonly Fact[];
      readonly remark: string | null;
    };

/** A term and the lines said of it; `quoted` are words of somebody else, set apart and without links. */
export type Fact = { readonly term: string; readonly lines: readonly string[]; readonly quoted?: boolean };

/** Terms with what is said of them, before it is known what is left of them. */
export type FactRows = readonly (readonly [term: string, lines: readonly string[]])[];

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

export function link(text: string, href: string): Block {
  return { kind: 'link', text, href };
}

/** Facts, without those of which nothing is known; no block when none is left. */
export function facts(rows: FactRows): readonly Block[] {
  const known = rows.filter(([, lines]) => lines.length > 0).map(([term, lines]) => ({ term, lines }));
  return known.length === 0 ? [] : [{ kind: 'facts', rows: known }];
}

/** Facts in the words of somebody else: what was sent, or what an inventory says that anybody may correct. */
export function quoted(rows: FactRows): readonly Block[] {
  return facts(rows).map((block) =>
    block.kind === 'facts' ? { ...block, rows: block.rows.map((row) => ({ ...row, quoted: true })) } : block,
  );
}

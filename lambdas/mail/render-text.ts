import type { Block, Fact } from './blocks.ts';

/** The plain-text part of a mail. */
export function renderText(blocks: readonly Block[]): string {
  return `${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'link':
      return `${block.text}:\n${block.href}`;
    case 'facts':
      return block.rows.map((row) => factText(row, '')).join('\n');
    case 'change': {
      const remark = block.remark === null ? [] : [`  ${block.remark}`];
      return [block.field, ...block.values.map((row) => factText(row, '  ')), ...remark].join('\n');
    }
  }
}

/** One line after the term; several below it, indented. */
function factText({ term, lines }: Fact, indent: string): string {
  const [only = '', ...more] = lines.flatMap((line) => line.split('\n'));
  if (more.length === 0) return `${indent}${term}: ${only}`;
  return [`${indent}${term}:`, ...[only, ...more].map((line) => `${indent}  ${line}`)].join('\n');
}

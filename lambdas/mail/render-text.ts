import type { Block, Fact } from './blocks.ts';
import { quotedLines } from './quote.ts';

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
      return block.rows.map(factText).join('\n');
    case 'change': {
      const remark = block.remark === null ? [] : [block.remark];
      return [block.field, ...block.values.map(factText), ...remark].join('\n');
    }
  }
}

/** One line after the term, several below it; what somebody else wrote below it with a sign before each line. */
function factText({ term, lines, quoted = false }: Fact): string {
  if (quoted)
    return [`${term}:`, ...lines.flatMap(quotedLines).map((line) => `> ${line}`.trimEnd())].join('\n');
  const [only = '', ...more] = lines.flatMap((line) => line.split('\n'));
  if (more.length === 0) return `${term}: ${only}`;
  return [`${term}:`, ...[only, ...more].map((line) => `  ${line}`)].join('\n');
}

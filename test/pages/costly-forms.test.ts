import { expect, test, vi } from 'vitest';
import { fields } from '../../lambdas/domain/record.ts';
import { correctionPage } from '../../lambdas/submissions/correction/page.tsx';
import { blank } from './sample-contributions.ts';
import { context, octopus } from './samples.ts';

/** How often all inputs of a form with so many rows are looked through to show it. */
function looks(rows: number): number {
  const names = Array.from({ length: rows }, (_, row) => `funders[${row}][name]`);
  const typed = new Map(names.map((name) => [name, 'x'] as const));
  const look = vi.spyOn(Map.prototype, Symbol.iterator);
  try {
    const asked = { id: 'a', title: 'A', version: 1, shown: fields, all: true, current: octopus };
    correctionPage({ ...blank, ...asked, typed }, context);
    return look.mock.calls.length;
  } finally {
    look.mockRestore();
  }
}

test('a form that comes back with thousands of rows is looked through no oftener than one with a few', () => {
  expect(looks(3000)).toBe(looks(3));
});

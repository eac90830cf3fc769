import { describe, expect, it } from 'vitest';
import { askedName, asTyped, reading, withReadings } from '../../lambdas/domain/asked.ts';

describe('an answer to what was asked', () => {
  it('stands in the place of what was typed', () => {
    expect(
      withReadings([
        ['funders[0][name]', 'R&amp;D'],
        ['comment', 'x'],
        [askedName('funders[0][name]'), reading('R&D')],
      ]),
    ).toEqual([
      ['funders[0][name]', 'R&D'],
      ['comment', 'x'],
    ]);
  });

  it('that keeps what was typed stays, to be heard', () => {
    const entries = [
      ['title', 'R&amp;D'],
      [askedName('title'), asTyped('ask-entities')],
    ] as const;
    expect(withReadings(entries)).toEqual(entries);
  });

  it('about an input that is not there says nothing', () => {
    expect(withReadings([[askedName('title'), reading('x')]])).toEqual([]);
  });
});

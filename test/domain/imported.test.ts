import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Brought, contentAfter, importFields } from '../../lambdas/domain/imported.ts';
import { type Content, emptyContent, type Field } from '../../lambdas/domain/record.ts';

const named = (...names: readonly string[]) =>
  names.map((name) => ({ id: name.toLowerCase(), name, url: null }));
const content = (said: Partial<Content>): Content => ({ ...emptyContent, title: 'A project', ...said });

/** What a source brings to a record. @returns what becomes of it, by field */
function given(now: Partial<Content>, last: Brought = {}, corrected: readonly Field[] = []) {
  return {
    when: (brought: Brought) => {
      const imports = importFields(brought, { now: content(now), last, corrected: new Set(corrected) });
      const outcomes = Object.fromEntries([...imports].map(([field, { outcome }]) => [field, outcome]));
      return { outcomes, after: contentAfter(content(now), imports).content };
    },
  };
}

describe('a value that a source brings', () => {
  it('is applied where nothing is known', () => {
    const { outcomes, after } = given({}).when({ endDate: '2021' });
    expect([outcomes, after.endDate]).toEqual([{ endDate: 'applied' }, '2021']);
  });

  it('is applied where the record says what the source said before', () => {
    const { outcomes, after } = given({ endDate: '2020' }, { endDate: '2020' }).when({ endDate: '2021' });
    expect([outcomes, after.endDate]).toEqual([{ endDate: 'applied' }, '2021']);
  });

  it('is kept out where it was corrected here, and the source says the same again', () => {
    const { outcomes, after } = given({ endDate: '2022' }, { endDate: '2020' }).when({ endDate: '2020' });
    expect([outcomes, after.endDate]).toEqual([{ endDate: 'kept' }, '2022']);
  });

  it('is a conflict where it is news of what was corrected here', () => {
    const { outcomes, after } = given({ endDate: '2022' }, { endDate: '2020' }).when({ endDate: '2021' });
    expect([outcomes, after.endDate]).toEqual([{ endDate: 'conflict' }, '2022']);
  });

  it('is settled where it says what was corrected', () => {
    expect(given({ endDate: '2022' }, { endDate: '2020' }).when({ endDate: '2022' }).outcomes).toEqual({
      endDate: 'unchanged',
    });
  });

  it('of a source that never spoke of it is a conflict with a person’s correction, and with nothing else', () => {
    expect(given({ endDate: '2022' }, {}, ['endDate']).when({ endDate: '2021' }).outcomes).toEqual({
      endDate: 'conflict',
    });
    expect(given({ endDate: '2022' }).when({ endDate: '2021' }).outcomes).toEqual({ endDate: 'applied' });
  });

  it('that is a list changes the items that the source changed, and no others', () => {
    const last = { funders: named('Estonia', 'Japan') };
    const { outcomes, after } = given({ funders: named('Estonia', 'Japan', 'Norway') }, last).when({
      funders: named('Japan', 'Chile'),
    });
    expect(outcomes).toEqual({ funders: 'applied' });
    expect(after.funders.map(({ name }) => name)).toEqual(['Japan', 'Norway', 'Chile']);
  });
});

/** Somebody corrects the end date, or a source says one. */
const step = fc.record({
  by: fc.constantFrom('person', 'source'),
  date: fc.constantFrom('2020', '2021', '2022', null),
});

test('no correction is ever undone in silence, and no news of a source is ever dropped in silence', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let now = content({});
      let last: Brought = {};
      const corrected = new Set<Field>();
      for (const { by, date } of steps) {
        if (by === 'person') {
          if (now.endDate !== date) corrected.add('endDate');
          now = { ...now, endDate: date };
          continue;
        }
        const before = now.endDate;
        const imports = importFields({ endDate: date }, { now, last, corrected });
        const outcome = imports.get('endDate')?.outcome;
        const isCorrected = corrected.has('endDate') && before !== date;
        const said = last.endDate;
        now = contentAfter(now, imports).content;
        if (now.endDate !== before) {
          // It was what the source said, or nothing, or nobody's correction.
          expect(before === said || before === null || !corrected.has('endDate')).toBe(true);
          expect([outcome, now.endDate]).toEqual(['applied', date]);
          corrected.delete('endDate');
        } else if (date !== before) {
          expect(outcome).toBe(said !== undefined && said === date ? 'kept' : 'conflict');
          expect(isCorrected || said === date || before !== said).toBe(true);
        }
        last = { endDate: date };
      }
    }),
  );
});

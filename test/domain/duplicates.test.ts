import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { appearance } from '../../lambdas/domain/confusables.ts';
import { likenesses, probableDuplicates } from '../../lambdas/domain/duplicates.ts';
import { diffField } from '../../lambdas/domain/merge.ts';
import { skeleton } from '../../lambdas/domain/skeleton.ts';
import { octopus } from './given.ts';

const project = (title: string) => ({ title, code: null, url: null });
const found = (title: string, published: string) =>
  probableDuplicates(project(title), [project(published)]).length === 1;

/** What makes no difference to a reader, put anywhere. */
const ignored = fc.constantFrom(
  '\u200b',
  '\u200d',
  '\u00ad',
  '\u2060',
  '\ufeff',
  '\u200e',
  '\u061c',
  '\ufe0f',
  '\u{e0041}',
  '\u034f',
  '\u3164',
);
const respelled = (text: string) =>
  fc.array(fc.tuple(ignored, fc.nat(text.length), fc.boolean()), { maxLength: 6 }).map((changes) =>
    changes.reduce((one, [unseen, at, capitals]) => {
      const points = Array.from(one);
      const put = points.toSpliced(at % (points.length + 1), 0, unseen).join('');
      return capitals ? put.toUpperCase() : put;
    }, text),
  );
const pair = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .chain((text) => fc.tuple(fc.constant(text), respelled(text)));

describe('two texts that read the same', () => {
  it('are always found as probably one project', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        fc.pre(skeleton(one) === skeleton(other));
        expect(found(other, one)).toBe(true);
        expect(likenesses(project(other))[0]).toBe(likenesses(project(one))[0]);
      }),
      { numRuns: 1000 },
    );
  });

  it('are always one item of a list of organisations, and of activities', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        fc.pre(skeleton(one) === skeleton(other));
        const named = (name: string) => ({ id: 'x', name, url: null });
        const funders = diffField(
          { field: 'funders', from: [], to: [named(other)] },
          { ...octopus, funders: [named(one)] },
        );
        expect(funders.merged).toHaveLength(1);
        const titled = (title: string) => ({ title, date: null, place: null, url: null });
        const activities = diffField(
          { field: 'activities', from: [], to: [titled(other)] },
          { ...octopus, activities: [titled(one)] },
        );
        expect(activities.merged).toHaveLength(1);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a title in letters that only look so', () => {
  test.each([
    ['one letter of Cyrillic', '\u0421yberSouth'],
    ['several', '\u0421\u0443b\u0435rS\u043euth'],
    ['one of Greek', 'CyberS\u03bfuth'],
    ['a figure', 'CyberS0uth'],
    ['letters that run together', 'CyberSouth Modem', 'CyberSouth Modern'],
    ['a stroke', 'Cy|ber lnter', 'Cyiber Inter'],
    ['in capitals', '\u0421YB\u0415RS\u041eUTH'],
    ['one of Armenian', 'Cyber\u054fouth'],
    ['one of Cherokee', '\u13dfyberSouth'],
    ['of another width', 'Ｃｙｂｅｒ\u0405outh'],
    ['with more words', '\u0421yberSouth project', 'CyberSouth Project'],
  ])('is found: %s', (_what, title, published = 'CyberSouth') => {
    expect(found(title, published)).toBe(true);
  });

  test.each(['CyberNorth', 'Кибербезопасность', 'СайберЮг'])('is not found in %s', (title) => {
    expect(appearance(title)).not.toBe(appearance('CyberSouth'));
    expect(found(title, 'CyberSouth')).toBe(false);
  });
});

import fc from 'fast-check';
import { inputName as inputNameOf } from '../../lambdas/domain/form.ts';
import { fields, kindOf } from '../../lambdas/domain/record.ts';
import { address, hostileText, plausibleText } from './hostile.ts';
import { placeholder } from './live.ts';
import { typedDate, typedInputs } from './typed.ts';

export type Pair = readonly [name: string, text: string];

const field = fc.constantFrom(...fields);
const row = fc.constantFrom('0', '1', '7', '99', '100', '9999', '999999', '-1', '01', '1e1', '', '__proto__');
const column = fc.constantFrom('name', 'url', 'title', 'date', 'amount', 'year', 'id', '__proto__', '');

/** Names of inputs: those of the form, and what looks like them. */
const inputName = fc.oneof(
  { weight: 6, arbitrary: field.map((name) => (name === 'language' ? 'recordLanguage' : name)) },
  { weight: 4, arbitrary: fc.tuple(field, row).map(([name, at]) => `${name}[${at}]`) },
  { weight: 4, arbitrary: fc.tuple(field, row, column).map(([name, at, part]) => `${name}[${at}][${part}]`) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('comment', 'name', 'organisation', 'role', 'credit', 'evidence[0]', 'step'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('version', 'key', 'language', 'field', 'subject', 'stamp', 'evidence[999]'),
  },
  { weight: 2, arbitrary: fc.tuple(field, row).map(([name, at]) => `change[${name}][${at}]`) },
  { weight: 2, arbitrary: fc.constantFrom('value[__proto__]', 'change[]', 'change[constructor]', 'value[') },
  { weight: 2, arbitrary: hostileText },
);

const text = fc.oneof({ weight: 3, arbitrary: hostileText }, { weight: 2, arbitrary: plausibleText });
const stray: fc.Arbitrary<Pair> = fc.tuple(inputName, text);

/** Fields that take any words. */
const worded = fc.constantFrom(
  ...([
    'title',
    'summary',
    'context',
    'objectives',
    'outcomes',
    'funders',
    'partners',
    'activities',
  ] as const),
);

/** A form somebody filled in: something in it is new. */
const filled: fc.Arbitrary<readonly Pair[]> = fc
  .record({
    key: fc.nat(5_000),
    changes: fc.array(fc.tuple(worded, plausibleText), { minLength: 1, maxLength: 3 }),
    endDate: fc.oneof(fc.constantFrom('31/12/2016', 'juin 2017', '2018'), typedDate),
    typed: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: typedInputs }),
    email: fc.option(address),
    words: fc.option(fc.tuple(plausibleText, plausibleText, fc.constantFrom('none', 'name', 'organisation'))),
    step: fc.constantFrom('check', 'edit', null, null),
    stamped: fc.boolean(),
    version: fc.constantFrom('1', '1', '', '2', '0', '99'),
  })
  .map(({ key, changes, endDate, typed, email, words, step, stamped, version }) => [
    ['version', version],
    ['key', `fuzz-${key}`],
    ...changes.map(([name, value]): Pair => [firstInput(name), value]),
    ['endDate', endDate],
    ...typed,
    ...(email === null ? [] : ([['email', email]] as const)),
    ...(words === null ? [] : aboutSender(words)),
    ...(step === null ? [] : ([['step', step]] as const)),
    ...(stamped ? ([['stamp', placeholder('stamp', key)]] as const) : []),
  ]);

function aboutSender([comment, name, credit]: readonly [string, string, string]): readonly Pair[] {
  return [
    ['comment', comment],
    ['name', name],
    ['organisation', name],
    ['credit', credit],
    ['evidence[0]', 'https://b.example/'],
  ];
}

function firstInput(name: (typeof fields)[number]): string {
  const { list } = kindOf(name);
  if (list === null) return inputNameOf(name);
  const [part] = Object.keys(list.columns ?? {});
  return part === undefined ? `${name}[0]` : `${name}[0][${part}]`;
}

/** More inputs than any form has, as many as a body holds. */
const crowded: fc.Arbitrary<readonly Pair[]> = fc
  .tuple(
    fc.constantFrom('activities', 'contributions', 'objectives', 'related', 'beneficiaries', 'evidence', 'x'),
    fc.constantFrom('', '[url]', '[title]', '[date]'),
    fc.constantFrom(300, 3_000, 9_000),
  )
  .map(([name, part, count]) =>
    Array.from({ length: count }, (_, at): Pair => [`${name}[${at % 10_000}]${part}`, 'a']),
  );

function withStray(form: fc.Arbitrary<readonly Pair[]>): fc.Arbitrary<readonly Pair[]> {
  const some = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Pair[]>([]) },
    { weight: 2, arbitrary: fc.array(stray, { maxLength: 4 }) },
  );
  return fc
    .tuple(form, some, fc.boolean())
    .map(([own, others, first]) => (first ? [...others, ...own] : [...own, ...others]));
}

export const correctionForm = fc.oneof(
  { weight: 30, arbitrary: withStray(filled) },
  { weight: 20, arbitrary: fc.array(stray, { maxLength: 8 }) },
  { weight: 1, arbitrary: crowded },
);

/** The form of a page reached by a mailed link; `at` says which link, whose `seen` is the right one. */
export function decisionForm(at: number): fc.Arbitrary<readonly Pair[]> {
  const verdict = fc.constantFrom('accept', 'decline', 'edit', '', 'x');
  const form = fc
    .record({
      decision: fc.oneof(
        fc.constantFrom('approve', 'reject', 'ask', 'confirm', 'cancel', 'send', 'withdraw', 'undo', ''),
        hostileText,
      ),
      reason: fc.option(fc.constantFrom('duplicate', 'other', 'x', '__proto__')),
      note: fc.option(fc.oneof(plausibleText, hostileText)),
      seen: fc.constantFrom(true, true, true, false, null),
      meant: fc.constantFrom('yes', 'yes', null, 'no'),
      duplicate: fc.option(fc.oneof(fc.constant('octopus-project'), hostileText)),
      offered: fc.option(hostileText),
      changes: fc.array(fc.tuple(field, verdict, text), { maxLength: 1 }),
      edited: fc.array(fc.tuple(verdict, fc.constantFrom('', '[0]', '[0][name]', '[0][url]'), text), {
        maxLength: 2,
      }),
    })
    .map(({ decision, reason, note, seen, changes, edited, ...said }): readonly Pair[] => [
      ['decision', decision],
      ...(reason === null ? [] : ([['reason', reason]] as const)),
      ...(note === null ? [] : ([['note', note]] as const)),
      ...(seen === null ? [] : ([['seen', seen ? placeholder('seen', at) : 'stale']] as const)),
      ...(said.meant === null ? [] : ([['meant', said.meant]] as const)),
      ...(said.duplicate === null ? [] : ([['duplicate', said.duplicate]] as const)),
      ...(said.offered === null ? [] : ([[`offered[${placeholder('changed', at)}]`, said.offered]] as const)),
      ...changes.flatMap(([name, choice, value]): Pair[] => [
        [`change[${name}]`, choice],
        [firstInput(name).replace(/^(\w+)/, `value[${name}]`), value],
      ]),
      ...edited.flatMap(([choice, part, value]): Pair[] => [
        [`change[${placeholder('changed', at)}]`, choice],
        [`value[${placeholder('changed', at)}]${part}`, value],
      ]),
    ]);
  // Mostly what decides something, else nothing ever is.
  const plain = fc.constantFrom<readonly Pair[]>(
    [
      ['decision', 'approve'],
      ['seen', placeholder('seen', at)],
    ],
    [
      ['decision', 'reject'],
      ['reason', 'other'],
      ['seen', placeholder('seen', at)],
    ],
    [['decision', 'confirm']],
    [['decision', 'confirm']],
    [['decision', 'cancel']],
  );
  return fc.oneof({ weight: 2, arbitrary: withStray(form) }, { weight: 1, arbitrary: plain });
}

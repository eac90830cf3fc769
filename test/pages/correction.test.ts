import { describe, expect, test } from 'vitest';
import { formEntries } from '../../lambdas/domain/form.ts';
import { contentOf, fields } from '../../lambdas/domain/record.ts';
import { stylesheet } from '../../lambdas/pages/stylesheet.ts';
import { type CorrectionProps, correctionPage } from '../../lambdas/submissions/correction/page.tsx';
import { seedRecords } from '../../operator/seed.ts';
import { context, octopus } from './samples.ts';

const form: CorrectionProps = {
  id: 'cybercrime-octopus',
  title: 'Cybercrime@Octopus',
  version: 3,
  key: 'a-random-key',
  stamp: '1.a-signature',
  shown: ['endDate'],
  all: false,
  current: octopus,
  typed: new Map(),
  problems: [],
  together: null,
};

/** The inputs of a page that would be sent unchanged, by name. */
function sentBy(html: string): ReadonlyMap<string, string> {
  const inputs = [...html.matchAll(/<input([^>]*)>/g)].map(([, attributes = '']) => attributes);
  const sent = inputs.filter((one) => !/type="(?:radio|checkbox)"/.test(one) || /\schecked/.test(one));
  return new Map(sent.map((one) => [attribute(one, 'name'), attribute(one, 'value')]));
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}

describe('the form of one field', () => {
  const html = correctionPage(form, context);

  test.each(fields)('weighs less than 20 KB for %s', (field) => {
    const page = correctionPage({ ...form, shown: [field] }, context);
    expect(Buffer.byteLength(page)).toBeLessThan(20 * 1024);
  });

  test('shows what the inventory says, and asks for that field alone', () => {
    expect(html).toContain('31 December 2020');
    const sent = sentBy(html);
    expect(Object.fromEntries(sent)).toMatchObject({
      version: '3',
      key: 'a-random-key',
      field: 'endDate',
      endDate: '2020-12-31',
    });
    expect(sent.has('startDate')).toBe(false);
  });

  test('has a box that people do not see, cannot reach and need not fill', () => {
    expect(html).toMatch(
      /<div class="unseen"><label for="subject">Leave this empty<\/label><input id="subject"[^>]* tabindex="-1" autocomplete="off"/,
    );
    expect(sentBy(html).get('subject')).toBe('');
    expect(stylesheet.css).toMatch(/\.unseen\s*\{\s*display:\s*none/);
  });

  test('carries when it was made, where somebody could sign it', () => {
    expect(sentBy(html).get('stamp')).toBe('1.a-signature');
    expect(correctionPage({ ...form, stamp: null }, context)).not.toContain('name="stamp"');
  });

  test('is titled without an error', () => {
    expect(html).toContain('<title>Correct the end date');
    expect(html).not.toContain('role="alert"');
  });
});

describe('the form of all fields', () => {
  test.each(seedRecords().map((record) => [record.id, record] as const))(
    'weighs less than 20 KB for %s',
    (id, record) => {
      const current = contentOf(record);
      const key = 'k'.repeat(43);
      const page = correctionPage(
        { ...form, id, current, key, stamp: key, shown: fields, all: true },
        context,
      );
      expect(Buffer.byteLength(page)).toBeLessThan(20_000);
    },
  );

  test('does with Enter what its last button does, not what the first of a row does', () => {
    const html = correctionPage({ ...form, shown: fields, all: true }, context);
    const buttons = [...html.matchAll(/<button[^>]*>/g)].map(([button]) => button);
    expect(buttons.length).toBeGreaterThan(20);
    expect(attribute(buttons[0] ?? '', 'value')).toBe('check');
    expect(buttons[0]).toContain('tabindex="-1" aria-hidden="true"');
  });

  test('has a button for every row to remove, and one for every list to add to, each leading to the list', () => {
    const html = correctionPage({ ...form, shown: fields, all: true }, context);
    const steps = [...html.matchAll(/<button name="step" value="([^"]*)" formaction="#([^"]*)"/g)];
    const funders = steps.filter(([, step = '']) => step.includes('funders'));
    expect(funders.map(([, step, target]) => [step, target])).toEqual([
      ...octopus.funders.map((_, row) => [`remove:funders[${row}]`, 'funders']),
      ['more:funders', `funders-${octopus.funders.length}-name`],
    ]);
    expect(steps.filter(([, step = '']) => step.startsWith('more:'))).toHaveLength(11);
    expect(html).toContain('<fieldset class="question" id="funders">');
  });

  test('sends every field, as it is, when nothing is typed', () => {
    const sent = sentBy(correctionPage({ ...form, shown: fields, all: true }, context));
    const expected = fields
      .flatMap((field) => formEntries(field, octopus[field]))
      .filter(([name]) => !/^(?:summary|context|objectives|outputs|outcomes|themes)/.test(name));
    expect(expected.length).toBeGreaterThan(20);
    for (const [name, text] of expected) expect(sent.get(name), name).toBe(text);
  });

  test('says that a list is there even when nothing is left in it', () => {
    const sent = sentBy(
      correctionPage(
        { ...form, shown: ['themes', 'funders'], current: { ...octopus, themes: [], funders: [] } },
        context,
      ),
    );
    expect(sent.get('themes')).toBe('');
    expect(sent.get('funders')).toBe('');
  });

  test('alone offers one row more than the list has', () => {
    const sent = sentBy(correctionPage({ ...form, shown: ['funders'] }, context));
    expect(sent.get(`funders[${octopus.funders.length}][name]`)).toBe('');
    expect(sent.has(`funders[${octopus.funders.length + 1}][name]`)).toBe(false);
  });

  test('ticks the countries there are and suggests the names of others', () => {
    const html = correctionPage(
      { ...form, shown: ['beneficiaries'], current: { ...octopus, beneficiaries: ['AM'] } },
      context,
    );
    expect(sentBy(html).get('beneficiaries[0]')).toBe('AM');
    expect(html).toContain('Armenia</label>');
    expect(html).toContain('<option value="Kenya"');
    // Whose name alone is asked about is suggested with its code, and what says nothing has another.
    expect(html).toContain('<option value="Georgia (GE)"');
    const namibia = { ...octopus, beneficiaries: ['NA'] };
    const other = correctionPage({ ...form, shown: ['beneficiaries'], current: namibia }, context);
    expect(other).toContain('Namibia</label>');
    expect(sentBy(other).get('beneficiaries[0]')).toBe('NAM');
  });
});

test('the box that robots fill comes in sight when it was filled, with what was in it', () => {
  const typed = new Map([['subject', 'Cheap watches']]);
  const problems = [{ name: 'subject', rule: 'left-for-robots' }] as const;
  const html = correctionPage({ ...form, typed, problems }, context);
  expect(html).not.toContain('class="unseen"');
  expect(html).toContain('href="#subject"');
  const box = /<input id="subject"[^>]*>/.exec(html)?.[0];
  expect(box).toContain('value="Cheap watches"');
  expect(box).toContain('aria-invalid="true"');
  expect(box).not.toContain('tabindex');
});

describe('a refused form', () => {
  const typed = new Map([
    ['endDate', 'soon'],
    ['funders', ''],
    ['funders[3][url]', 'nonsense'],
    ['email', 'ana'],
    ['comment', 'Keep this'],
    ['role', 'funder'],
    ['credit', 'name'],
  ]);
  const html = correctionPage(
    {
      ...form,
      shown: ['endDate', 'funders'],
      all: true,
      typed,
      problems: [
        { name: 'endDate', rule: 'not-a-date' },
        { name: 'funders[3][url]', rule: 'not-a-url' },
        { name: 'funders[3][id]', rule: 'not-an-id' },
        { name: 'email', rule: 'not-an-address' },
        { name: '', rule: 'nothing-changed' },
      ],
    },
    context,
  );

  test('keeps everything typed', () => {
    expect(html).toContain('value="soon"');
    expect(html).toContain('value="nonsense"');
    expect(html).toContain('value="ana"');
    expect(html).toContain('>Keep this</textarea>');
    expect(html).toMatch(/<option[^>]*value="funder"[^>]*selected|<option[^>]*selected[^>]*value="funder"/);
    expect(html).toMatch(/<input[^>]*value="name"[^>]*checked/);
  });

  test('says Error in its title and begins with the problems, in focus', () => {
    expect(html).toContain('<title>Error: ');
    expect(html).toMatch(
      /<main id="main"><div class="problems" role="alert"[^>]*tabindex="-1"[^>]*autofocus/,
    );
  });

  test('leads from each problem to an input that exists', () => {
    const summary = /<div class="problems".*?<\/div>/.exec(html)?.[0] ?? '';
    const targets = [...summary.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets).toEqual(['endDate', 'funders-3-url', 'funders', 'email', 'endDate']);
    for (const id of targets) expect(html).toContain(` id="${id}"`);
  });

  test('says at the input what is wrong with it', () => {
    expect(html).toMatch(
      /<input id="endDate"[^>]*aria-describedby="endDate-hint endDate-error"[^>]*aria-invalid="true"/,
    );
    expect(html).toContain('id="endDate-error"');
  });
});

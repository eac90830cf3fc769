import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filled, form, sendForm } from '../support/correction-form.ts';
import { type Answer, inputValue } from '../support/requests.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await world.seed();
  await world.publish();
});
afterAll(() => world.stop());

const checked = (over: Record<string, string>, path = form) =>
  world.post(path, filled({ endDate: '2016-12-31', ...over, step: 'check' }));

/** What a page says, without its markup. */
function words({ body }: Answer): string {
  return body
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
}

const contribution = (over: Record<string, string>) => ({
  'contributions[0][funder]': 'Norway',
  'contributions[0][amount]': '',
  'contributions[0][currency]': '',
  'contributions[0][year]': '2019',
  ...Object.fromEntries(Object.entries(over).map(([key, text]) => [`contributions[0][${key}]`, text])),
});

describe('an amount in a form', () => {
  it.each([
    [{ amount: '€250,000' }, 'Norway, EUR 250,000, 2019'],
    [{ amount: '1.234.567,89', currency: 'eur' }, 'EUR 1,234,567.89'],
    [{ amount: '$1.5 million', currency: 'CAD' }, 'CAD 1,500,000'],
    [{ amount: '250000', currency: 'US$' }, 'USD 250,000'],
    [{ amount: '250000', currency: 'euro' }, 'EUR 250,000'],
    [{ amount: '3 600 000 000 000', currency: 'IDR' }, 'IDR 3,600,000,000,000'],
    [{ amount: '1,250.125', currency: 'KWD' }, 'KWD 1,250.125'],
    [{ amount: '(5,000)', currency: 'EUR' }, 'return of EUR 5,000'],
    [{ amount: '−5000', currency: 'EUR' }, 'return of EUR 5,000'],
    [{ amount: '$1,000,000' }, 'Norway, USD 1,000,000, 2019'],
    [{ amount: '5000', currency: 'dollars' }, 'USD 5,000'],
    [{ amount: '5000 DM', year: '1998' }, 'DEM 5,000, 1998'],
    [{ amount: '250,000', currency: 'EUR', year: '٢٠١٩' }, 'EUR 250,000, 2019'],
  ])('%j is said back as %s', async (typed, said) => {
    const page = await checked(contribution(typed));
    expect(page.status, words(page)).toBe(200);
    expect(words(page)).toContain(said);
  });

  it.each([
    [{ amount: '250.000', currency: 'EUR' }, 'Do you mean 250 or 250,000?'],
    [{ amount: '0,187', currency: 'EUR' }, 'more decimals than the currency'],
    [{ amount: '100.50', currency: 'JPY' }, 'more decimals than the currency'],
    [{ amount: '¥5000' }, 'Do you mean JPY or CNY?'],
    [{ amount: '5000', currency: 'kr' }, 'Do you mean SEK, NOK, or DKK?'],
    [{ amount: '€5000', currency: 'CAD' }, 'Do you mean EUR?'],
    [{ amount: '5000', currency: 'ZZZ' }, 'not a currency of ISO 4217'],
    [{ amount: '5000', currency: 'XXX' }, 'not a currency of ISO 4217'],
    [{ amount: '5000', currency: 'DEM', year: '2020' }, 'money until 2002 only'],
    [{ amount: 'approx. 5000', currency: 'EUR' }, 'not exact'],
    [{ amount: 'n/a', currency: 'EUR' }, 'Leave it empty'],
    [{ amount: '2e6', currency: 'EUR' }, 'not an amount we can read'],
  ])('%j is not taken: %s', async (typed, sentence) => {
    const page = await checked(contribution(typed));
    expect(page.status).toBe(422);
    expect(words(page)).toContain(sentence);
    expect(inputValue(page, 'contributions[0][amount]')).toBe(typed.amount);
  });

  it('is taken as it is meant, once that is said', async () => {
    const asked = contribution({ amount: '250.000', currency: 'EUR' });
    const page = await checked(asked);
    expect(page.body).toContain('value="use:250,000"');
    const said = await checked({ ...asked, 'asked[contributions[0][amount]]': 'use:250,000' });
    expect(said.status).toBe(200);
    expect(words(said)).toContain('EUR 250,000');
  });

  it('in dollars of no country is offered in those of others, and taken so when asked', async () => {
    const typed = contribution({ amount: '$1,000,000' });
    const page = await checked(typed);
    expect(words(page)).toContain('we read this as USD');
    expect(words(page)).toContain('I mean CAD');
    const step = /name="step" value="(currency:[^"]+CAD)"/.exec(page.body)?.[1] ?? '';
    const other = await world.post(form, filled({ endDate: '2016-12-31', ...typed, step }));
    expect(other.status).toBe(200);
    expect(words(other)).toContain('CAD 1,000,000');
    expect(words(other)).not.toContain('we read this as');
    const { 'contributions[0][currency]': _, ...without } = typed;
    const added = await world.post(form, filled({ endDate: '2016-12-31', ...without, step }));
    expect(words(added)).toContain('CAD 1,000,000');
    // Spanish has as many dollars and pesos as countries.
    expect(words(await checked({ ...typed, language: 'es' }))).toContain('Do you mean USD, CAD, or AUD?');
  });

  it('is read in the language the form says it is in, or its address', async () => {
    const typed = contribution({ amount: '250.000', currency: 'EUR' });
    expect(words(await checked({ ...typed, language: 'es' }))).toContain('EUR 250,000');
    expect(words(await checked(typed, `${form}?lang=es`))).toContain('EUR 250,000');
    expect((await checked({ ...typed, language: 'en' }, `${form}?lang=es`)).status).toBe(422);
  });

  it('may stand twice: both are kept, and asked about', async () => {
    const one = { funder: 'Canada', amount: '250000', currency: 'CAD', year: '2020' };
    const two = Object.fromEntries(
      [0, 1].flatMap((row) =>
        Object.entries(one).map(([key, text]) => [`contributions[${row}][${key}]`, text]),
      ),
    );
    const page = await checked(two);
    expect(page.status).toBe(200);
    expect(words(page)).toContain('two instalments');
    const { reference } = await sendForm(world, filled(two));
    const sent = (await world.dump()).find(
      ({ pk, sk }) => pk === `SUBMISSION#${reference}` && sk === 'STATE',
    );
    const change = (sent?.['changes'] as { field: string; to: unknown[] }[] | undefined)?.find(
      ({ field }) => field === 'contributions',
    );
    expect(change?.to).toHaveLength(2);
  });
});

describe('a date in a form', () => {
  it.each([
    ['12/31/2019', '31 December 2019'],
    ['31-Dec-2019', '31 December 2019'],
    ['2019-12-31T10:00:00Z', '31 December 2019'],
    ['２０１９－１２', 'December 2019'],
  ])('%s is said back as %s', async (endDate, said) => {
    const page = await checked({ endDate });
    expect(page.status).toBe(200);
    expect(words(page)).toContain(said);
    expect(page.body).not.toContain('value="date:');
  });

  it('that has the day first or the month is offered the other way, and read so when asked', async () => {
    const typed = { endDate: '03/04/2021' };
    const page = await checked(typed);
    expect(words(page)).toContain('3 April 2021');
    expect(words(page)).toContain('I mean 4 March 2021');
    // Asked before it is sent, not after the button that sends it.
    expect(words(page)).toMatch(/I mean 4 March 2021.*Send correction/s);
    const step = /name="step" value="(date:[^"]+)"/.exec(page.body)?.[1] ?? '';
    const before = await world.dump();
    const other = await world.post(form, filled({ ...typed, step }));
    expect(other.status).toBe(200);
    expect(words(other)).toContain('4 March 2021');
    expect(words(other)).not.toContain('3 April 2021');
    expect(inputValue(other, 'endDate')).toBe('2021-03-04');
    expect(other.body).not.toContain('value="date:');
    expect(await world.dump()).toEqual(before);
  });

  it.each([
    ['Mar-21', 'Do you mean March 2021?'],
    ['31/12/20', 'Do you mean 31 December 2020'],
    ['44196', 'Do you mean 31 December 2020?'],
    ['ongoing', 'Leave this empty'],
    ['2019-2021', 'the second one as the end date'],
    ['2021/22', 'the second one as the end date'],
    ['Q1 2021', 'its last one as the end date'],
    ['present day', 'Leave this empty'],
    ['31/02/2021', 'no such day'],
    ['2564', 'Gregorian'],
  ])('%s is not taken: %s', async (endDate, sentence) => {
    const page = await checked({ endDate });
    expect(page.status).toBe(422);
    expect(words(page)).toContain(sentence);
    expect(inputValue(page, 'endDate')).toBe(endDate);
  });

  it('that ends before the start is said at both, whatever else is wrong', async () => {
    for (const [path, over] of [
      [form, {}],
      ['/add', { title: 'New', basis: 'public', 'sources[0]': 'https://a.example/' }],
    ] as const) {
      const page = await checked({ ...over, startDate: '2021', endDate: '2020', email: 'nobody' }, path);
      expect(page.status).toBe(422);
      for (const id of ['startDate', 'endDate', 'email']) expect(page.body).toContain(`href="#${id}"`);
      expect(page.body).toContain('id="startDate-error"');
      expect(page.body).toContain('id="endDate-error"');
    }
  });
});

describe('a country in a form', () => {
  it.each([
    ['Ivory Coast', 'Côte d’Ivoire'],
    ['UK', 'United Kingdom'],
    ['Bolivia (Plurinational State of)', 'Bolivia'],
    ['West Africa', 'Western Africa'],
    ['Kenya, Uganda', 'Kenya Uganda'],
    ['NAM', 'Namibia'],
    ['XKX', 'Kosovo'],
    ['LAC', 'Latin America and the Caribbean'],
  ])('%s is said back as %s', async (typed, said) => {
    const page = await checked({ 'beneficiaries[0]': typed });
    expect(page.status).toBe(200);
    expect(words(page)).toContain(said);
  });

  it.each([
    ['NA', 'Do you mean Namibia? If it means that nothing is known, leave it empty.'],
    ['4', 'Do you mean Afghanistan?'],
    ['76', 'Do you mean Brazil?'],
    ['Congo', 'Do you mean Congo - Kinshasa or Congo - Brazzaville?'],
    ['Georgia', 'Do you mean Georgia (GE) or United States?'],
    ['Untied Kingdom', 'Do you mean United Kingdom?'],
    ['EU', 'Do you mean Europe?'],
    ['Atlantis', 'not a country or region we know'],
  ])('%s is not taken: %s', async (typed, sentence) => {
    const page = await checked({ 'beneficiaries[0]': typed });
    expect(page.status).toBe(422);
    expect(words(page)).toContain(sentence);
  });
});

describe('the language of a record', () => {
  it('is a tag once it is read, in forms and in the API', async () => {
    expect(words(await checked({ recordLanguage: 'français' }))).toContain('French');
    expect((await checked({ recordLanguage: 'Klingonese' })).status).toBe(422);
    const addition = (language: string, own = 'en') => ({
      kind: 'addition',
      proposal: { title: `A project in ${language}`, language },
      basis: { basis: 'public', sources: ['https://a.example/'] },
      language: own,
    });
    const sent = await world.postJson('/api/submissions', addition('fr_FR', 'FR'));
    expect(sent.status).toBe(201);
    const { reference } = JSON.parse(sent.body);
    const state = (await world.dump()).find(
      ({ pk, sk }) => pk === `SUBMISSION#${reference}` && sk === 'STATE',
    );
    expect(state).toMatchObject({ language: 'fr' });
    expect(JSON.stringify(state)).toContain('"fr-FR"');
    for (const [document, pointer] of [
      [addition('xx'), '/proposal/language'],
      [addition('en', 'qq'), '/language'],
    ] as const) {
      const refused = await world.postJson('/api/submissions', document);
      expect(refused.status).toBe(422);
      expect(JSON.parse(refused.body).errors).toEqual([expect.objectContaining({ pointer })]);
    }
  });
});

describe('the API', () => {
  const change = (contribution: Record<string, unknown>) => ({
    kind: 'addition',
    proposal: { title: 'With money', contributions: [{ funder: 'Norway', ...contribution }] },
    basis: { basis: 'public', sources: ['https://a.example/'] },
  });

  it.each([
    [{ amount: 0.187, currency: 'EUR' }, 'amount'],
    [{ amount: 100.5, currency: 'JPY' }, 'amount'],
    [{ amount: 1e16, currency: 'IDR' }, 'amount'],
    [{ amount: '250.000', currency: 'EUR' }, 'amount'],
    [{ amount: 1, currency: 'ZZZ' }, 'currency'],
    [{ amount: 1, currency: 'DEM' }, 'currency'],
    [{ amount: 1, currency: 'DEM', year: 2020 }, 'currency'],
  ])('refuses %j as forms do', async (contribution, part) => {
    const answer = await world.postJson('/api/submissions', change(contribution));
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.body).errors).toEqual([
      expect.objectContaining({ pointer: `/proposal/contributions/0/${part}` }),
    ]);
  });

  it.each([
    { amount: -5000, currency: 'EUR' },
    { amount: 1.125, currency: 'KWD' },
    { amount: 3_600_000_000_000, currency: 'IDR' },
    { amount: 5000, currency: 'DEM', year: 1998 },
  ])('takes %j', async (contribution) => {
    expect((await world.postJson('/api/submissions', change(contribution))).status).toBe(201);
  });

  it('points at both dates that do not go together', async () => {
    const answer = await world.postJson('/api/submissions', {
      ...change({}),
      proposal: { title: 'Backwards', startDate: '2021', endDate: '2020' },
    });
    expect(JSON.parse(answer.body).errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/proposal/startDate',
      '/proposal/endDate',
    ]);
  });
});

describe('the search', () => {
  it('finds by what pages show', async () => {
    const found = async (query: string) => words(await world.get(`/?q=${encodeURIComponent(query)}`));
    for (const query of [
      'Octopus',
      'octopsu',
      'conference cybercrime octopus',
      'Coe octopus',
      'Canada 2020',
      'https://www.coe.int/en/web/cybercrime/cybercrime-octopus',
      'www.coe.int cybercrime-octopus',
    ]) {
      expect(await found(query), query).toContain('Cybercrime@Octopus');
    }
    // Among its beneficiaries.
    for (const query of ['Costa Rica', 'Botsuana', 'KHM'])
      expect(await found(query), query).toContain('Cyber4Dev');
  });

  it('is made anew by the publisher where its rows are of an older make', async () => {
    const items = await world.dump();
    const head = items.find(({ pk }) => pk === 'HEAD');
    const rows = items.filter(({ pk }) => pk === 'SEARCH' || String(pk).startsWith('ORGANISATION'));
    if (!head || rows.length === 0) throw new Error('nothing was published');
    const { pk, sk, sequence, chainHash, projected } = head;
    for (const row of rows)
      await world.table.transact([{ remove: { pk: String(row['pk']), sk: String(row['sk']) } }]);
    const entries = rows
      .filter((row) => row['pk'] === 'SEARCH')
      .map(({ pk, sk, schema, words, codes, ...entry }) => entry);
    await world.table.put({ pk: 'SEARCH', sk: 'CHUNK#0000000000', sequence, entries, schema: 1 });
    await world.table.put({ pk, sk, sequence, chainHash, projected, schema: 1 });
    const page = await world.get('/?q=octopus');
    expect(page.status).toBe(200);
    expect(words(page)).toContain('Cybercrime@Octopus');
    await world.sweep();
    await world.publish();
    const after = await world.dump();
    expect(after).toEqual(expect.arrayContaining([...rows, head]));
    expect(after.filter((row) => String(row['sk']).startsWith('CHUNK#'))).toEqual([]);
  });
});

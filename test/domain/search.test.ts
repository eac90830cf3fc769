import { describe, expect, it } from 'vitest';
import { namesOfPlace } from '../../lambdas/domain/place-names.ts';
import type { InventoryRecord } from '../../lambdas/domain/record.ts';
import { matchingEntries, searchEntry } from '../../lambdas/domain/search.ts';
import { octopus } from './given.ts';

const record = (over: Partial<InventoryRecord>): InventoryRecord =>
  ({ ...octopus, id: 'a', ...over }) as InventoryRecord;
const entries = [
  record({ id: 'octopus' }),
  record({
    id: 'kenya',
    title: 'Strengthening Cyber Security in Nairobi',
    summary: 'Entraîne des équipes de réponse.',
    beneficiaries: ['KE', 'CI'],
    funders: [{ id: 'gfce', name: 'Global Forum on Cyber Expertise', url: 'https://thegfce.org/' }],
    implementers: [],
    contributions: [{ funder: 'Norway', amount: 1_250_000, currency: 'NOK', year: 2019 }],
    code: 'G0677',
    context: null,
    objectives: [],
    outputs: [],
    outcomes: [],
    activities: [{ title: 'Kick-off', date: '2018-03', place: 'Mombasa', url: null }],
    links: [],
  }),
  record({ id: 'octopus-in-passing', title: 'Something else', summary: 'Follows Octopus.', code: null }),
].map(searchEntry);
const find = (query: string) => matchingEntries(entries, query, namesOfPlace).map(({ id }) => id);

describe('the search', () => {
  it.each([
    ['nairobi', 'of the title'],
    ['NAIROBI cyber', 'in any order'],
    ['naïrobi', 'with accents it does not have'],
    ['entraine', 'without the accents it has'],
    ['nairoby', 'with a letter changed'],
    ['niarobi', 'with letters swapped'],
    ['nairob', 'shortened'],
    ['narobi strenghening', 'with a typo in each'],
    ['cybersecurity nairobi', 'written in one'],
    ['kenya', 'of a country'],
    ['Kenia', 'of a country in Spanish'],
    ['KE', 'that is the code of a country'],
    ['KEN', 'that is another code of it'],
    ['كينيا', 'of a country in Arabic'],
    ['Ivory Coast', 'of a usual name'],
    ["cote d'ivoire", 'of a country with signs'],
    ['GFCE', 'that is an acronym of a funder'],
    ['G0677', 'that is its code'],
    ['mombasa', 'of the place of an activity'],
    ['kick-off', 'of an activity'],
    ['norway', 'of who contributed'],
    ['1,250,000', 'that is an amount'],
    ['NOK', 'that is a currency'],
    ['2019', 'that is a year'],
    ['thegfce', null],
    ['the cyber security of nairobi', 'that say nothing aside'],
  ])('finds “%s”, a word %s', (query, why) => {
    if (why === null) expect(find(query)).toEqual([]);
    else expect(find(query)).toContain('kenya');
  });

  it.each(['G0678', 'nairobi atlantis', 'nxyrobi', 'om', ''])('does not find it by “%s”', (query) =>
    expect(find(query)).not.toContain('kenya'),
  );

  it('shows those first that have it in the title', () => {
    expect(find('octopus')).toEqual(['octopus', 'octopus-in-passing']);
  });

  it('takes a little time where a thousand records are as long as they may be', () => {
    const words = (seed: number) =>
      Array.from({ length: 700 }, (_, index) => `w${(index * 7919 + seed) % 20_000}`);
    const many = Array.from({ length: 1000 }, (_, seed) =>
      searchEntry(record({ id: `r${seed}`, summary: words(seed).join(' ') })),
    );
    const bytes = many.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)), 0);
    expect(bytes).toBeLessThan(9_000_000);
    const before = process.cpuUsage();
    matchingEntries(many, Array.from({ length: 20 }, (_, index) => `word${index}x`).join(' '), namesOfPlace);
    const spent = process.cpuUsage(before).user;
    expect(spent).toBeLessThan(5_000_000);
  });
});

import { describe, expect, it } from 'vitest';
import { names } from '../../lambdas/domain/place-names.ts';
import { placeCodes } from '../../lambdas/domain/places.ts';
import { readPlaces, writtenPlace } from '../../lambdas/domain/read-place.ts';
import { formatPlace } from '../../lambdas/i18n/format.ts';

const english = (code: string) => formatPlace(code, 'en');
const read = (typed: string) => {
  const reading = readPlaces(typed, english);
  return reading.doubt ? (reading.doubt.offers ?? reading.doubt.rule) : reading.value.join(' ');
};

describe('a country or region as typed', () => {
  it.each([
    ['UK', 'GB'],
    ['U.K.', 'GB'],
    ['Great Britain', 'GB'],
    ['USA', 'US'],
    ['U.S.A.', 'US'],
    ['U.S.', 'US'],
    ['the United States', 'US'],
    ['DRC', 'CD'],
    ['DR Congo', 'CD'],
    ['Congo, Dem. Rep.', 'CD'],
    ['Congo, Democratic Republic of the', 'CD'],
    ['Democratic Republic of the Congo', 'CD'],
    ['Congo, Rep.', 'CG'],
    ['Republic of the Congo', 'CG'],
    ['Congo-Brazzaville', 'CG'],
    ['Zaire', 'CD'],
    ['Ivory Coast', 'CI'],
    ["Cote d'Ivoire", 'CI'],
    ['Turkey', 'TR'],
    ['Turkiye', 'TR'],
    ['Republic of Türkiye', 'TR'],
    ['Republic of Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ['Korea, Rep.', 'KR'],
    ['Korea (Republic of)', 'KR'],
    ['South Korea', 'KR'],
    ["Democratic People's Republic of Korea", 'KP'],
    ["Korea, Dem. People's Rep.", 'KP'],
    ['Bolivia (Plurinational State of)', 'BO'],
    ['Plurinational State of Bolivia', 'BO'],
    ['Venezuela (Bolivarian Republic of)', 'VE'],
    ['Venezuela, RB', 'VE'],
    ['The Gambia', 'GM'],
    ['Gambia, The', 'GM'],
    ['Gambia (the)', 'GM'],
    ['Bahamas, The', 'BS'],
    ['Trinidad & Tobago', 'TT'],
    ['Trinidad and Tobago', 'TT'],
    ['Antigua & Barbuda', 'AG'],
    ['Bosnia and Herzegovina', 'BA'],
    ['St. Lucia', 'LC'],
    ['Saint Lucia', 'LC'],
    ['St Kitts & Nevis', 'KN'],
    ['Saint Vincent and the Grenadines', 'VC'],
    ['Iran (Islamic Republic of)', 'IR'],
    ['Iran, Islamic Rep.', 'IR'],
    ['Islamic Republic of Iran', 'IR'],
    ['Viet Nam', 'VN'],
    ['Lao PDR', 'LA'],
    ["Lao People's Democratic Republic", 'LA'],
    ['Kyrgyz Republic', 'KG'],
    ['Slovak Republic', 'SK'],
    ['Syrian Arab Republic', 'SY'],
    ['Egypt, Arab Rep.', 'EG'],
    ['Arab Republic of Egypt', 'EG'],
    ['Yemen, Rep.', 'YE'],
    ['United Republic of Tanzania', 'TZ'],
    ['Republic of Moldova', 'MD'],
    ['Russian Federation', 'RU'],
    ['Hong Kong SAR, China', 'HK'],
    ['Micronesia, Fed. Sts.', 'FM'],
    ['Micronesia (Federated States of)', 'FM'],
    ['Burma', 'MM'],
    ['Swaziland', 'SZ'],
    ['Macedonia', 'MK'],
    ['Cape Verde', 'CV'],
    ['Cabo Verde', 'CV'],
    ['East Timor', 'TL'],
    ['Czech Republic', 'CZ'],
    ['Holland', 'NL'],
    ['Federal Republic of Germany', 'DE'],
    ['Kingdom of Morocco', 'MA'],
    ['Republic of Kenya', 'KE'],
    ['Republic of South Africa', 'ZA'],
    ['West Bank and Gaza', 'PS'],
    ['UAE', 'AE'],
    ['PNG', 'PG'],
    ['Guinea', 'GN'],
    ['Kosovo', 'XK'],
    ['  kENYA ', 'KE'],
    ['SouthAfrica', 'ZA'],
    ['ke', 'KE'],
    ['KEN', 'KE'],
    ['ken', 'KE'],
    ['404', 'KE'],
    ['XK', 'XK'],
    ['Georgia (GE)', 'GE'],
    ['Allemagne', 'DE'],
    ['Etats-Unis', 'US'],
    ['RDC', 'CD'],
    ['Côte d’Ivoire', 'CI'],
    ['République de Corée', 'KR'],
    ['EE. UU.', 'US'],
    ['Costa de Marfil', 'CI'],
    ['Reino Unido', 'GB'],
    ['كينيا', 'KE'],
    ['الأردن', 'JO'],
    ['الولايات المتحدة الأمريكية', 'US'],
  ])('%s is %s', (typed, code) => expect(read(typed)).toBe(code));

  it.each([
    ['World', '001'],
    ['Global', '001'],
    ['Worldwide', '001'],
    ['Latin America and the Caribbean', '419'],
    ['Latin America & Caribbean', '419'],
    ['LAC', '419'],
    ['West Africa', '011'],
    ['Western Africa', '011'],
    ['East Africa', '014'],
    ['Sub-Saharan Africa', '202'],
    ['Subsaharan Africa', '202'],
    ['South-eastern Asia', '035'],
    ['South East Asia', '035'],
    ['The Caribbean', '029'],
    ['Americas', '019'],
    ['Oceania', '009'],
    ['Australia and New Zealand', '053'],
    ['Afrique de l’Ouest', '011'],
    ['América Latina y el Caribe', '419'],
    ['África Subsahariana', '202'],
    ['غرب أفريقيا', '011'],
    ['202', '202'],
  ])('%s is %s', (typed, code) => expect(read(typed)).toBe(code));

  it.each([
    ['NA', ['Namibia']],
    ['Congo', ['Congo - Kinshasa', 'Congo - Brazzaville']],
    ['Korea', ['South Korea', 'North Korea']],
    ['Georgia', ['Georgia (GE)', 'United States']],
    ['Géorgie', ['Georgia (GE)', 'United States']],
    ['Corea', ['South Korea', 'North Korea']],
    ['America', ['United States', 'Americas']],
    ['Micronesia', ['Micronesia (FM)', 'Micronesian Region']],
    ['Virgin Islands', ['British Virgin Islands', 'US Virgin Islands']],
    ['England', ['United Kingdom']],
  ])('%s is asked', (typed, offers) => {
    expect(read(typed)).toEqual(offers);
    expect(readPlaces(typed, english).doubt?.rule).toBe('place-asked');
    for (const offer of offers) expect(readPlaces(offer, english).value).toHaveLength(1);
  });

  it.each([
    ['EU', ['Europe']],
    ['European Union', ['Europe']],
    ['Union européenne', ['Europe']],
    ['ASEAN', ['Southeast Asia']],
    ['Western Balkans', ['Southern Europe']],
    ['MENA', ['Northern Africa', 'Western Asia']],
  ])('%s has no code', (typed, offers) => {
    expect(readPlaces(typed, english).doubt).toEqual({ rule: 'place-without-code', offers });
  });

  it.each([
    ['Untied Kingdom', ['United Kingdom']],
    ['Keniya', ['Kenya']],
    ['Phillipines', ['Philippines']],
    ['Afghnistan', ['Afghanistan']],
    ['Uzbekhistan', ['Uzbekistan']],
  ])('%s is unknown, and nearest to what is offered', (typed, offers) => {
    expect(readPlaces(typed, english).doubt).toEqual({ rule: 'not-a-place', offers });
  });

  it.each(['Atlantis', 'x', '', 'zz', '999', '🇰🇪'.repeat(99)])('%j is none', (typed) =>
    expect(read(typed)).toBe('not-a-place'),
  );

  it.each([
    ['Kenya, Uganda', 'KE UG'],
    ['Kenya and Uganda', 'KE UG'],
    ['Kenya; Trinidad & Tobago', 'KE TT'],
    ['Kenya, Bosnia and Herzegovina and Serbia', 'KE BA RS'],
    ['Kenya / Rwanda / Burundi', 'KE RW BI'],
    ['Kenya, Kenya', 'KE'],
    ['Serbia and Montenegro', 'RS ME'],
  ])('%s are several', (typed, all) => expect(read(typed)).toBe(all));

  it('reads several only where each is certain', () => {
    expect(read('Kenya, Congo')).toBe('several-places');
    expect(read('Kenya, Atlantis')).toBe('several-places');
  });

  it.each(['en', 'fr', 'es', 'ar'] as const)('reads back the name of each place in %s', (language) => {
    const name = (code: string) => formatPlace(code, language);
    const other = placeCodes.filter((code) => {
      const { value } = readPlaces(writtenPlace(code, name), name);
      return value?.length !== 1 || value[0] !== code;
    });
    expect(other).toEqual([]);
  });

  it('has few names of several places', () => {
    const several = [...names().codes].filter(([, codes]) => codes.size > 1).map(([name]) => name);
    expect(several.length).toBeLessThan(60);
  });
});

/** ISO 3166-1 alpha-2 codes (November 2026), and XK, which the inventory uses for Kosovo. */
const countries =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
  'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
  'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
  'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
  'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
  'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

/** UN M49 codes of the world, its regions, sub-regions and intermediate regions. */
const regions =
  '001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 151 154 155 ' +
  '202 419';

/** Codes that countries and regions have. */
export const placeCodes: readonly string[] = [...countries.split(' '), ...regions.split(' ')];

/** The one code that is also what people write where nothing is known; forms carry its three letters instead. */
const NAMIBIA = { code: 'NA', entry: 'NAM' };

/** The code of a place as an input of a form carries it. */
export function placeEntry(code: string): string {
  return code === NAMIBIA.code ? NAMIBIA.entry : code;
}

/** The code that an input carries; null where it was typed by a person. */
export function entryPlace(text: string | undefined): string | null {
  if (text === NAMIBIA.entry) return NAMIBIA.code;
  return text !== undefined && text !== NAMIBIA.code && placeCodes.includes(text) ? text : null;
}

import { data } from 'currency-codes';

/** Codes of ISO 4217 that are nobody's money: none, tests, metals, units of bond markets. */
const noMoney = new Set('XXX XTS XAU XAG XPD XPT XBA XBB XBC XBD'.split(' '));

/** Younger than the list, with the decimals of each. */
const younger: ReadonlyMap<string, number> = new Map([['XCG', 2]]);

/** The decimals of each currency that is in use. */
const decimals: ReadonlyMap<string, number> = new Map([
  ...data.flatMap(({ code, digits }): readonly [string, number][] =>
    noMoney.has(code) ? [] : [[code, isUnitOfAccount(code) ? 2 : digits]],
  ),
  ...younger,
]);

/** What development banks count in has no coins, and is written with cents all the same. */
function isUnitOfAccount(code: string): boolean {
  return code === 'XDR' || code === 'XUA' || code === 'XSU';
}

/** The last year in which each former currency was money (the historic list of ISO 4217). */
const ends: ReadonlyMap<string, number> = new Map(
  (
    'ADP2002 AFA2003 AOK1991 AON2000 AOR2000 ARA1991 ARP1985 ATS2002 AZM2006 BAD1998 BEF2002 BGL1999 BGN2026 BRC1989 ' +
    'BRE1993 BRN1990 BRR1994 BYB2001 BYR2016 CSD2006 CSK1993 CUC2021 CYP2008 DDM1990 DEM2002 ECS2000 EEK2011 ESP2002 ' +
    'FIM2002 FRF2002 GHC2008 GRD2002 GWP1997 HRD1995 HRK2023 IEP2002 ITL2002 LTL2015 LUF2002 LVL2014 MGF2005 MRO2017 ' +
    'MTL2008 MXP1993 MZM2006 NLG2002 PEI1991 PLZ1997 PTE2002 ROL2005 RUR1998 SDD2007 SDP1998 SIT2007 SKK2009 SLL2024 ' +
    'SRG2004 STD2017 SUR1993 TJR2001 TMM2009 TPE2002 TRL2005 UAK1996 UYP1993 VEB2008 VEF2018 XEU1999 YDD1996 YUM2003 ' +
    'ZAL1995 ZMK2013 ZRN1999 ZRZ1994 ZWD2009 ZWL2024 ANG2025'
  )
    .split(' ')
    .map((entry): [string, number] => [entry.slice(0, 3), Number(entry.slice(3))]),
);

/** Cents, where nobody says which currency it is. */
const USUAL_DECIMALS = 2;

/** Whether it is or was money. */
export function isCurrency(code: string): boolean {
  return decimals.has(code) || ends.has(code);
}

/** How many decimals an amount may have. */
export function decimalsOf(currency: string | null): number {
  return (currency === null ? undefined : decimals.get(currency)) ?? USUAL_DECIMALS;
}

/** The year in which a currency ceased, where it had ceased in a year, or by now where nobody says the year; else null. */
export function endedBefore(currency: string, year: number | null): number | null {
  const end = ends.get(currency);
  return end === undefined || (year !== null && year <= end) ? null : end;
}

/** All codes, those in use first. */
export const currencyCodes: readonly string[] = [
  ...[...decimals.keys()].filter((code) => !ends.has(code)),
  ...ends.keys(),
];

/** Hundredths are exact up to here; above it only whole numbers are. */
export const MOST_WITH_CENTS = 9e13;

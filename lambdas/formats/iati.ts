import XMLBuilder from 'fast-xml-builder';
import { kindOf } from '../domain/record.ts';
import type { BulkFormat, Imprint } from './format.ts';
import { type Activity, activityOf, mapping } from './iati-activity.ts';

/*
 * IATI activity standard 2.03, https://iatistandard.org/en/iati-standard/203/activity-standard/: the elements of an activity come
 * in this order, and those that are here are what it demands of each.
 */

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

type Narrative = { readonly narrative: unknown };

/** `iati.xml`: the records as aid data; those that lack what IATI demands are in `left-out.json`. */
export const iati: BulkFormat = {
  path: 'v1/iati.xml',
  mediaType: 'application/xml',
  begins: ({ at }) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="${at}">\n`,
  part: (record, imprint) => {
    const activity = mapping ? activityOf(record, mapping).activity : null;
    if (!activity || !imprint.reporter) return null;
    const told = toldActivity(activity, imprint.reporter);
    const attributes = {
      '@xml:lang': activity.language,
      '@last-updated-datetime': record.modified,
    };
    const identifier = { 'iati-identifier': `${imprint.reporter.ref}-${record.id}` };
    return `${builder.build({ 'iati-activity': { ...attributes, ...identifier, ...told } })}\n`;
  },
  between: '',
  behind: '',
  ends: () => '</iati-activities>\n',
};

/** The elements after the identifier, in the order of the standard. */
function toldActivity(activity: Activity, reporter: NonNullable<Imprint['reporter']>) {
  const { title, description, status, funding, implementing, sectors } = activity;
  return {
    'reporting-org': {
      '@ref': reporter.ref,
      '@type': reporter.type,
      // The portal reports on projects of others.
      '@secondary-reporter': '1',
      ...narrative(reporter.name),
    },
    title: narrative(title),
    description: { '@type': '1', ...narrative(description) },
    'participating-org': [
      ...funding.map(({ name }) => ({ '@role': '1', ...narrative(name) })),
      ...implementing.map(({ name }) => ({ '@role': '4', ...narrative(name) })),
    ],
    'activity-status': { '@code': status },
    'activity-date': datesOf(activity),
    ...placesOf(activity),
    sector: sectors.map((code, index) => ({
      '@vocabulary': '99',
      '@code': code,
      ...percentage(index, sectors.length),
      ...narrative(sectorName(code)),
    })),
  };
}

function narrative(text: string): Narrative {
  return { narrative: { '#text': text } };
}

/** What IATI's list of activity dates calls them: planned and actual starts and ends. */
const dateTypes = { planned: { start: '1', end: '3' }, actual: { start: '2', end: '4' } };

/** What has not begun, or not ended, is planned. A date that is not known to the day is the first, or the last, that it may be. */
function datesOf({ start, end, status }: Activity): readonly unknown[] {
  const starts = status === '1' ? dateTypes.planned.start : dateTypes.actual.start;
  const ends = status === '1' || status === '2' ? dateTypes.planned.end : dateTypes.actual.end;
  return [
    ...(start === null ? [] : [dated(starts, start, firstDay(start))]),
    ...(end === null ? [] : [dated(ends, end, lastDay(end))]),
  ];
}

function dated(type: string, known: string, day: string): unknown {
  return { '@type': type, '@iso-date': day, ...(known === day ? {} : narrative(known)) };
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

function lastDay(date: string): string {
  const [year = 0, month = 12, day] = date.split('-').map(Number);
  if (day !== undefined) return date;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Shares of several are not known: IATI wants them, and that they are a hundred together. They are given as equal. */
function placesOf({ places }: Activity) {
  const shared = places.map((code, index) => ({ code, ...percentage(index, places.length) }));
  const isCountry = ({ code }: { readonly code: string }) => /^[A-Z]{2}$/.test(code);
  const told = ({ code, ...share }: (typeof shared)[number]) => ({ '@code': code, ...share });
  return {
    'recipient-country': shared.filter(isCountry).map(told),
    // 2 is the vocabulary of the UN's regions.
    'recipient-region': shared
      .filter((one) => !isCountry(one))
      .map((one) => ({ ...told(one), '@vocabulary': '2' })),
  };
}

/** The share of one of several, in hundredths of a per cent, so that all of them make a hundred; nothing of the only one. */
function percentage(index: number, count: number): { readonly '@percentage'?: string } {
  if (count === 1) return {};
  const least = Math.floor(10_000 / count);
  const hundredths = least + (index < 10_000 - least * count ? 1 : 0);
  return { '@percentage': (hundredths / 100).toFixed(2) };
}

function sectorName(code: string): string {
  const choices = mapping ? kindOf(mapping.sectors as never).choices : null;
  return choices?.[code]?.en ?? code;
}

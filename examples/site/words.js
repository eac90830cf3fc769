/** Turns what a record says into words. Nothing here touches the page; types are in words.d.ts. */

const locale = 'en-GB';
const regionNames = new Intl.DisplayNames(locale, { type: 'region' });

export function spokenDate(date) {
  const [year, month, day] = date.split('-');
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    ...(month && { month: 'long' }),
    ...(day && { day: 'numeric' }),
    timeZone: 'UTC',
  });
  return format.format(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
}

export function period({ startDate, endDate }) {
  if (startDate && endDate) return `${spokenDate(startDate)} to ${spokenDate(endDate)}`;
  if (startDate) return `from ${spokenDate(startDate)}`;
  return endDate ? `until ${spokenDate(endDate)}` : 'dates not known';
}

export function placeName(code) {
  return code === '001' ? 'Worldwide' : regionNames.of(code);
}

export function lastChange({ provenance }) {
  const sequence = Math.max(...Object.values(provenance).map((one) => one.sequence));
  const [newest] = Object.values(provenance).filter((one) => one.sequence === sequence);
  return newest ? { sequence, date: spokenDate(newest.at.slice(0, 10)) } : null;
}

export function changedFields({ provenance }) {
  const first = Math.min(...Object.values(provenance).map((one) => one.sequence));
  return new Map(Object.entries(provenance).filter(([, one]) => one.sequence > first));
}

export function search(records, typed) {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  return records.filter((record) => {
    const text = folded(searchable(record).join(' '));
    return words.every((word) => text.includes(word));
  });
}

function searchable(record) {
  const organisations = [...record.funders, ...record.implementers, ...record.partners];
  return [
    record.title,
    record.code ?? '',
    record.summary ?? '',
    ...organisations.map(({ name }) => name),
    ...record.beneficiaries.map(placeName),
  ];
}

/** Without case and accents, so that `turkiye` finds Türkiye. */
function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

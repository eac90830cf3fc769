import { MINUTE_MS } from './durations.ts';

/**
 * A date as precise as it is known: `2020`, `2020-10` or `2020-10-31` (a subset of ISO 8601-1 calendar dates).
 */
const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

export function isPartialDate(value: string): boolean {
  const parts = shape.exec(value);
  if (!parts) return false;
  const [, year, month, day] = parts;
  return isCalendarDate(Number(year), month ? Number(month) : 1, day ? Number(day) : 1);
}

/** Whether there is such a day, in the years that a record may name. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True when every day `start` may mean lies after every day `end` may mean: `2021` does not end before `2021-06`. */
export function endsBefore(end: string, start: string): boolean {
  const shared = Math.min(end.length, start.length);
  return end.slice(0, shared) < start.slice(0, shared);
}

const RECENT_MINUTES = 15;

/** Whether an instant is so near that a page about it answers what the person just did. */
export function isRecent(instant: string, now: Date): boolean {
  return now.getTime() - Date.parse(instant) < RECENT_MINUTES * MINUTE_MS;
}

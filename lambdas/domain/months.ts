/** The same day some months later, or the last of a month that has no such day. */
export function monthsAfter(instant: string, months: number): Date {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  // A month that is too short runs over into the next.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date;
}

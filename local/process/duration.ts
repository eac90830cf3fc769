const PATTERN =
  /^P(?=.)(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?=.)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/;

const HOUR = 3_600_000;
const MILLISECONDS: Readonly<Record<string, number>> = {
  weeks: 7 * 24 * HOUR,
  days: 24 * HOUR,
  hours: HOUR,
  minutes: 60_000,
  seconds: 1000,
};

/**
 * The time a duration later; years and months are those of the calendar.
 * @param duration as ISO 8601 writes it in whole numbers: `P6D`, `P1Y2M`, `PT36H`
 * @returns null when it is no duration, or leads beyond what dates can say
 */
export function later(time: Date, duration: string): Date | null {
  const parts = PATTERN.exec(duration)?.groups;
  if (!parts) return null;
  const { years = '0', months = '0', ...others } = parts;
  const moved = new Date(time);
  moved.setUTCFullYear(moved.getUTCFullYear() + Number(years), moved.getUTCMonth() + Number(months));
  for (const [unit, count = '0'] of Object.entries(others)) {
    moved.setTime(moved.getTime() + Number(count) * (MILLISECONDS[unit] ?? 0));
  }
  return Number.isNaN(moved.getTime()) ? null : moved;
}

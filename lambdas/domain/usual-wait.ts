/** Decisions below this say nothing about what is usual. */
const FEWEST = 5;
/** Of so many, the newest, the median is taken. */
export const NEWEST = 50;

/** How long a decision usually takes, by how long earlier ones took: the median; null where there are too few. */
export function usualWait(seconds: readonly number[]): number | null {
  if (seconds.length < FEWEST) return null;
  const sorted = seconds.toSorted((a, b) => a - b);
  const [below = 0, above = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[sorted.length >> 1]];
  return (below + above) / 2;
}

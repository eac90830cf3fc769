import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/durations.ts';
import type { Trouble } from './trouble.ts';

/** After a try that failed: a minute, two, four … an hour. */
const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = HOUR_MS;
const TRIES = 12;
/** A second look at a mail that is refused: once may be a mistake. */
const TRIES_IF_REFUSED = 2;
/** SES advises to wait up to ten minutes. This is short enough for the next sweep. */
const PAUSE_IF_BUSY_MS = 4 * MINUTE_MS;
const PAUSE_IF_CLOSED_MS = HOUR_MS;
/** What waits for the account, not for itself, waits as long as somebody may need to open it. */
const PATIENCE_MS = 7 * DAY_MS;

export type FailedTry = {
  readonly trouble: Trouble;
  /** How many of its tries failed, this one too; those that are forgiven do not count. */
  readonly tries: number;
  readonly owedSince: string;
};

/** Whether it would be the same with every other mail now: then no other is tried. */
export function isOfAll(trouble: Trouble): boolean {
  return trouble === 'busy' || trouble === 'closed' || trouble === 'unreachable';
}

/** Whether a try tells nothing of the mail itself, and does not bring it nearer to being given up. */
export function isForgiven(trouble: Trouble): boolean {
  return trouble === 'busy' || trouble === 'closed';
}

/** When a mail is tried again; null when it is given up. */
export function nextTry({ trouble, tries, owedSince }: FailedTry, now: Date): Date | null {
  const after = (pause: number) => new Date(now.getTime() + pause);
  switch (trouble) {
    case 'busy':
    case 'closed':
      if (now.getTime() - Date.parse(owedSince) >= PATIENCE_MS) return null;
      return after(trouble === 'busy' ? PAUSE_IF_BUSY_MS : PAUSE_IF_CLOSED_MS);
    case 'refused':
      return tries >= TRIES_IF_REFUSED ? null : after(FIRST_PAUSE_MS);
    case 'unreachable':
    case 'unclear':
      if (tries >= TRIES) return null;
      return after(Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS));
    default:
      return trouble satisfies never;
  }
}

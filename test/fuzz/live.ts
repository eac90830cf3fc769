/** Secrets and names that are in use, so that cases get past the first question. */
export type Live = Readonly<Record<Kind, string[]>>;
export const kinds = ['confirm', 'review', 'status', 'reference'] as const;
export type Kind = (typeof kinds)[number];

/** What a case says in the place of something only known when it runs: `@@review:3@@`. */
export type Placeholder = Kind | 'seen' | 'changed' | 'stamp';

export function placeholder(kind: Placeholder, position: number): string {
  return `@@${kind}:${position}@@`;
}

/** How many are kept of each: old ones, used and expired, among them. */
const KEPT = 80;

export function emptyLive(): Live {
  return { confirm: [], review: [], status: [], reference: [] };
}

export function remember(live: Live, kind: Kind, value: string): void {
  live[kind].push(value);
  if (live[kind].length > KEPT) live[kind].shift();
}

export function pick(live: Live, kind: Kind, position: number): string {
  const all = live[kind];
  return all[position % Math.max(1, all.length)] ?? 'none-yet';
}

/** Puts what is live into a text. */
export async function resolved(
  text: string,
  find: (kind: Placeholder, position: number) => Promise<string>,
): Promise<string> {
  const parts = text.split(/(@@[a-z]+:\d+@@)/);
  const found = parts.map((part) => {
    const [, kind, position] = /^@@([a-z]+):(\d+)@@$/.exec(part) ?? [];
    return kind === undefined ? part : find(kind as Placeholder, Number(position));
  });
  return (await Promise.all(found)).join('');
}

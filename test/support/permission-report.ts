import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UsageLine } from '../../local/permissions/usage.ts';

/** Where running laptops record what functions do with their permissions; nothing is recorded while it is not set. */
export const RECORDS = 'CORRIGENDA_PERMISSION_RECORDS';

/** Granted for services that use it in a function's stead, which on a laptop nobody does. */
const usedElsewhere = [
  { actions: /^logs:/, because: 'Lambda writes what a function prints to its log group' },
  { actions: /^xray:/, because: 'Lambda sends traces' },
  {
    actions: /^dynamodb:(?:DescribeStream|GetRecords|GetShardIterator|ListStreams)$/,
    because: 'Lambda reads the stream that wakes a function',
  },
];

export type PermissionReport = {
  /** Calls that no policy allows: `function action on resource`. */
  readonly outside: readonly string[];
  /** What functions may do, and nothing recorded did. */
  readonly unused: readonly string[];
};

/** Merges what laptops recorded. */
export function reportPermissions(lines: readonly UsageLine[]): PermissionReport {
  const of = (what: UsageLine['what']) =>
    new Set(lines.filter((line) => line.what === what && !isUsedElsewhere(line)).map(inWords));
  const used = of('used');
  return {
    outside: [...of('refused')].sort(),
    unused: [...of('granted')].filter((one) => !used.has(one)).sort(),
  };
}

function isUsedElsewhere({ what, action }: UsageLine): boolean {
  return what !== 'refused' && usedElsewhere.some(({ actions }) => actions.test(action));
}

function inWords({ function: name, action, resource }: UsageLine): string {
  return `${name} ${action} on ${resource}`;
}

/** Makes a folder for the records of this run's workers, which inherit the variable. */
export function beginRecords(): void {
  process.env[RECORDS] = mkdtempSync(join(tmpdir(), 'corrigenda-permissions-'));
}

/** All that was recorded, which is deleted then. */
export function endRecords(): readonly UsageLine[] {
  const folder = process.env[RECORDS];
  if (!folder) return [];
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  rmSync(folder, { recursive: true });
  // A laptop that was killed may have left half a line.
  return texts.flatMap((text) => text.split('\n').slice(0, -1)).map((line) => JSON.parse(line) as UsageLine);
}

import type { Erased } from '../domain/erased.ts';
import { asReference, type Reference } from '../domain/names.ts';
import type { CurrentRecord, RecordEffect, RecordVersion } from '../domain/record-state.ts';
import { absent, matching } from './conditions.ts';
import { owedReleases } from './items/releases.ts';
import { listed } from './items/waiting.ts';
import { keys } from './keys.ts';
import { openCountItem } from './open-count.ts';
import { firstRecordItem, recordItem, tombstoneItem, versionItem } from './records.ts';
import type { Write } from './table.ts';

/** What happened to a record, when, and by which submission or receipt. */
type Cause = { readonly at: string; readonly by: string };

const nobody = { credits: [], consents: [] };

/** Nobody moved the record since it was read. */
export function mustBeUnchanged({ id, revision }: CurrentRecord): Write {
  return { check: keys.record(id), when: matching({ revision }) };
}

/** The writes that make an effect true, with the row that has it published. */
export function effectWrites(
  effect: RecordEffect,
  record: CurrentRecord | null,
  cause: Cause,
): readonly Write[] {
  if (effect.type === 'create') return creation(effect.version, cause);
  if (!record) throw new Error(`There is no record to ${effect.type}.`);
  const guard = matching({ revision: record.revision });
  const revision = record.revision + 1;
  switch (effect.type) {
    case 'revise': {
      const { version, erases: fields, unnames, holds = record.holds } = effect;
      const erases = fields.length > 0 || unnames ? { ...nobody, ...unnames, fields } : null;
      const item = recordItem({ ...record, ...holdStatus(holds), version: version.version, revision });
      return [
        { put: item, when: guard },
        { put: versionItem(version), when: absent },
        owed(record.id, cause, { version: version.version, erases }),
      ];
    }
    case 'hold':
    case 'lift': {
      const { holds } = effect;
      return [
        { put: recordItem({ ...record, ...holdStatus(holds), revision }), when: guard },
        owed(record.id, cause, { urgent: true }),
      ];
    }
    case 'unname': {
      return [
        { put: recordItem({ ...record, revision }), when: guard },
        owed(record.id, cause, { erases: { ...effect.unnames, fields: [] } }),
      ];
    }
    case 'remove': {
      const tombstone = { id: record.id, status: 'withdrawn', reason: effect.reason, at: cause.at } as const;
      return [
        { put: tombstoneItem(tombstone, revision), when: guard },
        owed(record.id, cause, { erases: 'all' }),
      ];
    }
    default:
      return effect satisfies never;
  }
}

function holdStatus(holds: readonly Reference[]) {
  return { holds, status: holds.length > 0 ? 'held' : 'live' } as const;
}

function creation(version: RecordVersion, cause: Cause): readonly Write[] {
  const { record: id } = version;
  const reference = asReference(cause.by);
  return [
    { put: firstRecordItem(id), when: absent },
    { check: keys.alias(id), when: absent },
    { put: versionItem(version), when: absent },
    { put: listed.item(keys.recordSubmission(id, reference), { reference }) },
    { put: openCountItem(id, 0) },
    owed(id, cause, { version: version.version }),
  ];
}

/** How many more records are on hold by an effect, or fewer. */
export function moreHeld(effect: RecordEffect | null, record: CurrentRecord | null): number {
  const before = record?.status === 'held' ? 1 : 0;
  return effect === null || record === null ? 0 : heldAfter(effect, before) - before;
}

function heldAfter(effect: RecordEffect, before: number): number {
  if (effect.type === 'remove') return 0;
  const holds = 'holds' in effect ? effect.holds : undefined;
  if (holds === undefined) return before;
  return holds.length > 0 ? 1 : 0;
}

type Owed = { readonly version?: number; readonly erases?: Erased | null; readonly urgent?: boolean };

function owed(record: string, { at, by }: Cause, { version = 0, erases = null, urgent }: Owed): Write {
  const key = urgent || erases ? keys.urgentRelease(at, by) : keys.owedRelease(at, by);
  return { put: owedReleases.item(key, { record, version, erases, by, owedSince: at }) };
}

import {
  type KnownOrganisations,
  organisationsOf,
  type UnknownOrganisations,
} from '../domain/organisations.ts';
import type { Content, InventoryRecord } from '../domain/record.ts';
import { contentOf } from '../domain/record.ts';
import { absent } from './conditions.ts';
import { inParallel } from './in-parallel.ts';
import { namings, organisationIds, organisationNames } from './items/releases.ts';
import { keys, prefixes } from './keys.ts';
import { sha256 } from './secrets.ts';
import type { Table, Write } from './table.ts';

/** Looks up what is not known yet of the ids of organisations. */
export async function lookUpOrganisations(
  table: Table,
  { names, ids }: UnknownOrganisations,
  known: KnownOrganisations,
): Promise<void> {
  await inParallel([...names], async (name) => {
    const item = await table.get(keys.organisation(sha256(name)));
    const id = item ? organisationIds.read(item).id : null;
    known.ids.set(name, id);
    if (id !== null) known.names.set(id, name);
  });
  await inParallel([...ids], async (id) => {
    const item = await table.get(keys.organisationId(id));
    // Whose it is needs no name: a name that has an id is not given another one.
    known.names.set(id, item && `SHA-256 ${organisationNames.read(item).name}`);
  });
}

/**
 * Keeps the ids of organisations that are published for the first time.
 * @returns false where somebody else gave one of them meanwhile
 */
export async function keepOrganisations(
  table: Table,
  known: KnownOrganisations,
  records: readonly InventoryRecord[],
): Promise<boolean> {
  const named = records.flatMap((record) => [...organisationsOf(contentOf(record))]);
  const fresh = [...new Map(named)].filter(([name]) => known.ids.get(name) === null);
  const kept = await inParallel(fresh, ([name, id]) => keepId(table, name, id));
  return kept.every(Boolean);
}

/** @returns false where the name has an id already, or the id a name */
async function keepId(table: Table, name: string, id: string): Promise<boolean> {
  const hash = sha256(name);
  const { refused } = await table.transact([
    { put: organisationIds.item(keys.organisation(hash), { id }), when: absent },
    { put: organisationNames.item(keys.organisationId(id), { name: hash }), when: absent },
  ]);
  return refused.length === 0;
}

/** That a published record names organisations, and no longer names others. */
export function namingWrites(
  id: string,
  before: InventoryRecord | null,
  after: InventoryRecord | null,
): readonly Write[] {
  const [was, is] = [before, after].map((one) => namesIn(one));
  const come = [...(is ?? [])].filter((name) => !was?.has(name));
  const gone = [...(was ?? [])].filter((name) => !is?.has(name));
  return [
    ...come.map((name) => ({ put: namings.item(keys.namedBy(sha256(name), id), { record: id }) })),
    ...gone.map((name) => ({ remove: keys.namedBy(sha256(name), id) })),
  ];
}

function namesIn(record: InventoryRecord | null): ReadonlySet<string> {
  return new Set(record === null ? [] : organisationsOf(contentOf(record)).keys());
}

/** Forgets the organisations of contents that no published record names. */
export async function forgetOrganisations(table: Table, contents: readonly Content[]): Promise<void> {
  const named = new Map(contents.flatMap((content) => [...organisationsOf(content)]));
  await inParallel([...named], async ([name]) => {
    const hash = sha256(name);
    const { pk, sk } = keys.organisation(hash);
    const item = await table.get({ pk, sk });
    const others = await table.query(pk, { prefix: prefixes.namedBy, limit: 1 });
    if (item === null || others.length > 0) return;
    await table.transact([
      { remove: { pk, sk } },
      { remove: keys.organisationId(organisationIds.read(item).id) },
    ]);
  });
}

/** Keeps the ids that organisations of published records have, where none is kept: the first of both counts. */
export async function keepNames(table: Table, records: readonly InventoryRecord[]): Promise<void> {
  const named = new Map(records.flatMap((record) => [...organisationsOf(contentOf(record))]));
  await inParallel([...named], ([name, id]) => keepId(table, name, id));
}

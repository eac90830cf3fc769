import {
  KnownOrganisations,
  organisationsOf,
  sharedIds,
  UnknownOrganisations,
} from '../../lambdas/domain/organisations.ts';
import type { Content, InventoryRecord } from '../../lambdas/domain/record.ts';
import { leftBy, type Operation, type Release } from '../../lambdas/domain/release.ts';
import type { Latin } from '../../lambdas/domain/slug.ts';

/** The published records by id, as of a release. */
export type Inventory = ReadonlyMap<string, InventoryRecord>;

/** An inventory after operations, as whoever keeps all of it would have it. */
export function applied(
  inventory: Inventory,
  operations: readonly (Operation | Release['operations'][number])[],
) {
  const release = {
    sequence: 1,
    at: '',
    previousSha256: null,
    operations: operations as Release['operations'],
  };
  const next = new Map(inventory);
  for (const [id, record] of leftBy([release])) {
    if (record) next.set(id, record);
    else next.delete(id);
  }
  return next;
}

/**
 * Gives organisations the ids that they share, looked up as in the table.
 * @param published whose organisations have theirs
 * @param plan is repeated until all that it asks for is known
 */
export function withSharedIds<Plan>(
  published: Iterable<Content>,
  latin: Latin,
  plan: (settled: (content: Content) => Content) => Plan,
): Plan {
  const kept = new KnownOrganisations();
  for (const record of published) for (const [name, id] of organisationsOf(record)) kept.remember(name, id);
  const known = new KnownOrganisations();
  for (;;) {
    const unknown = new UnknownOrganisations();
    const planned = plan(sharedIds(known.copy(), latin, unknown));
    if (unknown.isEmpty) return planned;
    for (const name of unknown.names) {
      const id = kept.ids.get(name) ?? null;
      known.ids.set(name, id);
      if (id !== null) known.names.set(id, name);
    }
    for (const id of unknown.ids) known.names.set(id, kept.names.get(id) ?? null);
  }
}

import type { Organisation } from '../fields/organisations.ts';
import { type Content, contentOf, fields, type InventoryRecord, kindOf } from './record.ts';
import { skeleton } from './skeleton.ts';
import { type Latin, numbered, organisationId, slugOf } from './slug.ts';

/** The fields that list organisations. */
const lists = fields.filter((field) => kindOf(field).kind === 'organisations');

function listed(content: Content): readonly Organisation[] {
  return lists.flatMap((list) => contentOf(content)[list] as readonly Organisation[]);
}

/** Ids by how the name reads, and names by id: the same for all records. */
type Known = { readonly ids: Map<string, string>; readonly names: Map<string, string> };

/**
 * Gives the organisations of records the ids that all of the inventory shares: an organisation of a name that is published
 * already has its id, and no two names have the same.
 * @returns a function that gives a record's content its ids; whatever it gave before counts as published
 */
export function sharedIds(published: Iterable<InventoryRecord>, latin: Latin): (content: Content) => Content {
  const known: Known = { ids: new Map(), names: new Map() };
  const read = remembering(skeleton);
  for (const record of published) {
    for (const { id, name } of listed(record)) remember(known, read(name), id);
  }
  return (content) => {
    const settled = (organisations: readonly Organisation[]) =>
      organisations.map((one) => ({ ...one, id: settledId(one, known, read, latin) }));
    return {
      ...content,
      ...Object.fromEntries(lists.map((list) => [list, settled(content[list] as readonly Organisation[])])),
    };
  };
}

/**
 * The first of both counts: what is published is left as it is. What was out of the inventory gets another id where another name
 * has got its own meanwhile.
 */
function remember({ ids, names }: Known, name: string, id: string): void {
  const owner = names.get(id) ?? name;
  names.set(id, owner);
  if (owner === name && !ids.has(name)) ids.set(name, id);
}

function settledId({ id, name }: Organisation, known: Known, read: Latin, latin: Latin): string {
  const reads = read(name);
  const given = known.ids.get(reads);
  if (given !== undefined) return given;
  // What somebody chose stands; what only followed from the name is spelled as well as it can be.
  const wanted = id === organisationId(name) ? slugOf(latin(name)) || id : id;
  let free = wanted;
  for (let nth = 2; known.names.has(free); nth += 1) free = numbered(wanted, nth);
  remember(known, reads, free);
  return free;
}

function remembering(read: Latin): Latin {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = read(text);
    known.set(text, now);
    return now;
  };
}

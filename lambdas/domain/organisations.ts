import type { Organisation } from '../fields/organisations.ts';
import { type Content, contentOf, fields, kindOf } from './record.ts';
import { skeleton } from './skeleton.ts';
import { type Latin, numbered, organisationId, slugOf } from './slug.ts';

/** The fields that list organisations. */
const lists = fields.filter((field) => kindOf(field).kind === 'organisations');

function listed(content: Content): readonly Organisation[] {
  return lists.flatMap((list) => contentOf(content)[list] as readonly Organisation[]);
}

/**
 * What is known of the ids that organisations share, as much of it as was looked up: the id of each name by how it reads, and
 * by each id how its name reads. Null where there is none.
 */
export class KnownOrganisations {
  readonly ids = new Map<string, string | null>();
  readonly names = new Map<string, string | null>();

  /**
   * The first of both counts: what is published is left as it is. What was out of the inventory gets another id where another
   * name has got its own meanwhile.
   */
  remember(name: string, id: string): void {
    const owner = this.names.get(id) ?? name;
    this.names.set(id, owner);
    if (owner === name && (this.ids.get(name) ?? null) === null) this.ids.set(name, id);
  }

  copy(): KnownOrganisations {
    const copy = new KnownOrganisations();
    for (const [name, id] of this.ids) copy.ids.set(name, id);
    for (const [id, name] of this.names) copy.names.set(id, name);
    return copy;
  }
}

/** What has to be looked up before ids can be given. */
export class UnknownOrganisations {
  /** How names read. */
  readonly names = new Set<string>();
  readonly ids = new Set<string>();

  get isEmpty(): boolean {
    return this.names.size + this.ids.size === 0;
  }
}

/** The organisations of a record, by how their names read. */
export function organisationsOf(content: Content): ReadonlyMap<string, string> {
  return new Map(listed(content).map(({ name, id }) => [skeleton(name), id]));
}

/**
 * Gives the organisations of records the ids that all of the inventory shares: an organisation of a name that is published
 * already has its id, and no two names have the same.
 * @param unknown is told what is not known yet: as long as there is something, what is given does not count
 * @returns a function that gives a record's content its ids; whatever it gave before counts as published
 */
export function sharedIds(
  known: KnownOrganisations,
  latin: Latin,
  unknown: UnknownOrganisations,
): (content: Content) => Content {
  const settled = (organisations: readonly Organisation[]) =>
    organisations.map((one) => ({ ...one, id: settledId(one, known, latin, unknown) }));
  return (content) => ({
    ...content,
    ...Object.fromEntries(lists.map((list) => [list, settled(content[list] as readonly Organisation[])])),
  });
}

function settledId(
  one: Organisation,
  known: KnownOrganisations,
  latin: Latin,
  unknown: UnknownOrganisations,
): string {
  const name = skeleton(one.name);
  const given = known.ids.get(name);
  if (given === undefined) unknown.names.add(name);
  if (given !== null) return given ?? one.id;
  const free = freeId(one, known, latin);
  if (known.names.has(free)) known.remember(name, free);
  else unknown.ids.add(free);
  return free;
}

/** The first id that no other name is known to have. */
function freeId({ id, name }: Organisation, { names }: KnownOrganisations, latin: Latin): string {
  // What somebody chose stands; what only followed from the name is spelled as well as it can be.
  const wanted = id === organisationId(name) ? slugOf(latin(name)) || id : id;
  for (let nth = 1; ; nth += 1) {
    const free = numbered(wanted, nth);
    if ((names.get(free) ?? null) === null) return free;
  }
}

import { definition } from '#inventory/definition.ts';
import { contentOf, type InventoryRecord } from '../domain/record.ts';
import type { IatiMapping } from '../fields/definition.ts';
import type { Organisation } from '../fields/organisations.ts';

/** How this inventory's records are told as aid data; null for one that is not about aid. */
export const mapping: IatiMapping | null = definition.iati ?? null;

/** What an IATI activity says of a record. */
export type Activity = {
  readonly title: string;
  readonly language: string;
  readonly description: string;
  readonly status: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly funding: readonly Organisation[];
  readonly implementing: readonly Organisation[];
  readonly places: readonly string[];
  readonly sectors: readonly string[];
};

/** What a record must say for IATI to take it. */
export const demands = [
  'description',
  'participating-org',
  'activity-status',
  'activity-date',
  'recipient-country-or-region',
  'sector',
] as const;
export type Demand = (typeof demands)[number];

/** A record as an activity, or what it lacks. */
export function activityOf(
  record: InventoryRecord,
  map: IatiMapping,
):
  | { readonly activity: Activity; readonly lacks?: never }
  | { readonly activity?: never; readonly lacks: readonly Demand[] } {
  const said = contentOf(record) as Readonly<Record<string, unknown>>;
  const text = (field: string) => (typeof said[field] === 'string' ? said[field] : null);
  const list = <Item>(field: string) => (Array.isArray(said[field]) ? (said[field] as readonly Item[]) : []);
  const activity = {
    title: record.title,
    language: record.language,
    description: text(map.description),
    status: map.status.codes[text(map.status.field) ?? ''] ?? null,
    start: text(map.start),
    end: text(map.end),
    funding: list<Organisation>(map.funding),
    implementing: list<Organisation>(map.implementing),
    places: list<string>(map.places),
    sectors: list<string>(map.sectors),
  };
  const { description, status } = activity;
  const has: Readonly<Record<Demand, boolean>> = {
    description: description !== null,
    'participating-org': activity.funding.length + activity.implementing.length > 0,
    'activity-status': status !== null,
    'activity-date': activity.start !== null,
    'recipient-country-or-region': activity.places.length > 0,
    sector: activity.sectors.length > 0,
  };
  if (description !== null && status !== null && demands.every((one) => has[one]))
    return { activity: { ...activity, description, status } };
  return { lacks: demands.filter((one) => !has[one]) };
}

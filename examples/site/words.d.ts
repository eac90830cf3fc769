import type { Project } from './inventory.js';

/** `2020-10-31` as `31 October 2020`, `2020-10` as `October 2020`; no more precise than it is known. */
export declare function spokenDate(date: string): string;

/** From when to when, as far as known. */
export declare function period(project: Pick<Project, 'startDate' | 'endDate'>): string;

/** The English name of a country (ISO 3166-1 alpha-2) or region (UN M49). */
export declare function placeName(code: string): string;

/** The release that last changed any field, and its date in words; null when the record does not say. */
export declare function lastChange(
  project: Pick<Project, 'provenance'>,
): { sequence: number; date: string } | null;

/** The fields that changed since the record was first published. */
export declare function changedFields(
  project: Pick<Project, 'provenance'>,
): ReadonlyMap<string, Project['provenance'][string]>;

/** The records in which every typed word occurs: in title, code, summary, organisations or places. */
export declare function search(records: readonly Project[], typed: string): Project[];

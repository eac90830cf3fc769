import { definition } from '#inventory/definition.ts';

/** The path of a record's page. */
export function recordPath(id: string): string {
  return `/${definition.path}/${id}`;
}

/** The published file of a record. */
export function recordFile(id: string): string {
  return `v1/${definition.path}/${id}.json`;
}

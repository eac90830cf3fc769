import { definition } from '#inventory/definition.ts';

/** The path of a record's page. */
export function recordPath(id: string): string {
  return `/${definition.path}/${id}`;
}

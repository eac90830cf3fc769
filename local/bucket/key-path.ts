import { sep } from 'node:path';

const METADATA = '.json';

/**
 * Where the metadata of a key lies. Folders end in a comma, which encodeURIComponent never leaves: so `a` and `a/b` can
 * both be objects, and no key leads out of the folder.
 */
export function keyPath(key: string): string {
  const segments = key.split('/').map(encodeURIComponent);
  const name = segments.pop() ?? '';
  return [...segments.map((segment) => `${segment},`), `${name}${METADATA}`].join(sep);
}

/** The key whose metadata lies at the path; null for any other file. */
export function keyOfFile(path: string): string | null {
  if (!path.endsWith(METADATA)) return null;
  const segments = path.slice(0, -METADATA.length).split(sep);
  const name = segments.pop() ?? '';
  return [...segments.map((segment) => segment.slice(0, -1)), name].map(decodeURIComponent).join('/');
}

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const prefix = '\0css-text:';
const suffix = '-text';

/** Gives a stylesheet as text, as the bundles of the functions do. The id hides its `.css` from vite's own CSS plugin. */
export function cssText(): Plugin {
  return {
    name: 'css-text',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith('.css') || importer === undefined) return null;
      return `${prefix}${resolve(importer, '..', source)}${suffix}`;
    },
    async load(id) {
      if (!id.startsWith(prefix)) return null;
      const css = await readFile(id.slice(prefix.length, -suffix.length), 'utf8');
      return `export default ${JSON.stringify(css)};`;
    },
  };
}

import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

/** Lets Node read what the bundles of the functions hold besides TypeScript: TSX, and stylesheets as text. */
registerHooks({
  load: (url, context, next) => {
    const text = () => readFileSync(fileURLToPath(url), 'utf8');
    if (url.endsWith('.css')) {
      return { format: 'module', source: `export default ${JSON.stringify(text())};`, shortCircuit: true };
    }
    if (!url.endsWith('.tsx')) return next(url, context);
    const { code } = transformSync(text(), { loader: 'tsx', jsx: 'automatic', jsxImportSource: 'preact' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

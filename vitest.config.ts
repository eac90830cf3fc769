import { defineConfig } from 'vitest/config';
import { chosenInventory, INVENTORY } from './lib/inventory.ts';
import { cssText } from './test/support/css-text.ts';
import { NO_SERVICES } from './test/support/database.ts';
import { unbound } from './test/support/unbound.ts';

const all = 'test/**/*.test.{ts,tsx}';
/** What needs no Java and no browser. A test that asks for them here fails: it belongs elsewhere. */
const fast = [
  'domain',
  'fields',
  'formats',
  'http',
  'i18n',
  'inventories',
  'mail',
  'pages',
  'projection',
  'runtime',
  'storage',
].map((folder) => `test/${folder}/**/*.test.{ts,tsx}`);
/** What holds for every inventory is tried on two. */
const ofEveryInventory = 'test/inventories/**/*.test.ts';

export default defineConfig({
  plugins: [cssText()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: ['./test/support/unpack-chromium.ts', './test/support/shared-database.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    env: unbound,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Some test files start the whole system: more than two at once only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: fast, isolate: false, env: { ...unbound, [NO_SERVICES]: 'true' } },
      },
      { extends: true, test: { name: 'whole', include: [all], exclude: [...fast, '**/node_modules/**'] } },
      {
        extends: true,
        resolve: { alias: chosenInventory({ [INVENTORY]: 'examples/courses' }).modules },
        test: {
          name: 'courses',
          include: [ofEveryInventory],
          env: { ...unbound, [INVENTORY]: 'examples/courses', [NO_SERVICES]: 'true' },
        },
      },
    ],
  },
});

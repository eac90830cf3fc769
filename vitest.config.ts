import { defineConfig } from 'vitest/config';
import { chosenInventory, INVENTORY } from './lib/inventory.ts';
import { cssText } from './test/support/css-text.ts';
import { unbound } from './test/support/unbound.ts';

const all = 'test/**/*.test.{ts,tsx}';
/** What holds for every inventory is tried on two. */
const ofEveryInventory = 'test/inventories/**/*.test.ts';

export default defineConfig({
  plugins: [cssText()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    globalSetup: './test/support/unpack-chromium.ts',
    reporters: ['default', './test/support/closing-line.ts'],
    env: unbound,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Some test files start the whole system: more than two at once only wait for each other.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'projects', include: [all] } },
      {
        extends: true,
        resolve: { alias: chosenInventory({ [INVENTORY]: 'examples/courses' }).modules },
        test: {
          name: 'courses',
          include: [ofEveryInventory],
          env: { ...unbound, [INVENTORY]: 'examples/courses' },
        },
      },
    ],
  },
});

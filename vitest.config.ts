import { defineConfig } from 'vitest/config';
import { cssText } from './test/support/css-text.ts';
import { unbound } from './test/support/unbound.ts';

export default defineConfig({
  plugins: [cssText()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: './test/support/unpack-chromium.ts',
    reporters: ['default', './test/support/closing-line.ts'],
    env: unbound,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Some test files start the whole system: more than two at once only wait for each other.
    maxWorkers: 2,
  },
});

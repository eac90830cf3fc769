import { defineConfig } from 'vitest/config';
import { cssText } from './test/support/css-text.ts';

export default defineConfig({
  plugins: [cssText()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: './test/support/unpack-chromium.ts',
    reporters: ['default', './test/support/closing-line.ts'],
    // Handlers bind their real parts when they are imported; tests call them with others.
    env: {
      TABLE_NAME: 'unbound',
      BUCKET_NAME: 'unbound',
      PUBLIC_URL: 'https://unbound.invalid',
      DISTRIBUTION_ID: 'unbound',
      AWS_REGION: 'eu-west-1',
    },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Some test files start the whole system: more than two at once only wait for each other.
    maxWorkers: 2,
  },
});

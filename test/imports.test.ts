import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Files that import what they must not, and the rule that says so. */
const forbidden: Readonly<Record<string, { readonly code: string; readonly rule: string }>> = {
  'lambdas/domain/storing.ts': { code: "import '../storage/table.ts';", rule: 'domain-imports' },
  'lambdas/domain/typed.ts': {
    code: "import type { T } from '../storage/table.ts'; export type U = T;",
    rule: 'domain-imports',
  },
  'lambdas/domain/reading.ts': {
    code: "import { readFile } from 'node:fs'; export { readFile };",
    rule: 'domain-imports',
  },
  'lambdas/pages/storing.tsx': { code: "import '../storage/table.ts';", rule: 'pages-imports' },
  'lambdas/http/storing.ts': { code: "import '../storage/table.ts';", rule: 'http-imports' },
  'lambdas/storage/showing.ts': { code: "import '../pages/storing.tsx';", rule: 'storage-imports' },
  'lambdas/fields/storing.ts': { code: "import '../storage/table.ts';", rule: 'fields-imports' },
  'lambdas/fields/told.ts': { code: "import '../pages/storing.tsx';", rule: 'fields-imports' },
  'lambdas/submissions/correction/rules.ts': {
    code: "import '../../storage/table.ts';",
    rule: 'submissionRules-imports',
  },
  'lambdas/submissions/correction/view.tsx': {
    code: "import '../../storage/table.ts';",
    rule: 'submissionViews-imports',
  },
  'lambdas/submissions/correction/mail.ts': {
    code: "import '../../pages/storing.tsx';",
    rule: 'submissionMails-imports',
  },
  'inventory/deciding.ts': { code: "import '../lambdas/domain/reading.ts';", rule: 'inventory-imports' },
  'bin/acting.ts': { code: "import '../lambdas/storage/table.ts';", rule: 'bin-imports' },
  'lambdas/domain/commanding.ts': {
    code: "import '../../operator/mails.ts';",
    rule: 'nothing-imports-bin-or-operator',
  },
  'lambdas/submit.ts': { code: "import './review.ts';", rule: 'functions-imports' },
  'lib/running.ts': { code: "import '../local/laptop.ts';", rule: 'lib-imports' },
  'local/deciding.ts': { code: "import '../lambdas/domain/reading.ts';", rule: 'local-imports' },
};
const others = ['operator/mails.ts', 'lambdas/storage/table.ts', 'lambdas/review.ts', 'local/laptop.ts'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-'));
  const files = [
    ...Object.entries(forbidden).map(([path, { code }]) => [path, code]),
    ...others.map((path) => [path, 'export type T = 1;']),
  ];
  for (const [path = '', code = ''] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), code);
  }
});
afterAll(() => rm(folder, { recursive: true }));

test('an import in a forbidden direction is found, also of a type, also in TSX', async () => {
  const options = await extractOptions('./.dependency-cruiser.mjs');
  const result = await cruise(['inventory', 'bin', 'operator', 'lambdas', 'lib', 'local'], {
    ...options,
    baseDir: folder,
    validate: true,
  });
  const { violations } = (result.output as ICruiseResult).summary;
  const found = violations.map(({ from, rule }) => [from, rule.name]);
  for (const [path, { rule }] of Object.entries(forbidden)) expect(found).toContainEqual([path, rule]);
});

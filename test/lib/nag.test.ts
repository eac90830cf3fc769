import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { checkSolutions, suppressions } from '../../lib/nag.ts';
import { Service } from '../../lib/service.ts';

/** What cdk-nag says of the service: `<rule>[<finding>]`, or the rule alone. */
function findings(except: Parameters<typeof checkSolutions>[1]): readonly string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'corrigenda-nag-'));
  try {
    const app = new App({ outdir });
    new Service(app, 'Corrigenda');
    checkSolutions(app, except);
    const { messages } = app.synth().getStackByName('Corrigenda');
    return messages.map(({ entry }) => `${entry.data}`.split(': ')[0] ?? '');
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Checking takes seconds, and on a busy machine many. */
const PATIENCE = 180_000;

test(
  'the service breaks none of the AwsSolutions rules without a reason',
  () => {
    expect(findings(suppressions)).toEqual([]);
  },
  PATIENCE,
);

test(
  'every suppression is still needed, and says why',
  () => {
    const found = findings([]);
    for (const { id, reason } of suppressions) {
      expect(found.filter((finding) => finding.startsWith(id))).not.toEqual([]);
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    }
  },
  PATIENCE,
);

import { setTimeout as delay } from 'node:timers/promises';
import { settings } from '../lambdas/config/settings.ts';
import { imprintOf } from '../lambdas/workflow/imprint.ts';
import { projectReleases } from '../lambdas/workflow/projection.ts';
import { CannotRun } from './cannot-run.ts';
import { runCommand } from './command.ts';

/** A publisher may be at work at the same moment. */
const TRIES = 20;
const PAUSE_MS = 500;

// All published files again, from the table: for a bucket that lost some.
await runCommand({
  usage: 'npm run rebuild',
  options: {},
  act: async ({ table, files, publicUrl }, words) => {
    if (words.length > 0) throw new CannotRun('It is called as npm run rebuild [--stack NAME].');
    const imprint = imprintOf(settings, publicUrl);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const head = await projectReleases({ table, files, imprint }, { anew: true });
      if (head) {
        console.log(`All files say release ${head.sequence}.`);
        return;
      }
      await delay(PAUSE_MS);
    }
    throw new CannotRun('A publisher was at work at every try. Run it again in a while.');
  },
});

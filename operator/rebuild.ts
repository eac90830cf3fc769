import { setTimeout as delay } from 'node:timers/promises';
import { settings } from '../lambdas/config/settings.ts';
import { projectReleases } from '../lambdas/projection/project.ts';
import { imprintOf } from '../lambdas/workflow/imprint.ts';
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
    let anew = true;
    for (let tries = 0; tries < TRIES; ) {
      const projected = await projectReleases({ table, files, imprint }, { anew });
      if (projected === 'again') {
        tries += 1;
        await delay(PAUSE_MS);
        continue;
      }
      if (projected !== 'more') {
        console.log(`All files say release ${projected.sequence}.`);
        return;
      }
      anew = false;
    }
    throw new CannotRun('A publisher was at work at every try. Run it again in a while.');
  },
});

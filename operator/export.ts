import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import { runCommand } from './command.ts';
import { eventLines, exportFiles } from './export/exported.ts';
import { progressBar } from './progress.ts';

// What is published, and all that happened, as files: to keep, to look at, to import elsewhere.
await runCommand({
  usage: 'npm run export -- DIR',
  options: {},
  act: async (connection, [folder, ...others]) => {
    if (folder === undefined || others.length > 0)
      throw new CannotRun('It is called as npm run export -- DIR [--stack NAME].');
    mkdirSync(folder, { recursive: true });
    await exportFiles(connection, folder);
    const bar = progressBar('Reading what happened');
    const events = createWriteStream(join(folder, 'events.ndjson'));
    let count = 0;
    for await (const line of eventLines(connection, bar.at)) {
      events.write(line);
      count += 1;
    }
    await new Promise((resolve) => events.end(resolve));
    bar.end();
    console.log(`${folder} has inventory.csv, inventory.json and events.ndjson, of ${count} events.`);
  },
});

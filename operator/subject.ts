import { settings } from '../lambdas/config/settings.ts';
import { address as addressSchema } from '../lambdas/domain/documents.ts';
import { CannotRun } from './cannot-run.ts';
import { runCommand } from './command.ts';
import type { Connection } from './connection.ts';
import { progressBar } from './progress.ts';
import { eraseSubject } from './subject/erase.ts';
import { findSubject, type Held } from './subject/find.ts';
import { erasedLines, heldLines } from './subject/report.ts';

const usage =
  'npm run subject -- list ADDRESS, or npm run subject -- erase ADDRESS [--withdraw] [--uncredit]';

// What is held on a person, and how it is forgotten when they ask for that.
await runCommand({
  usage,
  options: { withdraw: { type: 'boolean', default: false }, uncredit: { type: 'boolean', default: false } },
  act: async (connection, [what, address, ...more], wishes) => {
    const read = addressSchema.safeParse(address);
    if (!read.success || more.length > 0 || (what !== 'list' && what !== 'erase')) {
      throw new CannotRun(`It is called as ${usage} [--stack NAME].`);
    }
    const held = await find(connection, read.data);
    if (what === 'list') return say(heldLines(read.data, held));
    const { table, now } = connection;
    const done = await eraseSubject({ table, settings, now, ...wishes }, held);
    say(erasedLines(read.data, await left(connection, held, read.data), done, wishes.uncredit));
  },
});

async function find({ table, scan, now }: Connection, address: string): Promise<Held> {
  const bar = progressBar('Reading the table');
  try {
    return await findSubject(table, scan(), address, now(), bar.at);
  } finally {
    bar.end();
  }
}

/** What had the address in it and was the person's own is gone with the rest. */
async function left(connection: Connection, held: Held, address: string): Promise<Held> {
  return held.mentions.length === 0
    ? held
    : { ...held, mentions: (await find(connection, address)).mentions };
}

function say(lines: readonly string[]): void {
  console.log(lines.join('\n'));
}

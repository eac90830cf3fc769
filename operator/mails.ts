import { loadParkedMails, oweAgain, type ParkedMail } from '../lambdas/storage/mail-outbox.ts';
import { CannotRun } from './cannot-run.ts';
import { runCommand } from './command.ts';
import type { Connection } from './connection.ts';

const usage = 'npm run mails -- list, or npm run mails -- again [REFERENCE …]';

// Mails that were given up: which there are, and their next try.
await runCommand({
  usage,
  options: {},
  act: async (connection, [what = 'list', ...references]) => {
    if (what === 'list' && references.length === 0) return list(connection);
    if (what === 'again') return again(connection, references);
    throw new CannotRun(`It is called as ${usage} [--stack NAME].`);
  },
});

/** No addresses: who a contributor is, nobody needs to see for this. */
async function list({ table }: Connection): Promise<void> {
  const parked = await loadParkedMails(table);
  console.log(parked.length === 0 ? 'No mail was given up.' : parked.map(asLine).join('\n'));
}

function asLine({ reference, kind, recipient, parkedAt, reason }: ParkedMail): string {
  return [reference, kind.padEnd(16), `to ${recipient}`.padEnd(16), parkedAt.slice(0, 16), reason].join('  ');
}

/** All of them, or those about certain submissions. */
async function again({ table, now }: Connection, references: readonly string[]): Promise<void> {
  const all = await loadParkedMails(table);
  const wanted = all.filter(({ reference }) => references.length === 0 || references.includes(reference));
  let count = 0;
  for (const parked of wanted) if (await oweAgain(table, parked, now())) count += 1;
  console.log(`${count} of ${all.length} given up will be tried again.`);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { settings } from '../lambdas/config/settings.ts';
import { CannotRun } from './cannot-run.ts';
import { runCommand } from './command.ts';
import { gatherProof } from './proof/gather.ts';
import { dossierDocument } from './proof/linked-data.ts';
import { dossierPage } from './proof/page.ts';

const usage = 'npm run proof -- ID [--to FOLDER], ID being that of a record or of a receipt';

// What proves that something was published with consent, in one file for people and one for machines.
await runCommand({
  usage,
  options: { to: { type: 'string', default: '.' } },
  act: async ({ table, publicUrl, now }, [id, ...more], { to }) => {
    if (id === undefined || more.length > 0) throw new CannotRun(`It is called as ${usage} [--stack NAME].`);
    const dossier = await gatherProof(table, settings.people, id);
    if (!dossier) throw new CannotRun(`There is no record and no receipt ${JSON.stringify(id)}.`);
    const at = now().toISOString();
    const document = dossierDocument(dossier, { settings, publicUrl, at });
    // What is neither an id nor a receipt was refused above: it is a good name of a file.
    const written = [
      write(to, `proof-${id}.html`, dossierPage(dossier, settings.portal.name, at)),
      write(to, `proof-${id}.jsonld`, `${JSON.stringify(document, null, 2)}\n`),
    ];
    console.log(written.join('\n'));
  },
});

/** It names a person: nobody else on this computer need read it. */
function write(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = resolve(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

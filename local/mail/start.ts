import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { listen, readBytes } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';
import { isDiskError, type WriteFile, writeToDisk, writeWhole } from '../process/write-whole.ts';
import type { MailReports, SentMail } from './events.ts';
import { type MailTrouble, refuse } from './trouble.ts';

/**
 * Starts the inbox and the SES that fills it. SES v1 `SendRawEmail` keeps every mail as it was sent, in
 * `<folder>/<time>-<id>.eml`, since the inbox forgets, and drops headers it does not know.
 * @param port of the inbox, which anybody may read
 * @param reports learns of each mail that names a configuration set
 * @param trouble says whether mails are taken
 * @returns the URL of the SES endpoint
 */
export async function startMail(
  folder: string,
  port: number,
  reports: MailReports,
  trouble: MailTrouble,
  shutdown: Shutdown,
  write: WriteFile = writeToDisk,
): Promise<string> {
  const inbox = await startInbox(port, shutdown);
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.eml')).sort()) {
    await deliver(inbox, await readFile(join(folder, name)));
  }
  const parts = { folder, inbox, reports, write };
  return listen(
    0,
    async (request, response) => {
      if (!trouble.answers(request, response)) await send(parts, request, response);
    },
    shutdown,
  );
}

async function startInbox(port: number, shutdown: Shutdown): Promise<string> {
  const worker = new Worker(new URL('./inbox-worker.ts', import.meta.url), {
    workerData: { port },
    execArgv: [],
  });
  shutdown.onStop(() => worker.terminate());
  await once(worker, 'message');
  return `http://127.0.0.1:${port}`;
}

type Parts = {
  readonly folder: string;
  readonly inbox: string;
  readonly reports: MailReports;
  readonly write: WriteFile;
};

/** Answers what SES v1 answers (Amazon SES API Reference, SendRawEmail); every other action is refused by name. */
async function send(
  { folder, inbox, reports, write }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(`${await readBytes(request)}`);
  const raw = form.get('RawMessage.Data');
  if (form.get('Action') !== 'SendRawEmail' || raw === null) {
    const message = `The laptop's SES cannot ${form.get('Action')}, only SendRawEmail.`;
    refuse(response, 'InvalidAction', message);
    return;
  }
  const configurationSet = form.get('ConfigurationSetName');
  if (configurationSet !== null && !reports.knows(configurationSet)) {
    const message = `Configuration set <${configurationSet}> does not exist.`;
    refuse(response, 'ConfigurationSetDoesNotExist', message);
    return;
  }
  const mime = Buffer.from(raw, 'base64');
  if (!(await keep(folder, mime, write))) {
    refuse(response, 'InternalFailure', 'The mail cannot be kept.', 500);
    return;
  }
  const answer = await deliver(inbox, mime);
  const text = await answer.text();
  response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(text);
  if (answer.ok && configurationSet !== null) reports.sent(sentMail(form, configurationSet, text));
}

function sentMail(form: URLSearchParams, configurationSet: string, answer: string): SentMail {
  const destinations = [...form].filter(([name]) => name.startsWith('Destinations.member.'));
  return {
    messageId: /<MessageId>(.*?)<\/MessageId>/.exec(answer)?.[1] ?? randomUUID(),
    source: form.get('Source') ?? '',
    destinations: destinations.map(([, address]) => address),
    configurationSet,
  };
}

/** False when the disk is full: such a mail is not taken, so that notify tries again. */
async function keep(folder: string, mime: Buffer, write: WriteFile): Promise<boolean> {
  const time = new Date().toISOString().replaceAll(':', '-');
  try {
    await writeWhole(write, join(folder, `${time}-${randomUUID()}.eml`), mime);
    return true;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    console.error(`A mail cannot be kept (${error.code}).`);
    return false;
  }
}

function deliver(inbox: string, mime: Buffer): Promise<Response> {
  const form = { Action: 'SendRawEmail', Version: '2010-12-01', 'RawMessage.Data': mime.toString('base64') };
  return fetch(inbox, {
    method: 'POST',
    // The inbox wants a signature, and does not check it.
    headers: { authorization: 'AWS4-HMAC-SHA256 laptop' },
    body: new URLSearchParams(form),
  });
}

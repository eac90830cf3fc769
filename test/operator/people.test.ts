import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Running, startRunning } from '../support/running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let running: Running;
let folder: string;
beforeAll(async () => {
  running = await startRunning();
  folder = await mkdtemp(join(tmpdir(), 'people-'));
});
afterAll(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});

/** Runs a command of an operator as a person does. */
function command(name: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, CORRIGENDA_DATA: running.data };
  return new Promise((resolve) => {
    execFile(process.execPath, [`bin/${name}.ts`, ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

/** Posts a form as a browser does from one of our pages. */
function post(link: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: running.pages },
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  });
}

const advance = (by: string) => fetch(`${running.control}/clock?advance=${by}`, { method: 'POST' });

async function send(email: string, wishes: object = {}): Promise<string> {
  return (await sent(email, wishes)).reference;
}

/** Sends a correction and confirms its address. */
async function sent(email: string, wishes: object): Promise<{ reference: string; statusUrl: string }> {
  const document = {
    kind: 'correction',
    record: 'cybersouth',
    version: 1,
    changes: [{ field: 'outcomes', from: [], to: [`Said by ${email}`] }],
    contributor: { email, name: 'Ada Lovelace', ...wishes },
  };
  const response = await fetch(`${running.pages}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  });
  expect(response.status).toBe(201);
  const [mail] = await running.mailsTo(email, 1);
  expect((await post(running.linkIn(mail, 'confirm'), { decision: 'confirm' })).status).toBe(303);
  return (await response.json()) as { reference: string; statusUrl: string };
}

/** Approves what the manager was mailed about, as the only one of several mails. */
async function approve(reference: string, count: number): Promise<void> {
  const mails = await running.mailsTo('manager@example.org', count);
  const link = running.linkIn(
    mails.find(({ subject }) => subject.includes(reference)),
    'review',
  );
  const seen = /name="seen" value="([^"]*)"/.exec(await (await fetch(link)).text())?.[1] ?? '';
  expect((await post(link, { decision: 'approve', seen })).status).toBe(303);
}

test('an operator lists and erases what is held on a person', async () => {
  const reference = await send('ada@ada.example');
  const listed = await command('subject', 'list', 'ada@ada.example');
  expect([listed.code, listed.err]).toEqual([0, '']);
  expect(listed.out).toContain(`${reference}  correction of cybersouth, pending`);
  const erased = await command('subject', 'erase', 'ADA@ada.example');
  expect([erased.code, erased.err]).toEqual([0, '']);
  expect(erased.out).toContain(`${reference}  name, address, organisation and free text deleted`);
  expect((await command('subject', 'list', 'ada@ada.example')).out).toContain('Submissions: none');
});

test('a year passes on the clock of a laptop, and a sender is forgotten', async () => {
  const reference = await send('later@ada.example');
  const contact = async () =>
    (await running.dump()).find(({ pk, sk }) => pk === `SUBMISSION#${reference}` && sk === 'CONTACT');
  expect((await advance('P8D')).status).toBe(200);
  expect(await contact()).toMatchObject({ email: 'later@ada.example', expires: expect.any(Number) });
  expect((await advance('P350D')).status).toBe(200);
  expect(await contact()).toBeDefined();
  expect((await advance('P10D')).status).toBe(200);
  expect(await contact()).toBeUndefined();
});

test('the functions of a laptop may do what asking once a year, and taking back a credit, need', async () => {
  const email = 'named@ada.example';
  const { reference, statusUrl } = await sent(email, { credit: 'name', remind: true });
  await approve(reference, 3);
  const project = '/v1/projects/cybersouth.json';
  const credit = (file: object) =>
    (file as { provenance: Record<string, { credit: string | null }> }).provenance['outcomes']?.credit;
  await running.published(project, (file) => credit(file) === 'Ada Lovelace');
  const token = new URL(statusUrl, running.pages).searchParams.get('t');
  const own = `${running.pages}/confirm/${token}`;
  expect((await post(own, { decision: 'uncredit' })).status).toBe(303);
  const { version } = await running.published(project, (file) => credit(file) === null);
  expect((await advance('P370D')).status).toBe(200);
  const mails = await running.mailsTo(email, 3);
  const asking = mails.find(({ subject }) => subject.includes('still accurate'));
  expect((await post(running.linkIn(asking, 'confirm'), { decision: 'accurate' })).status).toBe(303);
  const confirmed = await running.published(project, (file) => file['verified'] !== null);
  expect(confirmed['version']).toBe(Number(version) + 1);
});

test('an operator writes a proof into files that nobody else reads', async () => {
  const { code, out, err } = await command('proof', 'glacy-plus', '--to', folder);
  expect([code, err]).toEqual([0, '']);
  const [page = '', document = ''] = out.trim().split('\n');
  expect([page, document]).toEqual([
    join(folder, 'proof-glacy-plus.html'),
    join(folder, 'proof-glacy-plus.jsonld'),
  ]);
  expect(await readFile(page, 'utf8')).toContain('Nobody’s consent');
  expect(JSON.parse(await readFile(document, 'utf8'))).toMatchObject({ 'dct:hasPart': [] });
  expect((await stat(page)).mode & 0o077).toBe(0);
});

test.each([
  ['subject', ['list'], 'npm run subject -- list ADDRESS'],
  ['subject', ['forget', 'ada@ada.example'], 'npm run subject -- list ADDRESS'],
  ['proof', [], 'npm run proof -- ID'],
  ['proof', ['../../etc/passwd'], 'There is no record and no receipt'],
])('%s %j is answered with how it is called', async (name, args, said) => {
  const { code, out, err } = await command(name, ...args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(said);
  expect(err.trim().split('\n')).toHaveLength(1);
});

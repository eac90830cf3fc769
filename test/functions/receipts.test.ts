import { afterAll, beforeAll, expect, test } from 'vitest';
import { contributing } from '../support/contributing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let people: ReturnType<typeof contributing>;
beforeAll(async () => {
  world = await startWorld();
  people = contributing(world);
  await world.seed();
  await world.publish();
  await people.consentTo('glacy-plus', 'grantor@coe.int', 'Ada Grantor');
});
afterAll(() => world.stop());

const secretOf = (link: string) => link.split('/').at(-1) ?? '';

test('the mail brings the receipt for machines, without the person and the secret of the link', () => {
  const mail = people.mailTo('grantor@coe.int', /receipt/);
  expect(mail.attachments).toHaveLength(1);
  const [{ filename, type, text } = { filename: '', type: '', text: '' }] = mail.attachments;
  expect(filename).toMatch(/^RCP-.{9}\.jsonld$/);
  expect(type).toBe('application/ld+json');
  expect(JSON.parse(text)).toMatchObject({
    '@type': 'dpv:ConsentReceipt',
    'dpv:hasRecordOfActivity': {
      '@type': 'dpv:ConsentRecord',
      'dpv:hasConsentStatus': [{ '@type': ['dpv:ConsentGiven', expect.anything()] }],
    },
  });
  for (const private_ of ['grantor@coe.int', 'Ada Grantor', secretOf(people.linkIn(mail, 'confirm'))])
    expect(text).not.toContain(private_);
});

test('the page of the receipt offers it, as it stands then', async () => {
  const link = people.linkIn(people.mailTo('grantor@coe.int', /receipt/), 'confirm');
  expect((await world.get(link)).body).toContain(`href="${link}?format=jsonld"`);
  expect((await world.post(link, { decision: 'withdraw' })).status).toBe(303);
  const before = await world.dump();
  const answer = await world.get(`${link}?format=jsonld`);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/ld+json',
    'cache-control': 'no-store',
    'content-disposition': expect.stringMatching(/^attachment; filename="RCP-.{9}\.jsonld"$/),
  });
  const { 'dpv:hasRecordOfActivity': record } = JSON.parse(answer.body);
  expect(record['dpv:hasConsentStatus']).toMatchObject([
    { '@type': ['dpv:ConsentGiven', expect.anything()] },
    { '@type': ['dpv:ConsentWithdrawn', expect.anything()] },
  ]);
  expect(await world.dump()).toEqual(before);
});

test('a link that is none gives nothing', async () => {
  expect((await world.get('/confirm/made-up?format=jsonld')).status).toBe(404);
});

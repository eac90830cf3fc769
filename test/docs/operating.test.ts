import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../lambdas/config/metrics.ts';
import { routeGroups } from '../../lambdas/config/routes.ts';
import { settings } from '../../lambdas/config/settings.ts';
import { routeThrottles } from '../../lib/throttles.ts';
import { synthesize } from '../lib/template.ts';

/** What the page for operators says in numbers must be so. White space is what it was wrapped with. */
const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

const { all, json } = synthesize();

describe('what costs without use', () => {
  const alarms = all('AWS::CloudWatch::Alarm').length;
  const beyond = alarms - 10;
  const dollars = (tenths: number) => `US$ ${(tenths / 10).toFixed(2)}`;

  test('is alarms beyond the ten of the account, and the key', () => {
    expect(page).toContain(`There are ${alarms} alarms, of which AWS gives an account 10`);
    expect(page).toContain(`so ${dollars(beyond)} (${dollars(alarms)} if the account has used its ten)`);
    expect(all('AWS::SecretsManager::Secret')).toHaveLength(1);
    expect(page).toContain(`is ${dollars(4)}. Together that is ${dollars(beyond + 4)} a month`);
  });

  test('stays under a dollar a month', () => {
    expect(beyond + 4).toBeLessThan(10);
  });

  test('is not the metrics, of which there are as many as the page says', () => {
    expect(page).toContain(`there are ${Object.keys(metrics).length}, but most`);
  });
});

test('every alarm is listed by its name, and counted', () => {
  const ids = Object.entries(json.Resources).flatMap(([id, { Type }]) =>
    Type === 'AWS::CloudWatch::Alarm' ? [id.replace(/^Alarms(.*?)(?:Alarm)?[0-9A-F]{8}$/, '$1')] : [],
  );
  const [, list = ''] = page.split('| alarm | goes off when |');
  const [table = ''] = list.split('What is late');
  const listed = [...table.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(listed.sort()).toEqual(ids.sort());
  expect(page).toContain(`There are ${ids.length}. Each says what a person loses`);
});

describe('what a flood costs', () => {
  const throttles = Object.entries(routeThrottles(settings.requestsPerSecond));
  const rate = throttles.reduce((sum, [, { ThrottlingRateLimit }]) => sum + ThrottlingRateLimit, 0);
  const millions = (perSecond: number) => ((perSecond * 24 * 60 * 60) / 1e6).toFixed(1);

  test('is reckoned from the throttles of all routes', () => {
    expect(page).toContain(`add up to ${rate} requests a second`);
    expect(page).toContain(`is ${millions(rate)} million requests`);
    const { read, send, link, api } = settings.requestsPerSecond;
    const count = (group: string) => Object.values(routeGroups).filter((one) => one === group).length;
    const heads = throttles.filter(([key]) => key.startsWith('HEAD ')).length;
    expect(page).toContain(
      `(${count('read')} to read at ${read}, ${count('send')} of forms at ${send}, ${count('link')} of mailed links at ${link}, ` +
        `${count('api')} of the API at ${api}, ${heads} with HEAD at 1)`,
    );
    expect(page).toContain(`reading ${read}, forms ${send}, mailed links ${link}, API ${api}, HEAD 1`);
  });

  test('is added up right', () => {
    const prices = [...page.matchAll(/\| [^|]+ \| [^|]+ \| [\d.]+ [^|]+ \| (\d+\.\d\d) \|/g)].map(
      ([, price]) => Number(price),
    );
    const total = prices.reduce((sum, price) => sum + price, 0);
    expect(prices).toHaveLength(8);
    expect(page).toContain(`| together | | | ${total.toFixed(2)} |`);
    const day = Number(millions(rate)) * total;
    expect(page).toContain(`${millions(rate)} × ${total.toFixed(2)} = US$ ${day.toFixed(0)}.`);
    const posts = throttles.filter(([key]) => key.startsWith('POST '));
    const perSecond = posts.reduce((sum, [, { ThrottlingRateLimit }]) => sum + ThrottlingRateLimit, 0);
    expect(page).toContain(`${perSecond} a second post something`);
    const written = ((perSecond * 24 * 60 * 60 * 15) / 1e6) * 0.7075;
    expect(page).toContain(`US$ ${written.toFixed(0)} more. So **US$ ${(day + written).toFixed(0)} a day**`);
  });
});

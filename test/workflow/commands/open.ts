import fc from 'fast-check';
import { expect } from 'vitest';
import type { World } from '../../support/world.ts';
import type { Model } from '../model.ts';
import { Step } from '../step.ts';

/** Of each kind of link the newest ones: older ones were opened when they were new. */
const NEWEST = 2;

/** Opens everything as a mail scanner does, which changes nothing at all. */
export class OpenEverything extends Step {
  protected async take(model: Model, world: World): Promise<void> {
    const mailed = (purpose: string) => model.links.filter((link) => link.purpose === purpose).slice(-NEWEST);
    const statuses = model.taken.slice(-NEWEST).map(({ statusUrl }) => statusUrl);
    const urls = [
      '/?q=title',
      ...[...model.records.keys()].map((id) => `/projects/${id}`),
      '/correct/alpha?field=title',
      ...statuses.flatMap((url) => [url, `/api${url}`]),
      ...[...mailed('confirm'), ...mailed('review')].map(({ url }) => url),
    ];
    const before = await world.dump();
    for (const url of urls) {
      const head = await world.request(url, { method: 'HEAD' });
      expect([url, head.status, head.body]).toEqual([url, (await world.get(url)).status, '']);
      expect(head.status).toBeLessThan(500);
    }
    expect(await world.dump()).toEqual(before);
  }

  toString(): string {
    return 'OpenEverything()';
  }
}

export const openings: readonly fc.Arbitrary<Step>[] = [fc.constant(new OpenEverything())];

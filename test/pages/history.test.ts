import { expect, it } from 'vitest';
import type { Publication } from '../../lambdas/domain/record.ts';
import { recordPage } from '../../lambdas/pages/record.tsx';
import { context, octopus } from './samples.ts';

const record = { ...octopus, id: 'cybercrime-octopus', version: 30 };
const publication: Publication = { basis: 'public', sources: [], consent: null, fields: {} };

function pageWith(versions: readonly number[]): string {
  const history = versions.map((version) => ({
    version,
    at: '2026-11-23T12:00:00.000Z',
    fields: [],
    credit: null,
    submission: null,
  }));
  return recordPage({ record, publication, history, open: 0 }, context);
}

it('says how many older versions are not listed', () => {
  expect(pageWith([2, 1])).not.toContain('not listed here');
  expect(pageWith([3, 2])).toContain('One older version is not listed here.');
  expect(pageWith([30, 29])).toContain('28 older versions are not listed here.');
});

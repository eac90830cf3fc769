import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../lambdas/domain/canonical.ts';
import { extendedDelta, paths, releaseFiles } from '../../lambdas/formats/release-files.ts';
import { at, filesOf, releaseOf, seed, sha256 } from './published.ts';

describe('the files of a release', () => {
  const first = releaseOf(seed);

  it('end with the index, which names the others by path, size and hash', () => {
    const files = [...releaseFiles(first), ...filesOf(seed)];
    const index = files.at(-1);
    expect(index?.path).toBe(paths.index);
    const manifest = JSON.parse(index?.body ?? '');
    expect(manifest).toMatchObject({
      sequence: 1,
      previous: null,
      recordCount: 9,
      withdrawnCount: 0,
      generatedAt: at,
    });
    for (const resource of manifest.resources) {
      const file = files.find(({ path }) => `/${path}` === resource.path);
      expect(resource).toMatchObject({
        sha256: sha256(file?.body ?? ''),
        bytes: Buffer.byteLength(file?.body ?? ''),
      });
    }
  });

  it('are canonical JSON, where they are JSON', () => {
    const files = [...releaseFiles(first), ...filesOf(seed)];
    const json = files.filter(({ mediaType }) => /[/+]json$/.test(mediaType));
    expect(json.length).toBeGreaterThan(15);
    for (const { body } of json) expect(body).toBe(canonicalJson(JSON.parse(body)));
  });

  it('list releases newest first, for 1 000 releases or 400 days', () => {
    const long = '2025-01-01T00:00:00.000Z';
    const old = { sequence: 0, at: long, path: '/v1/changes/0.json', sha256: 'x', bytes: 9 };
    const changes = releaseFiles(first).at(-1)?.body ?? '';
    const many = Array.from({ length: 1200 }, (_, index) => ({ ...old, sequence: 1200 - index, at }));
    const next = { ...first, sequence: 1201 };
    expect(extendedDelta(many, next, sha256)).toHaveLength(1000);
    expect(extendedDelta([old], first, sha256)).toEqual([
      {
        sequence: 1,
        at,
        path: '/v1/changes/1.json',
        sha256: sha256(changes),
        bytes: Buffer.byteLength(changes),
      },
    ]);
  });
});

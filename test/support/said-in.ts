import { gunzipSync } from 'node:zlib';
import { unpacked } from '../../lambdas/projection/shard.ts';

/** All that a file of the bucket says, what is compressed in it as well. */
export function saidIn(path: string, bytes: Uint8Array): string {
  if (path.endsWith('.gz')) return `${gunzipSync(bytes)}`;
  if (!path.startsWith('shards/') || path.endsWith('.json')) return `${Buffer.from(bytes)}`;
  const members = unpacked(bytes).members.map((member) => `${gunzipSync(member)}`);
  return [`${Buffer.from(bytes)}`, ...members].join('\n');
}

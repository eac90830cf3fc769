import { isIPv6 } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * The network a request comes from: an IPv4 address, or the /64 an IPv6 address is in, as one household has a whole one.
 * CloudFront and the API append to `X-Forwarded-For`, so the client is the second-last entry, whatever it claims before.
 * That is so of what came through CloudFront, and only that may be asked about. Null when nothing tells.
 */
export function clientNetwork({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): string | null {
  const address = headers['x-forwarded-for']?.split(',').at(-2)?.trim();
  if (!address) return null;
  return isIPv6(address) ? `${leadingGroups(address).join(':')}::/64` : address;
}

/** The first four of the eight groups of an address. */
function leadingGroups(address: string): readonly string[] {
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
    : [];
  return [...before, ...zeros, ...after].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
}

/** Names that no public directory has: those of one computer or one network. */
const LOCAL = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/** Networks of one computer or one house (IANA's special-purpose registry), as the first bits of an address. */
const NETWORKS: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Whether a host, as the WHATWG standard writes it, is reached from one computer or one network only. */
export function isPrivateHost(host: string): boolean {
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  return LOCAL.test(host) || (/^\d+(?:\.\d+){3}$/.test(host) && isPrivateV4(numberOf(host)));
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function isPrivateV4(address: number): boolean {
  return NETWORKS.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(numberOf(network) / size);
  });
}

/** Unspecified, loopback, unique local, link local and multicast; or an address of version 4 in another coat. */
function isPrivateV6(address: string): boolean {
  if (/^(?:::1?$|f[cd]|fe[89a-f]|ff)/.test(address)) return true;
  const [, high, low] = /^(?:::ffff:|::|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address) ?? [];
  if (high === undefined || low === undefined) return false;
  return isPrivateV4(Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16));
}

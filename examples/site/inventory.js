/** Reads a published inventory and checks what it read. The format is described in inventory.d.ts. */

const INDEX = '/v1/index.json';
const INVENTORY = '/v1/inventory.json';

export class Unreadable extends Error {}

/**
 * A release may be published between reading the index and reading the inventory: then the bytes do not match, and
 * the index is read again, once.
 */
export async function readInventory(origin, get = (url, options) => fetch(url, options)) {
  for (const cache of ['no-cache', 'reload']) {
    const index = parsed(await read(new URL(INDEX, origin), cache, get));
    const resource = index.resources?.find(({ path }) => path === INVENTORY);
    if (!resource) throw new Unreadable(`The index at ${origin} lists no ${INVENTORY}.`);
    const bytes = await read(new URL(resource.path, origin), cache, get);
    if ((await sha256(bytes)) === resource.sha256) return { index, inventory: parsed(bytes) };
  }
  throw new Unreadable(`What ${origin} sent does not match its index. Try again in a minute.`);
}

async function read(url, cache, get) {
  const response = await get(url, { cache }).catch((cause) => {
    throw new Unreadable(`${url.origin} does not answer.`, { cause });
  });
  if (!response.ok) throw new Unreadable(`${url.origin} answered ${response.status} for ${url.pathname}.`);
  return response.arrayBuffer().catch((cause) => {
    throw new Unreadable(`${url.origin} stopped answering half-way. Try again.`, { cause });
  });
}

function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new Unreadable('The inventory’s address leads to something else than an inventory.', { cause });
  }
}

async function sha256(bytes) {
  // Browsers offer digests to HTTPS and localhost only.
  if (!globalThis.crypto?.subtle)
    throw new Unreadable('To check the inventory this page must be served over HTTPS.');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { createServer } from 'node:net';
import { CannotStart } from './cannot-start.ts';

/** What is served on each port of the block, counted from PORT. */
export const portBlock = ['the website', 'the inbox', 'the example site', 'the control port'] as const;

/** @throws {CannotStart} naming the first port of the block that is taken */
export async function requirePorts(first: number): Promise<void> {
  for (const [offset, use] of portBlock.entries()) {
    const port = first + offset;
    if (await isTaken(port)) {
      throw new CannotStart(
        `Port ${port} (${use}) is already in use: stop the program that uses it, or choose four other ports with PORT=${first + 100} npm start.`,
      );
    }
  }
}

/** Both families: a browser that asks for localhost may try either first. */
async function isTaken(port: number): Promise<boolean> {
  const codes = await Promise.all(['127.0.0.1', '::1'].map((host) => bindError(port, host)));
  // A machine without IPv6 answers EADDRNOTAVAIL for ::1; that port is not taken.
  return codes.some((code) => code === 'EADDRINUSE' || code === 'EACCES');
}

function bindError(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/** A port nobody uses now, for a child that cannot choose one by itself. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';

type Append = (chunk: Uint8Array) => Promise<unknown>;

/** Appends to a log file, from its end on. */
export async function openLog(path: string): Promise<Writable> {
  const file = await open(path, 'a');
  const log = logTo((chunk) => file.appendFile(chunk), path);
  log.once('close', () => void file.close());
  return log;
}

/** What cannot be written, on a disk that is full, is lost, and the terminal says so once: no log may end what it tells of. */
export function logTo(append: Append, name: string): Writable {
  let complained = false;
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const lose = (error: unknown) => {
        if (!complained) console.error(`${name} cannot be written, and lacks lines from here on.`, error);
        complained = true;
        done();
      };
      append(chunk).then(() => done(), lose);
    },
  });
}

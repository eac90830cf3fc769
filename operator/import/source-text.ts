import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CannotRun } from '../cannot-run.ts';

/** How the bytes of a file are read as text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';

const names: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
};

export function encodingName(encoding: Encoding): string {
  return names[encoding];
}

/** Letters and signs that texts of Europe are full of: in the wrong one of two encodings they are others. */
const EXPECTED = new Set('éèàçêôûîïëüöäñáíóúâãõåæøßÉÈÀÇÖÜÄÑÁÍÓÚ’‘“”–—…«»€£°');
/** Enough to tell UTF-16 without its mark, which has a zero in every second byte of plain text. */
const LOOKED_AT = 4096;

/** The encoding of a file: by its mark, as all of it is valid UTF-8, or by which reading has the letters of Europe. */
export async function encodingOf(file: string): Promise<Encoding> {
  const start = await firstBytes(file);
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  start.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > start.length / 8) return 'utf-16le';
  if (even > start.length / 8) return 'utf-16be';
  const counts = await highBytes(file);
  return counts === null ? 'utf-8' : likelier(counts);
}

async function firstBytes(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    await handle.close();
    return buffer.subarray(0, bytesRead);
  } catch {
    throw new CannotRun(`${file} cannot be read: is it there, and is it a file?`);
  }
}

/** How often each byte above ASCII is there; null where all is valid UTF-8. */
async function highBytes(file: string): Promise<readonly number[] | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const counts = Array.from({ length: 256 }, () => 0);
  let isUtf8 = true;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    for (const byte of chunk) if (byte >= 0x80) counts[byte] = (counts[byte] ?? 0) + 1;
    try {
      if (isUtf8) decoder.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  try {
    if (isUtf8) decoder.decode();
  } catch {
    isUtf8 = false;
  }
  return isUtf8 ? null : counts;
}

function likelier(counts: readonly number[]): Encoding {
  const weight = (encoding: Encoding) => {
    const decoder = new TextDecoder(encoding);
    return counts.reduce((sum, count, byte) => {
      const isExpected = count > 0 && EXPECTED.has(decoder.decode(Uint8Array.of(byte)));
      return isExpected ? sum + count : sum;
    }, 0);
  };
  return weight('macintosh') > weight('windows-1252') ? 'macintosh' : 'windows-1252';
}

/** The text of a file, piece by piece, without its mark. */
export async function* textOf(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

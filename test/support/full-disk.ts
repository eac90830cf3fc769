import { writeFile } from 'node:fs/promises';
import type { WriteFile } from '../../local/process/write-whole.ts';

/** A disk that is full after so many writes more. Of what comes then it takes the first half, as real ones do. */
export class FullDisk {
  /** How many writes it still has room for. */
  room = Number.POSITIVE_INFINITY;

  readonly write: WriteFile = async (path, data) => {
    if (this.room > 0) {
      this.room -= 1;
      return writeFile(path, data);
    }
    await writeFile(path, data.slice(0, data.length / 2));
    const reason = { code: 'ENOSPC', errno: -28, syscall: 'write' };
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), reason);
  };
}

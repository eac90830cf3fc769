import type { PublishedFiles } from '../../lambdas/storage/published-files.ts';
import type { Table, Write } from '../../lambdas/storage/table.ts';
import type { Ports } from './world.ts';

/** What happens at a call of a port. */
export type Disturbance =
  /** It fails, and had no effect. */
  | 'refused'
  /** It has its effect, but the answer is lost. */
  | 'unanswered'
  /** The answer is lost, the SDK asks again, and it has its effect twice. */
  | 'repeated'
  /** It has its effect, and nothing that follows has: the process is gone. */
  | 'last';

/** A call of a run, counted from 1 across all ports, and what happens at it. */
export type Fault = { readonly call: number; readonly disturbance: Disturbance };

/** A call that was made, such as `table.transact` or `sendMail`. */
export type Call = { readonly port: string; readonly writes: boolean };

/** What a disturbed call rejects with. */
export class Disturbed extends Error {}

/** The calls of a run, of which some are disturbed. */
export class Faults {
  /** What was called so far, in this order. */
  readonly calls: Call[] = [];
  readonly #planned: ReadonlyMap<number, Disturbance>;
  readonly #underWay = new Set<Promise<unknown>>();
  #struck = 0;
  #gone = false;

  constructor(planned: readonly Fault[]) {
    this.#planned = new Map(planned.map(({ call, disturbance }) => [call, disturbance]));
  }

  /** How many faults have happened. */
  get struck(): number {
    return this.#struck;
  }

  /** The next process begins, once nothing of the last is under way any more. @returns whether the last one was gone */
  async next(): Promise<boolean> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    const gone = this.#gone;
    this.#gone = false;
    return gone;
  }

  on({ table, files, sendMail }: Ports): Ports {
    return {
      table: this.#disturbedTable(table),
      files: this.#disturbedFiles(files),
      sendMail: (mail) => this.#call('sendMail', true, () => sendMail(mail)),
    };
  }

  #disturbedTable(table: Table): Table {
    return {
      get: (key) => this.#call('table.get', false, () => table.get(key)),
      query: (pk, options) => this.#call('table.query', false, () => table.query(pk, options)),
      put: (item, when) => this.#call('table.put', true, () => table.put(item, when)),
      count: (key, expires, more) => this.#call('table.count', true, () => table.count(key, expires, more)),
      transact: (writes) => {
        // The SDK sends a token along, by which DynamoDB knows a transaction that it has done already.
        let done: ReturnType<Table['transact']> | undefined;
        return this.#call('table.transact', true, () => {
          done ??= table.transact(writes);
          return done;
        });
      },
    };
  }

  #disturbedFiles(files: PublishedFiles): PublishedFiles {
    return {
      read: (path) => this.#call('files.read', false, () => files.read(path)),
      bytes: (path) => this.#call('files.bytes', false, () => files.bytes(path)),
      pieces: (path) => this.#call('files.pieces', false, () => files.pieces(path)),
      etag: (path) => this.#call('files.etag', false, () => files.etag(path)),
      write: (file, etag) => this.#call('files.write', true, () => files.write(file, etag)),
      begin: async (file) => {
        const upload = await this.#call('files.begin', true, () => files.begin(file));
        return {
          part: (number, bytes) => this.#call('upload.part', true, () => upload.part(number, bytes)),
          finish: (etag) => this.#call('upload.finish', true, () => upload.finish(etag)),
        };
      },
      keep: (path, bytes) => this.#call('files.keep', true, () => files.keep(path, bytes)),
      remove: (path) => this.#call('files.remove', true, () => files.remove(path)),
      list: (prefix) => this.#call('files.list', false, () => files.list(prefix)),
    };
  }

  #call<Result>(port: string, writes: boolean, effect: () => Promise<Result>): Promise<Result> {
    const call = this.#disturb(port, writes, effect);
    this.#underWay.add(call);
    const over = () => this.#underWay.delete(call);
    call.then(over, over);
    return call;
  }

  async #disturb<Result>(port: string, writes: boolean, effect: () => Promise<Result>): Promise<Result> {
    if (this.#gone) throw new Disturbed(`${port} is called by nobody any more.`);
    this.calls.push({ port, writes });
    const number = this.calls.length;
    const disturbance = this.#planned.get(number);
    if (disturbance === undefined) return effect();
    this.#struck += 1;
    if (disturbance === 'refused') throw new Disturbed(`Call ${number}, ${port}, was refused.`);
    await effect();
    if (disturbance === 'repeated') return effect();
    this.#gone = disturbance === 'last';
    throw new Disturbed(`The answer of call ${number}, ${port}, was lost.`);
  }
}

/** Partitions whose rows wake somebody when they appear or are touched. */
export type Outbox = 'OUTBOX#MAIL' | 'OUTBOX#PUBLISH';

/** The table's stream, as much of it as the template's filters let through: which outboxes were written to. */
export class Wakes {
  readonly #woken = new Set<Outbox>();

  /** @returns what was written to since it was last asked */
  take(): ReadonlySet<Outbox> {
    const woken = new Set(this.#woken);
    this.#woken.clear();
    return woken;
  }

  on(table: Table): Table {
    return {
      ...table,
      put: async (item, when) => {
        const committed = await table.put(item, when);
        if (committed.refused.length === 0) this.#see({ put: item });
        return committed;
      },
      transact: async (writes) => {
        const committed = await table.transact(writes);
        if (committed.refused.length === 0) for (const write of writes) this.#see(write);
        return committed;
      },
    };
  }

  #see(write: Write): void {
    const pk = 'put' in write ? write.put.pk : null;
    if (pk === 'OUTBOX#MAIL' || pk === 'OUTBOX#PUBLISH') this.#woken.add(pk);
  }
}

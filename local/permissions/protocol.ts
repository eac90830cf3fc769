import type { IncomingHttpHeaders } from 'node:http';
import type { Need } from './policy.ts';

/** A call to an AWS service. */
export type Call = {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** Empty where the service's permissions do not depend on it. */
  readonly body: Buffer;
};

export type Refusal = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
};

/** How a service is spoken to, as far as permissions go. */
export type Protocol = {
  /** Whether it takes the body to tell what a call does. */
  readonly readsBody: boolean;
  /** All that a call does; null when the service has no such call here. */
  readonly needs: (call: Call) => readonly Need[] | null;
  /** The permission without which the service does not tell that something is missing; null where it always tells. */
  readonly needToMiss: (call: Call) => Need | null;
  /** Waits until what a call did would outlive the service; absent where it does as soon as it is answered. */
  readonly untilKept?: (call: Call, endpoint: string) => Promise<void>;
  /** A need that is refused, as the service words it. */
  readonly deny: (user: string, need: Need, because: string) => Refusal;
  /** Any other refusal, by the code that the service has for it. */
  readonly refuse: (code: 'unknown key' | 'unknown call', message: string) => Refusal;
};

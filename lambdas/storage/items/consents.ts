import * as z from 'zod/mini';
import type { ConsentEvent, ConsentRecord } from '../../domain/consent.ts';
import { roles } from '../../domain/documents.ts';
import type { ShownNotice } from '../../domain/notice.ts';
import { itemType } from '../stored.ts';
import { fieldNames, number, receipt, reference, text, textOrNone, texts } from './attributes.ts';

const type = z.enum(['given', 'renewed', 'withdrawn', 'revoked']);

export const consents = itemType<ConsentRecord>(
  z.object({
    receipt,
    record: text,
    version: number,
    fields: fieldNames,
    notice: text,
    noticeSha256: text,
    language: text,
    role: z.enum(roles),
    organisation: textOrNone,
    submission: reference,
    givenAt: text,
    status: type,
    since: text,
    revision: number,
    gone: z.exactOptional(z.object({ sequence: number, at: text })),
  }),
);

export const consentEvents = itemType<ConsentEvent>(z.object({ type, at: text, by: text }));

/** That a consent is about a record. */
export const recordConsents = itemType(z.object({ receipt }));

export const notices = itemType<ShownNotice>(
  z.object({
    version: text,
    language: text,
    parts: z.readonly(z.array(z.object({ title: text, paragraphs: texts }))),
  }),
);

import { hasBasis } from '../domain/basis.ts';
import type { CurrentRecord } from '../domain/record-state.ts';
import { saying } from '../http/answers.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { findRecord } from '../storage/records.ts';

export type Found = { readonly seen: CurrentRecord } | { readonly answer: HttpResponse };

/**
 * The record an address names, where anybody may see it; else the answer that says why not.
 * @param unpublished whether one without a basis is found, too: by a person who would give it one
 */
export async function publicRecord(
  { table, settings }: Dependencies,
  request: HttpRequest,
  unpublished = false,
): Promise<Found> {
  const record = await findRecord(table, request.parameters['id'] ?? '');
  const answer = (kind: Parameters<typeof saying>[0], status: number) => ({
    answer: saying(kind, status, request, settings.portal),
  });
  if (record?.status === 'withdrawn') return answer('withdrawnRecord', 410);
  if (!record || !(unpublished || hasBasis(record.publication))) return answer('unknownRecord', 404);
  return record.status === 'held' ? answer('heldRecord', 404) : { seen: record };
}

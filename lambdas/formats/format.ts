import { canonicalJson } from '../domain/canonical.ts';
import type { InventoryRecord } from '../domain/record.ts';

/** A file that sites read, as it stands after a release. */
export type Artefact = { readonly path: string; readonly mediaType: string; readonly body: string };

/** What the portal says of its inventory in every release. */
export type Imprint = {
  readonly name: string;
  readonly title: string;
  readonly licence: { readonly id: string; readonly name: string; readonly url: string };
  readonly disclaimer: string;
  /** Who reports the inventory's records as aid data: its identifier and type of organisation in IATI's lists. */
  readonly reporter: { readonly ref: string; readonly type: string; readonly name: string } | null;
  /** Where readers reach the files, without a slash at the end. */
  readonly publicUrl: string;
};

/** A release, as its files say it. */
export type Frame = { readonly sequence: number; readonly at: string; readonly imprint: Imprint };

/**
 * A file of all records: a beginning, a part for each of them in the order of their ids, and an end. Parts stand by themselves,
 * so that a file is made of what was written of each record before; formats that say the same of a record share its part.
 */
export type BulkFormat = {
  readonly path: string;
  readonly mediaType: string;
  begins(frame: Frame): string;
  /** Null where the format leaves the record out. */
  part(record: InventoryRecord, imprint: Imprint): string | null;
  /** What stands between two parts, and behind each. */
  readonly between: string;
  readonly behind: string;
  ends(frame: Frame): string;
};

export function jsonFile(path: string, value: unknown, mediaType = 'application/json'): Artefact {
  return { path, mediaType, body: canonicalJson(value) };
}

/**
 * A JSON file with a list that has a part for each record. Names are in the order of canonical JSON (RFC 8785), also around the list.
 * @param list the name of the list
 */
export function jsonOfParts(
  path: string,
  list: string,
  around: (frame: Frame) => Readonly<Record<string, unknown>>,
  part: BulkFormat['part'],
): BulkFormat {
  const framed = (frame: Frame) => canonicalJson({ ...around(frame), [list]: [] });
  const opening = `${JSON.stringify(list)}:[`;
  const splitAt = (text: string) => text.indexOf(`${opening}]`) + opening.length;
  return {
    path,
    mediaType: 'application/json',
    begins: (frame) => framed(frame).slice(0, splitAt(framed(frame))),
    part,
    between: ',',
    behind: '',
    ends: (frame) => framed(frame).slice(splitAt(framed(frame))),
  };
}

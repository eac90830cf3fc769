import { one } from './nouns.ts';

/** What feeds tell of records. */
export const feeds = {
  added: `New in the inventory.`,
  changed: (fields: string, sequence: number) => `Changed with release ${sequence}: ${fields}.`,
  gone: `This ${one} left the inventory for good.`,
  held: `This ${one} is not shown for now.`,
  /** What is not a field of the record, but may change with it. */
  around: {
    publication: 'Basis of publication',
    aliases: 'Former addresses',
    verified: 'Confirmed as accurate',
    provenance: 'Who is named',
  } as Readonly<Record<string, string>>,
};

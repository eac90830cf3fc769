/**
 * The lists that are read to their end, and why that end is near: nobody makes one of them long by sending things. Every
 * other list is read up to a limit, or in portions.
 */
export const wholeLists = {
  asked: 'Who is asked about a record wished for it with a consent or a submission that a manager approved.',
  consents: 'Each consent to a record was approved by a manager.',
  consentEvents: 'A consent is given and ended once, and renewed by its grantor at most once a year.',
  search:
    'Compact rows, one for each published record: as long as the inventory, which grows by what managers approve.',
  releaseParts:
    'A thousand records a part, and a release has as many as a transaction or an import publishes at once.',
  sources: 'Each source of a record is one that an operator imports.',
  unpublishedVersions: 'The versions of one record that were approved since the last release.',
  uncounted: 'Read once in the life of a record that was loaded before it was counted what waits about it.',
  operatorsOwn: 'Read by a command that an operator waits for, never by a function.',
} as const;

export type WholeList = keyof typeof wholeLists;

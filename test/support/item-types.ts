import { consentEvents, consents, notices, recordConsents } from '../../lambdas/storage/items/consents.ts';
import {
  holdCounts,
  holders,
  idempotencyKeys,
  rejections,
  salts,
} from '../../lambdas/storage/items/limits.ts';
import {
  leases,
  links,
  nothings,
  owedMails,
  parkedMails,
  sentMails,
  suppressions,
  tellings,
} from '../../lambdas/storage/items/mails.ts';
import { contacts } from '../../lambdas/storage/items/people.ts';
import { aliases, askings, recordStates, versions } from '../../lambdas/storage/items/records.ts';
import {
  heads,
  inventorySizes,
  namings,
  operations,
  organisationIds,
  organisationNames,
  owedPurges,
  owedReleases,
  purgesUnderWay,
  releaseParts,
  releases,
  searchChunks,
  searchEntries,
  wakeUps,
} from '../../lambdas/storage/items/releases.ts';
import { broughts, sourceKeys } from '../../lambdas/storage/items/sources.ts';
import { submissions } from '../../lambdas/storage/items/submission.ts';
import {
  dueNames,
  listed,
  openCounts,
  queued,
  submissionEvents,
  waits,
} from '../../lambdas/storage/items/waiting.ts';
import type { Key } from '../../lambdas/storage/keys.ts';
import type { Item, ItemType } from '../../lambdas/storage/stored.ts';

/** What lies under each kind of key; null for counts, which DynamoDB itself adds to, and of which nothing else is read. */
const types: Readonly<Record<string, ItemType<object> | null>> = {
  'ADDRESS SUPPRESSED': suppressions,
  'ALIKE WAITS': listed,
  'CONSENT EVENT': consentEvents,
  'CONSENT GRANTOR': contacts,
  'CONSENT STATE': consents,
  'COUNT COUNT': null,
  'DUE …': dueNames,
  'HEAD HEAD': heads,
  'HELD COUNT': holdCounts,
  'HOLDS HOLDS': holders,
  'INVENTORY SIZE': inventorySizes,
  'KEY KEY': idempotencyKeys,
  'LINK LINK': links,
  'NOTHING NOTHING': nothings,
  'NOTICE NOTICE': notices,
  'ORGANISATION ID': organisationIds,
  'ORGANISATION RECORD': namings,
  'ORGANISATION-ID NAME': organisationNames,
  'OUTBOX#MAIL …': owedMails,
  'OUTBOX#PUBLISH AT-ONCE': owedReleases,
  'OUTBOX#PUBLISH CHANGE': owedReleases,
  'OUTBOX#PUBLISH PURGE': owedPurges,
  'OUTBOX#PUBLISH WAKE': wakeUps,
  'PARKED#MAIL …': parkedMails,
  'PURGING PURGE': purgesUnderWay,
  'QUEUE …': queued,
  'RECORD ALIAS': aliases,
  'RECORD ASKED': askings,
  'RECORD CONSENT': recordConsents,
  'RECORD OPEN': openCounts,
  'RECORD OPEN of': listed,
  'RECORD OPERATION': operations,
  'RECORD REJECTED': rejections,
  'RECORD STATE': recordStates,
  'RECORD SUBMISSION': listed,
  'RECORD VERSION': versions,
  'RELEASE OPERATIONS': releaseParts,
  'RELEASE RELEASE': releases,
  'RECORD SOURCE': broughts,
  'SALT SALT': salts,
  'SOURCE KEY': sourceKeys,
  'SEARCH CHUNK': searchChunks,
  'SEARCH RECORD': searchEntries,
  'SENDING …': leases,
  'SUBMISSION CONTACT': contacts,
  'SUBMISSION EVENT': submissionEvents,
  'SUBMISSION MAIL': sentMails,
  'SUBMISSION STATE': submissions,
  'TOLD WAITING': tellings,
  'WAITED …': waits,
};

/** What an item is, by its key. */
export function typeName({ pk, sk }: Key): string {
  const partition = /^(?:OUTBOX|PARKED)#\w+|^[\w-]+/.exec(pk)?.[0];
  const [kind = '', ...rest] = sk.split('#');
  const isNamed = /^[A-Z-]+$/.test(kind);
  return `${partition} ${isNamed ? kind : '…'}${kind === 'OPEN' && rest.length > 0 ? ' of' : ''}`;
}

/** What is read of an item, which is all that it says: whatever a schema does not know would be lost when it is written again. */
export function readWhole(item: Item): {
  readonly read: object;
  readonly said: Readonly<Record<string, unknown>>;
} {
  const type = types[typeName(item)];
  if (type === undefined) throw new Error(`Nobody knows what ${item.pk} ${item.sk} is.`);
  const { pk, sk, schema, ...said } = item;
  return { read: type === null ? said : withoutNumber(type.read(item)), said };
}

/** What happened is read with whatever it says. */
function withoutNumber(read: object): object {
  const { pk, sk, schema, ...rest } = read as Item;
  return rest;
}

import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { canonicalJson } from '../../lambdas/domain/canonical.ts';
import { type ConsentEvent, type ConsentRecord, evolveConsent } from '../../lambdas/domain/consent.ts';
import { type LinkedData, type ReceiptFacts, receiptDocument } from '../../lambdas/domain/receipt.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const notice = { version: '2026-11', language: 'en', parts: [{ title: 'Who', paragraphs: ['We.'] }] };
const given: ConsentRecord = {
  receipt: 'RCP-7F3K-9Q2M',
  record: 'glacy-plus',
  version: 3,
  fields: ['title', 'summary'],
  notice: '2026-11',
  noticeSha256: sha256(canonicalJson(notice)),
  language: 'en',
  role: 'implementer',
  organisation: 'Council of Europe',
  submission: 'COR-7F3K-9Q2M',
  givenAt: '2026-11-23T12:00:00.000Z',
  status: 'given',
  since: '2026-11-23T12:00:00.000Z',
  revision: 1,
};
const { receiptWords, fields } = messagesFor('en');
const facts: ReceiptFacts = {
  consent: given,
  events: [{ type: 'given', at: given.givenAt, by: 'grantor' }],
  notice,
  controller: {
    name: 'Example Foundation',
    address: 'Example Street 1, The Hague',
    mailbox: 'portal@example.org',
    url: 'https://portal.example.org/',
    jurisdiction: 'NL',
    storedIn: 'IE',
  },
  publicUrl: 'https://corrections.example.org',
  licence: 'https://creativecommons.org/licenses/by/4.0/',
  contactMonths: 12,
  words: { ...receiptWords, fields },
  at: '2026-11-24T12:00:00.000Z',
};

function node(parent: LinkedData, name: string): LinkedData {
  const value = parent[name];
  return (Array.isArray(value) ? value[0] : value) as LinkedData;
}

const receipt = receiptDocument(facts);
const record = node(receipt, 'dpv:hasRecordOfActivity');
const process = node(record, 'dpv:hasProcess');
const data = node(process, 'dpv:hasPersonalData');
const [controller, grantor, readers] = record['dpv:hasEntity'] as readonly LinkedData[];
const event = node(record, 'dpv:hasConsentStatus');
const contacts = controller?.['schema:contactPoint'] as readonly LinkedData[];

/**
 * Every field of the guide "Consent Records and Receipts as per ISO/IEC TS 27560:2023 using DPV"
 * (https://w3id.org/dpv/guides/consent-27560, of the Data Privacy Vocabulary 2.x) that must be present or that the tables of
 * its sections 5 and 6 name, with the property of the guide and the node it belongs to.
 */
const guide: readonly (readonly [
  field: string,
  need: 'must' | 'may',
  node: LinkedData | undefined,
  name: string,
])[] = [
  ['Receipt: Schema Version', 'must', receipt, 'dct:conformsTo'],
  ['Receipt: Receipt Identifier', 'must', receipt, 'dpv:hasIdentifier'],
  ['Receipt: Associated Consent Record', 'must', receipt, 'dpv:hasRecordOfActivity'],
  ['Receipt: Creation Timestamp', 'must', receipt, 'dct:created'],
  ['Header: Schema Version', 'must', record, 'dct:conformsTo'],
  ['Header: Record Identifier', 'must', record, 'dct:identifier'],
  ['Header: Record Identifier, in the table', 'must', record, 'dpv:hasIdentifier'],
  ['Header: Data Subject', 'must', record, 'dpv:hasDataSubject'],
  ['Notice', 'must', record, 'dpv:hasNotice'],
  ['Notice Language', 'must', node(record, 'dpv:hasNotice'), 'dct:language'],
  ['Process', 'must', record, 'dpv:hasProcess'],
  ['Purpose', 'must', process, 'dpv:hasPurpose'],
  ['Purpose: category', 'may', node(process, 'dpv:hasPurpose'), 'skos:broader'],
  ['Personal Data', 'must', process, 'dpv:hasPersonalData'],
  ['Personal Data Type', 'must', data, 'skos:broader'],
  ['Personal Data Identifier', 'may', data, 'dct:identifier'],
  ['Personal Data Necessity', 'may', data, 'dpv:hasNecessity'],
  ['Processing Operations', 'may', process, 'dpv:hasProcessing'],
  ['Data Source', 'may', process, 'dpv:hasDataSource'],
  ['Storage Condition', 'must', process, 'dpv:hasStorageCondition'],
  ['Data Controller', 'must', process, 'dpv:hasDataController'],
  ['Legal Basis', 'may', process, 'dpv:hasLegalBasis'],
  ['Recipients', 'must', process, 'dpv:hasRecipient'],
  ['Consent Change & Withdrawal', 'must', process, 'dpv:hasConsentControl'],
  ['Withdrawal: where', 'must', node(process, 'dpv:hasConsentControl'), 'dpv:isExercisedAt'],
  ['Jurisdiction', 'must', process, 'dpv:hasJurisdiction'],
  ['Rights', 'must', process, 'dpv:hasRight'],
  ['Rights: where', 'must', node(process, 'dpv:hasRight'), 'dpv:isExercisedAt'],
  ['Services', 'may', process, 'dpv:hasService'],
  ['Entity: Name', 'must', controller, 'dpv:hasName'],
  ['Entity: Identifier', 'must', controller, 'dpv:hasIdentifier'],
  ['Entity: Role', 'must', controller, '@type'],
  ['Entity: Contact', 'must', controller, 'schema:contactPoint'],
  ['Entity: Email', 'may', contacts[0], 'schema:email'],
  ['Entity: Postal Address', 'must', contacts[1], 'schema:streetAddress'],
  ['Entity: URL', 'may', controller, 'schema:url'],
  ['Entity of the data subject: Identifier', 'must', grantor, 'dpv:hasIdentifier'],
  ['Entity of the data subject: Role', 'must', grantor, '@type'],
  ['Entity of the recipients: Name', 'must', readers, 'dpv:hasName'],
  ['Event: Consent Type', 'must', record, 'dpv:hasLegalBasis'],
  ['Event: Consent State', 'must', record, 'dpv:hasConsentStatus'],
  ['Event: Event Time', 'must', event, 'dpv:isIndicatedAtTime'],
  ['Event: Event Duration', 'must', event, 'dpv:hasDuration'],
  ['Event: Expression by Entity', 'must', event, 'dpv:isIndicatedBy'],
  ['Event: Expression Method', 'may', event, 'dpv:hasIndicationMethod'],
];

describe('a receipt has what the guide to ISO/IEC TS 27560 asks for', () => {
  it.each(guide)('%s (%s be present)', (_field, _need, at, name) => {
    expect(at?.[name]).toBeTruthy();
  });

  test('values are those the guide names', () => {
    expect(receipt).toMatchObject({
      '@type': 'dpv:ConsentReceipt',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt-record',
    });
    expect(record).toMatchObject({
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
      'dct:identifier': 'RCP-7F3K-9Q2M',
    });
    const kinds = (process['dpv:hasStorageCondition'] as readonly LinkedData[]).map((one) => one['@type']);
    expect(kinds).toEqual(['dpv:StorageLocation', 'dpv:StorageDuration', 'dpv:StorageDeletion']);
    expect(process['dpv:hasPersonalData']).toMatchObject([
      { 'dct:identifier': 'title' },
      { 'dct:identifier': 'summary' },
      { 'dct:identifier': 'publication' },
    ]);
    expect(process['dpv:hasConsentControl']).toEqual({
      '@type': 'dpv:WithdrawConsent',
      'dpv:isExercisedAt': 'https://corrections.example.org/withdraw/glacy-plus',
    });
  });

  test('every prefix that is used is declared', () => {
    const { '@context': context, ...rest } = receipt;
    const used = new Set(JSON.stringify(rest).match(/(?<=")[a-z]+(?=:[A-Za-z0-9]+")/g));
    expect([...used].filter((prefix) => !(prefix in (context as LinkedData)))).toEqual([]);
  });
});

test('the notice can be hashed again from the receipt', () => {
  const shown = node(record, 'dpv:hasNotice');
  expect(sha256(String(shown['schema:text']))).toBe(shown['schema:sha256']);
  expect(JSON.parse(String(shown['schema:text']))).toEqual(notice);
});

test.each([
  ['given', 'dpv:ConsentGiven', 'UntilEvent', 'grantor'],
  ['renewed', 'dpv:RenewedConsentGiven', 'UntilEvent', 'grantor'],
  ['withdrawn', 'dpv:ConsentWithdrawn', 'Endless', 'grantor'],
  ['revoked', 'dpv:ConsentRevoked', 'Endless', 'controller'],
] as const)('%s is %s', (type, status, duration, by) => {
  const next: ConsentEvent = { type, at: '2027-11-23T12:00:00.000Z', by: 'manager' };
  const document = receiptDocument({
    ...facts,
    consent: evolveConsent(given, next),
    events: [...facts.events, next],
  });
  const [, last] = node(document, 'dpv:hasRecordOfActivity')['dpv:hasConsentStatus'] as readonly LinkedData[];
  expect(last).toMatchObject({
    '@type': [status, 'dpv:ExplicitlyExpressedConsent'],
    'dpv:isIndicatedAtTime': next.at,
    'dpv:hasDuration': { '@type': `dpv:${duration}Duration` },
    'dpv:isIndicatedBy': expect.stringContaining(by),
  });
  // Who of the portal decided is nobody's business outside.
  expect(JSON.stringify(document)).not.toContain('manager');
});

import { canonicalJson } from './canonical.ts';
import { type ConsentEvent, type ConsentRecord, isInForce } from './consent.ts';
import type { ShownNotice } from './notice.ts';
import type { Field } from './record.ts';
import { recordPath } from './record-path.ts';

/** A node of JSON-LD. */
export type LinkedData = { readonly [name: string]: LinkedValue };
type LinkedValue = string | LinkedData | readonly string[] | readonly LinkedData[];

/** Who answers for what is published, and where. */
export type Controller = {
  readonly name: string;
  readonly address: string;
  readonly mailbox: string;
  readonly url: string;
  /** Countries by ISO 3166-1 alpha-2, or `EU`: whose law applies, and where the table lies. */
  readonly jurisdiction: string;
  readonly storedIn: string;
};

/** What a receipt says in words. */
export type ReceiptWords = {
  readonly purpose: string;
  readonly recipients: string;
  readonly untilWithdrawn: string;
  readonly contactKept: string;
  readonly named: string;
  readonly rights: string;
  /** How a consent came to each of its events. */
  readonly method: Readonly<Record<ConsentEvent['type'], string>>;
  readonly fields: Readonly<Record<Field, string>>;
};

export type ReceiptFacts = {
  readonly consent: ConsentRecord;
  readonly events: readonly ConsentEvent[];
  /** Word for word as it was agreed to. */
  readonly notice: ShownNotice | null;
  readonly controller: Controller;
  /** Where the public reaches everything, without a slash at the end. */
  readonly publicUrl: string;
  readonly licence: string;
  /** How long the grantor's address is kept after the consent ended. */
  readonly contactMonths: number;
  readonly words: ReceiptWords;
  /** When this copy was made. */
  readonly at: string;
};

/** Which values are not words but names of things. */
const names = Object.fromEntries(
  [
    'dct:conformsTo dct:license skos:broader dpv:hasDataController dpv:hasRecipient dpv:hasPurpose dpv:hasProcessing',
    'dpv:hasLegalBasis dpv:hasJurisdiction dpv:hasLocation dpv:hasNecessity dpv:isExercisedAt dpv:isIndicatedBy',
  ].flatMap((line) => line.split(' ').map((name) => [name, { '@type': '@id' }])),
);

const context: LinkedData = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  dct: 'http://purl.org/dc/terms/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  schema: 'https://schema.org/',
  ...names,
};

/** What the Data Privacy Vocabulary calls the events of a consent. */
const statusOf = {
  given: 'dpv:ConsentGiven',
  renewed: 'dpv:RenewedConsentGiven',
  withdrawn: 'dpv:ConsentWithdrawn',
  revoked: 'dpv:ConsentRevoked',
} as const satisfies Record<ConsentEvent['type'], string>;

const EXPLICIT = 'dpv:ExplicitlyExpressedConsent';

/**
 * The receipt of a consent for machines: the record of it in the shape of ISO/IEC TS 27560:2023, as the guide of the Data
 * Privacy Vocabulary 2.x has it (https://w3id.org/dpv/guides/consent-27560). No name and no address of a person is in it,
 * and no secret of a link.
 */
export function receiptDocument(facts: ReceiptFacts): LinkedData {
  const { consent, at } = facts;
  return {
    '@context': context,
    '@id': `${idOf(facts)}-receipt`,
    '@type': 'dpv:ConsentReceipt',
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#receipt-record',
    'dpv:hasIdentifier': consent.receipt,
    'dct:created': at,
    'dpv:hasRecordOfActivity': consentDocument(facts),
  };
}

function idOf({ publicUrl, consent }: ReceiptFacts): string {
  return `${publicUrl}/#${consent.receipt}`;
}

function controllerId({ publicUrl }: ReceiptFacts): string {
  return `${publicUrl}/privacy#controller`;
}

function subjectId(facts: ReceiptFacts): string {
  return `${idOf(facts)}-grantor`;
}

function consentDocument(facts: ReceiptFacts): LinkedData {
  const { consent, controller } = facts;
  return {
    '@id': idOf(facts),
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
    'dct:identifier': consent.receipt,
    'dpv:hasIdentifier': consent.receipt,
    'dct:created': consent.givenAt,
    'dct:modified': consent.since,
    'dpv:hasDataSubject': {
      '@id': subjectId(facts),
      '@type': 'dpv:DataSubject',
      'dct:identifier': `${consent.receipt}-grantor`,
    },
    'dpv:hasNotice': notice(facts),
    'dpv:hasProcess': process(facts),
    'dpv:hasDataController': controllerId(facts),
    'dpv:hasJurisdiction': `loc:${controller.jurisdiction}`,
    'dpv:hasLegalBasis': EXPLICIT,
    'dpv:hasEntity': entities(facts),
    'dpv:hasConsentStatus': facts.events.map((event) => consentEvent(event, facts)),
  };
}

/** With the very text that was hashed, so that anybody can hash it again. */
function notice({ consent, notice: shown, publicUrl }: ReceiptFacts): LinkedData {
  return {
    '@id': `${publicUrl}/privacy#${consent.noticeSha256}`,
    '@type': 'dpv:ConsentNotice',
    'dct:identifier': consent.notice,
    'dct:language': shown?.language ?? consent.language,
    'schema:sha256': consent.noticeSha256,
    ...(shown ? { 'schema:text': canonicalJson(shown), 'schema:encodingFormat': 'application/json' } : {}),
  };
}

function process(facts: ReceiptFacts): LinkedData {
  const { consent, controller, publicUrl, licence, words } = facts;
  return {
    '@type': 'dpv:Process',
    'schema:about': { '@id': publicUrl + recordPath(consent.record) },
    'dct:hasVersion': `${consent.version}`,
    'dct:license': licence,
    'dpv:hasPurpose': purpose(words),
    'dpv:hasLegalBasis': EXPLICIT,
    'dpv:hasPersonalData': published(facts),
    'dpv:hasProcessing': ['dpv:Store', 'dpv:MakeAvailable'],
    'dpv:hasDataSource': { '@type': 'dpv:DataSubjectDataSource' },
    'dpv:hasStorageCondition': storage(facts),
    'dpv:hasDataController': controllerId(facts),
    'dpv:hasRecipient': `${publicUrl}/#public`,
    'dpv:hasConsentControl': {
      '@type': 'dpv:WithdrawConsent',
      'dpv:isExercisedAt': `${publicUrl}/withdraw/${consent.record}`,
    },
    'dpv:hasJurisdiction': `loc:${controller.jurisdiction}`,
    'dpv:hasRight': {
      '@type': 'dpv:DataSubjectRight',
      'dct:description': words.rights,
      'dpv:isExercisedAt': `mailto:${controller.mailbox}`,
      'dpv:hasNotice': { '@id': `${publicUrl}/privacy`, '@type': 'dpv:RightExerciseNotice' },
    },
    'dpv:hasService': { '@type': 'dpv:Service', 'dct:title': controller.name },
  };
}

function purpose({ purpose: description }: ReceiptWords): LinkedData {
  return {
    '@type': 'dpv:Purpose',
    'skos:broader': 'dpv:PublicBenefit',
    'dct:description': description,
  };
}

/** What is published: the fields of the record, and on whose behalf it was allowed, in which role. */
function published({ consent, words }: ReceiptFacts): readonly LinkedData[] {
  const data = (identifier: string, title: string): LinkedData => ({
    '@type': 'dpv:PersonalData',
    'skos:broader': 'pd:Professional',
    'dct:identifier': identifier,
    'dct:title': title,
    'dpv:hasNecessity': 'dpv:Required',
  });
  return [
    ...consent.fields.map((field) => data(field, words.fields[field])),
    data('publication', words.named),
  ];
}

function storage({ controller, contactMonths, words }: ReceiptFacts): readonly LinkedData[] {
  return [
    { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': `loc:${controller.storedIn}` },
    { '@type': 'dpv:StorageDuration', 'dpv:hasDuration': until(words) },
    {
      '@type': 'dpv:StorageDeletion',
      'dct:description': words.contactKept,
      'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': `P${contactMonths}M` },
    },
  ];
}

function until({ untilWithdrawn }: ReceiptWords): LinkedData {
  return { '@type': 'dpv:UntilEventDuration', 'rdf:value': untilWithdrawn };
}

function entities(facts: ReceiptFacts): readonly LinkedData[] {
  const { consent, controller, publicUrl, words } = facts;
  const controllerEntity: LinkedData = {
    '@id': controllerId(facts),
    '@type': ['dpv:Organisation', 'dpv:DataController'],
    'dpv:hasIdentifier': controllerId(facts),
    'dpv:hasName': controller.name,
    'schema:url': controller.url,
    'schema:contactPoint': [
      { '@type': 'schema:ContactPoint', 'schema:email': controller.mailbox },
      { '@type': 'schema:PostalAddress', 'schema:streetAddress': controller.address },
    ],
  };
  const grantor: LinkedData = {
    '@id': subjectId(facts),
    '@type': 'dpv:DataSubject',
    'dpv:hasIdentifier': `${consent.receipt}-grantor`,
    'dct:description': consent.role,
    ...(consent.organisation === null ? {} : { 'schema:affiliation': consent.organisation }),
  };
  const readers: LinkedData = {
    '@id': `${publicUrl}/#public`,
    '@type': ['dpv:Recipient', 'dpv:ThirdParty'],
    'dpv:hasIdentifier': `${publicUrl}/#public`,
    'dpv:hasName': words.recipients,
  };
  return [controllerEntity, grantor, readers];
}

function consentEvent({ type, at }: ConsentEvent, facts: ReceiptFacts): LinkedData {
  const valid = isInForce({ ...facts.consent, status: type });
  return {
    '@type': [statusOf[type], EXPLICIT],
    'dpv:isIndicatedAtTime': at,
    'dpv:hasDuration': valid ? until(facts.words) : { '@type': 'dpv:EndlessDuration' },
    'dpv:isIndicatedBy': type === 'revoked' ? controllerId(facts) : subjectId(facts),
    'dpv:hasIndicationMethod': facts.words.method[type],
  };
}

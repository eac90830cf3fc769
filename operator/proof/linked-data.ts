import type { Settings } from '../../lambdas/config/settings.ts';
import { type LinkedData, receiptDocument } from '../../lambdas/domain/receipt.ts';
import { recordPath } from '../../lambdas/domain/record-path.ts';
import { messagesFor } from '../../lambdas/i18n/messages.ts';
import type { ConsentProof, Dossier } from './gather.ts';

type Around = { readonly settings: Settings; readonly publicUrl: string; readonly at: string };

/** The dossier for machines: the receipt of each consent as it stands, with the decision and the releases. */
export function dossierDocument({ record, proofs }: Dossier, around: Around): LinkedData {
  return {
    '@context': { dct: 'http://purl.org/dc/terms/' },
    '@id': around.publicUrl + recordPath(record),
    'dct:created': around.at,
    'dct:hasPart': proofs.map((proof) => proofDocument(proof, around)),
  };
}

function proofDocument(
  { consent, events, notice, decision, releases }: ConsentProof,
  { settings, publicUrl, at }: Around,
): LinkedData {
  const { portal, controller, inventory, retention } = settings;
  const { receiptWords, fields } = messagesFor('en');
  const receipt = receiptDocument({
    consent,
    events,
    notice,
    controller: { ...controller, mailbox: portal.mailbox, url: portal.url },
    publicUrl,
    licence: inventory.licence.url,
    contactMonths: retention.contactMonths,
    words: { ...receiptWords, fields },
    at,
  });
  const statements = [
    ...(decision ? [statement(decision.at, `Accepted by ${decision.name} (${decision.by})`)] : []),
    ...releases.map((one) => statement(one.at, `Release ${one.sequence}: ${one.what}`)),
  ];
  return { ...receipt, 'dct:provenance': statements };
}

function statement(date: string, description: string): LinkedData {
  return { '@type': 'dct:ProvenanceStatement', 'dct:date': date, 'dct:description': description };
}

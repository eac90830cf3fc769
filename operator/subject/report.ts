import { definition } from '#inventory/definition.ts';
import { isInForce } from '../../lambdas/domain/consent.ts';
import { type Contact, isCredited } from '../../lambdas/domain/submission.ts';
import type { Done } from './erase.ts';
import type { Held } from './find.ts';

/** Everything held, in lines for a console. */
export function heldLines(address: string, held: Held): readonly string[] {
  const { submissions, consents, mails, suppressed, mentions } = held;
  return [
    `Held on ${address}:`,
    ...section('Submissions', submissions.map(submissionLine)),
    ...section('Consents', consents.map(consentLine)),
    ...section(
      'Mails not sent yet, or given up',
      mails.map(({ reference, kind }) => `${reference}  ${kind}`),
    ),
    ...section('Also named in', mentions),
    ...(suppressed
      ? ['', 'The address bounced or complained: its hash is kept for a year, so that it gets no mail.']
      : []),
    '',
    'Not in the table, so not listed: mails that were sent, and backups of the last 35 days.',
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', `${title}: ${lines.length === 0 ? 'none' : lines.length}`, ...lines.map((line) => `  ${line}`)];
}

function submissionLine({ submission, contact }: Held['submissions'][number]): string {
  const { reference, kind, record, status, receivedAt, comment, creditLine } = submission;
  const parts = [
    `${kind} of ${record ?? `a new ${definition.noun.en.one}`}, ${status}, received ${receivedAt.slice(0, 10)}`,
    `holds ${knownOf(contact)}${comment === null ? '' : ' and a comment'}`,
    ...(creditLine === null || !isCredited(submission) ? [] : [`named in public as “${creditLine}”`]),
  ];
  return `${reference}  ${parts.join('; ')}`;
}

function consentLine({ consent, grantor }: Held['consents'][number]): string {
  const { receipt, record, status, since } = consent;
  const state = isInForce(consent) ? 'it stands' : 'it has ended';
  return `${receipt}  publication of ${record}, ${status} ${since.slice(0, 10)}; ${state}; holds ${knownOf(grantor)}`;
}

function knownOf({ name, email, organisation }: Contact): string {
  const known = [name && 'name', email && 'address', organisation && 'organisation'].filter(Boolean);
  return known.join(', ');
}

/** What became of it, in lines for a console. */
export function erasedLines(
  address: string,
  held: Held,
  done: readonly Done[],
  uncredited: boolean,
): readonly string[] {
  const kept = done.filter((one) => one.kept);
  const credited = held.submissions.filter(({ submission }) => isCredited(submission));
  return [
    done.length === 0 ? `Nothing was held on ${address}.` : `Erased of what was held on ${address}:`,
    ...done.map(({ what, outcome }) => `  ${what}  ${outcome}`),
    ...(kept.length === 0
      ? []
      : [
          '',
          'To erase what was kept, too, withdraw those consents: add --withdraw. What rests on them then leaves the inventory for good.',
        ]),
    ...credited.map(
      ({ submission: { reference, record, creditLine } }) =>
        `In public: ${record ?? reference} names “${creditLine}”, as they asked. ${uncredited ? 'It leaves with the next release' : 'Nothing published was changed: add --uncredit to have it leave'}.`,
    ),
    ...(held.mentions.length === 0
      ? []
      : [
          '',
          'The address also isInForce in these items, which others wrote. They were not touched:',
          ...held.mentions.map((key) => `  ${key}`),
        ]),
    ...(held.suppressed ? ['The hash by which the address gets no mail stays until its year is over.'] : []),
  ];
}

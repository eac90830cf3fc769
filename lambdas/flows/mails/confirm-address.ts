import { confirmAddressMail } from '../../mail/confirm-address.ts';
import { traitsOf } from '../../submissions/kinds.ts';
import { bundleOf } from '../../workflow/bundles.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfSubmission } from './compose.ts';

/** It may reach somebody who asked for nothing: the title of a proposed record is the sender's, and stays out. */
export const confirmAddress: ComposeOfSubmission = async (dependencies, owed, submission, context) => {
  const bundle = await bundleOf(dependencies.table, submission);
  const unconfirmed = bundle.filter(({ status }) => status === 'unconfirmed');
  if (unconfirmed.length === 0) return null;
  const { url, validUntil } = await mintLink(dependencies, owed, 'confirm');
  const named = unconfirmed.map(({ kind, title }) => ({
    kind,
    title: traitsOf({ kind }).proposesRecord ? null : title,
  }));
  const mail = { reference: owed.reference, submissions: named, link: url, validUntil };
  return confirmAddressMail(mail, context);
};

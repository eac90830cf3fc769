import { isInForce } from '../../domain/consent.ts';
import { accuracyMail } from '../../mail/accuracy.ts';
import { loadAsked } from '../../workflow/accuracy.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfConsent } from './compose.ts';

/** Null when it was answered meanwhile, or the consent ended. */
export const stillAccurate: ComposeOfConsent = async (dependencies, owed, { consent, title }, context) => {
  const asked = await loadAsked(dependencies.table, consent.record, consent.receipt);
  if (!isInForce(consent) || !asked || asked.askedAt === null) return null;
  const { url } = await mintLink(dependencies, owed, 'accurate');
  const { receipt: name } = consent;
  return accuracyMail({ name, title, since: asked.since, why: 'consented', link: url }, context);
};

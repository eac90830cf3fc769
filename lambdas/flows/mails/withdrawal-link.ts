import { withdrawalLinkMail } from '../../mail/receipt.ts';
import { mintLink } from '../mint-link.ts';
import type { ComposeOfConsent } from './compose.ts';

export const withdrawalLink: ComposeOfConsent = async (dependencies, owed, about, context) =>
  withdrawalLinkMail({ ...about, link: (await mintLink(dependencies, owed, 'withdraw')).url }, context);

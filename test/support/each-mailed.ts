import { settings } from '../../lambdas/config/settings.ts';

/** Whoever decides gets a mail about each submission, however many wait: for tests that use its link. */
export const eachMailed = { limits: { ...settings.limits, mailedSingly: 1000 } };

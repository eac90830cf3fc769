import type * as z from 'zod/mini';
import type { settingsSchema } from './lambdas/config/schema.ts';

/** The portal's own settings. What each means stands in lambdas/config/schema.ts. */
const config: z.input<typeof settingsSchema> = {
  portal: {
    name: 'Cybil corrections',
    url: 'https://cybilportal.org/',
    mailbox: 'portal.manager@example.org',
  },
  controller: {
    name: 'Example Foundation',
    address: 'Example Street 1, 2511 AA The Hague, Netherlands',
    jurisdiction: 'NL',
    storedIn: 'IE',
  },
  inventory: {
    title: 'Cybil inventory of cyber capacity-building projects',
    licence: {
      id: 'CC-BY-4.0',
      name: 'Creative Commons Attribution 4.0 International',
      url: 'https://creativecommons.org/licenses/by/4.0/',
    },
    disclaimer:
      'Compiled with care from public sources and from what project owners agreed to publish, and corrected as errors ' +
      'become known. Nobody guarantees that every entry is accurate, complete or fit for a purpose.',
    // An example: IATI gives organisations their identifiers.
    iatiReporter: { ref: 'XI-EXAMPLE-CYBIL', type: '60' },
  },
  people: [
    { id: 'manager', name: 'Portal manager', email: 'manager@example.org' },
    { id: 'deputy', name: 'Deputy', email: 'deputy@example.org', role: 'deputy' },
  ],
  operator: 'operator@example.org',
  retention: { contactMonths: 12 },
  accuracy: { months: 12 },
  limits: { submissionsPerHour: 600, mailsPerAddress: 50, mailsPerDomain: 1000 },
  links: { confirmDays: 7, reviewDays: 60, statusDays: 365 },
};

export default config;

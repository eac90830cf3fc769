import * as z from 'zod/mini';

const oneLine = z
  .string()
  .check(z.trim(), z.minLength(1, 'must not be empty'), z.regex(/^\P{Cc}*$/u, 'must be one line'));
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' });
const email = z.email('must be an e-mail address');
const days = z.int('must be a whole number of days').check(z.minimum(1, 'must be at least 1 day'));

const country = z
  .string()
  .check(z.regex(/^[A-Z]{2}$/, 'must be the two letters of a country (ISO 3166-1), or EU'));

const times = z.int('must be a whole number').check(z.minimum(1, 'must be at least 1'));
/** A transaction holds 100 writes, and a full bundle of objections of which seven hold fills it. */
const holdsAtOnce = times.check(z.maximum(7, 'must be at most 7'));

const person = z.strictObject({
  /** Permanent: the audit trail names people by it. */
  id: z.string().check(z.regex(/^[a-z0-9-]+$/, 'must be lower-case letters, digits and hyphens')),
  name: oneLine,
  email,
  /** A deputy is asked when mail does not reach a manager. */
  role: z._default(z.enum(['manager', 'deputy'], 'must be manager or deputy'), 'manager'),
});

/** What a portal sets for itself in `corrigenda.config.ts`. */
export const settingsSchema = z.strictObject({
  portal: z.strictObject({
    /** What the inventory is called, on every page and in every mail. */
    name: oneLine,
    /** The portal's own site, where the inventory's pages are. */
    url: httpUrl,
    /** Where answers to mails go, and the sender of all mails: its domain must be a verified SES identity. */
    mailbox: email,
  }),
  /** Who answers for what is published, as data protection asks it: on receipts and in the notice. */
  controller: z.strictObject({
    name: oneLine,
    /** Postal, on one line. */
    address: oneLine,
    /** Whose law applies. */
    jurisdiction: country,
    /** Where the database lies. */
    storedIn: country,
  }),
  inventory: z.strictObject({
    title: oneLine,
    licence: z.strictObject({ id: oneLine, name: oneLine, url: httpUrl }),
    disclaimer: oneLine,
    /**
     * Who reports the inventory as aid data: its identifier and its type of organisation in the lists of IATI. Without it there is
     * no `iati.xml`.
     */
    iatiReporter: z.optional(
      z.strictObject({
        ref: z.string().check(z.regex(/^[^\s/&|?]+$/, 'must be an identifier of IATI, such as XM-DAC-7')),
        type: z.string().check(z.regex(/^\d\d$/, 'must be a code of IATI, such as 60 for a foundation')),
      }),
    ),
  }),
  /** Who decides. Each gets mails with links of their own. */
  people: z.array(person).check(
    z.minLength(1, 'must name at least one person who decides'),
    // Mails about a full bundle are owed in the transaction that stores it, which holds 100 writes.
    z.maxLength(12, 'must name at most 12 people'),
    z.refine((people) => people.some(({ role }) => role === 'manager'), 'must name at least one manager'),
    z.refine((people) => new Set(people.map((one) => one.id)).size === people.length, 'has an id twice'),
  ),
  /** Who is mailed when something of the deployment goes wrong. Without it alarms are in CloudWatch only. */
  operator: z.optional(email),
  /**
   * The ARN of a web ACL for CloudFront, that of `npm run deploy:firewall` or one you have. It costs some dollars a month,
   * so there is none by default.
   */
  firewall: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^arn:[\w-]+:wafv2:us-east-1:\d{12}:global\/webacl\//,
          'must be the ARN of a web ACL for CloudFront, which are all in us-east-1',
        ),
      ),
  ),
  /**
   * Requests a second that each route takes, from all visitors together, by what it is for; twice as many at once. They bound
   * the bill of a flood, and leave those who decide, confirm and withdraw what readers and robots cannot take from them.
   */
  requestsPerSecond: z._default(z.strictObject({ read: times, send: times, link: times, api: times }), {
    read: 10,
    send: 5,
    link: 5,
    api: 5,
  }),
  /**
   * Lambda's containers set aside for a function, which it has at most then: `read` so that readers leave the others what they
   * need, `publish` so that it has no races with itself. An account must have 100 left over, so none are by default.
   */
  concurrency: z._default(z.strictObject({ read: z.optional(times), publish: z.optional(times) }), {}),
  /** One more each time the key was changed by which CloudFront is known: docs/operating.md says how. */
  doorKey: z._default(times, 1),
  links: z.strictObject({
    /** How long the link of a confirmation mail works. */
    confirmDays: days,
    /** How long the manager's link works. */
    reviewDays: days,
    /** How long the status link of a mail works. */
    statusDays: days,
  }),
  retention: z.strictObject({
    /** How long who sent something can be reached, after the last thing that happened to it. */
    contactMonths: z.int('must be a whole number of months').check(z.minimum(1, 'must be at least 1 month')),
  }),
  /** How often who consented, or wishes it, is asked whether a record is still accurate. */
  accuracy: z._default(
    z.strictObject({
      months: z.int('must be a whole number of months').check(z.minimum(1, 'must be at least 1 month')),
    }),
    { months: 12 },
  ),
  /** How often is too often. Generous: a whole ministry may share one address. */
  limits: z.strictObject({
    /** Submissions from one network in an hour. */
    submissionsPerHour: times,
    /** Those of them that came from a form faster than anybody fills it in, or that do not say when it was opened. */
    unprovenPerHour: z._default(times, 300),
    /** How long a person takes at least to fill in a form. */
    fillSeconds: z._default(
      z.int('must be a whole number of seconds').check(z.minimum(0, 'must not be negative')),
      3,
    ),
    /** Confirmation mails to one mailbox in a day: what is sent with its address. */
    mailsPerAddress: times,
    /** Confirmation mails to all mailboxes of one domain in a day, unless anybody may have one there. */
    mailsPerDomain: times,
    /** Requests for a link by mail from one network in an hour, also those of which nothing comes. */
    asksPerHour: z._default(times, 2000),
    /** Links mailed to one mailbox in a day because somebody, perhaps a stranger, asked for them. */
    linksPerAddress: z._default(times, 20),
    /** Likewise to all mailboxes of one domain. */
    linksPerDomain: z._default(times, 400),
    /** While so many wait for a decision, one more that nobody left an address for causes no mail of its own. */
    mailedSingly: z._default(times.check(z.maximum(20, 'must be at most 20')), 5),
    /** Records that objections from one address may put on hold in 24 hours; further ones are urgent mail without a hold. */
    holdsPerAddress: z._default(holdsAtOnce, 1),
    /** Likewise for all addresses of one domain. */
    holdsPerDomain: z._default(times, 3),
    /** What objections that nobody has decided on may keep out of the inventory, as a share of it; at least one record. */
    holdsShare: z._default(
      z
        .number('must be a number')
        .check(z.minimum(0, 'must be at least 0'), z.maximum(1, 'must be at most 1')),
      0.05,
    ),
    /** How long a domain cannot put a record on hold again after an objection of its own to it was rejected. */
    holdsAgainDays: z._default(days.check(z.maximum(365, 'must be at most 365 days')), 90),
  }),
});

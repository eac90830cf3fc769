import { definition } from '#inventory/definition.ts';
import type { Rule } from '../../domain/refusals.ts';
import { exampleId, one, path } from './nouns.ts';
import type { RuleDetails } from './rules.ts';

/** Where the ends of a time belong. */
const [first, last] = (definition.periods?.[0] ?? ['the start', 'the end']).map((field) => `as "${field}"`);

/** What a sentence of the API may mention besides: the member that it is about, by its name, and what that may be. */
export type ApiDetails = RuleDetails & {
  readonly member: string | null;
  readonly choices: readonly string[];
};

type Sentence = (details: ApiDetails) => string;

/** As pages say it: nothing in that sentence speaks of forms. A new rule does not compile without somebody having looked. */
const asOnPages = null;

const quoted = (values: readonly string[]) => values.map((one) => `"${one}"`).join(', ');

const eitherOr = 'Send one of "offers" instead, or send "asIs": true with the submission if it is meant.';
const orMeant = 'or send "asIs": true with the submission if it is meant.';

/** What the API says of each rule: in the words of JSON, as it takes other values than forms do. */
export const api = {
  'text-expected': () => 'This must be a JSON string. Send the text in quotation marks.',
  'empty-text': () => 'This string is empty. Send a text, or leave out what is not known.',
  'too-long': asOnPages,
  'unreadable-characters': () =>
    'This has characters that cannot be shown. Send well-formed Unicode without control characters.',
  'private-characters': asOnPages,
  'unseen-characters': () =>
    'This has characters that nobody can see: blanks that pass for letters, or tags. Send the text without them.',
  'ask-decoded': () => `This text seems to have been decoded twice. ${eitherOr}`,
  'ask-entities': () => `This has entities of HTML, but is taken as plain text. ${eitherOr}`,
  'ask-tags': () => `This has tags of HTML, but is taken as plain text. ${eitherOr}`,
  'ask-nothing': () => `This reads like a word for nothing. Send null, leave it out, ${orMeant}`,
  'no-title': () => `This is no title. Send what the ${one} is called.`,
  'nothing-meant': () => 'This says that there is nothing to say. Send null, or leave it out.',
  'name-is-address': () => 'This is an e-mail address, not the name of an organisation. Send the name.',
  'name-is-number': () => 'This is a number, not the name of an organisation. Send the name.',
  'ask-address-in-name': () => `This name has an e-mail address in it. Send the name alone, ${orMeant}`,
  'ask-page-as-name': () => `This is a web address where a name is expected. Send the name, ${orMeant}`,
  'ask-several-names': () => `These read like several names. Send an item for each, ${orMeant}`,
  'unknown-choice': ({ choices }) =>
    choices.length > 0
      ? `This is not one of the values. Send one of ${quoted(choices)}.`
      : 'This is not one of the values. Send one that /api/openapi.json lists for it.',
  'list-expected': () => 'This must be a JSON array. Send one, which is empty ([]) where nothing is known.',
  'too-many': asOnPages,
  'not-an-id': () =>
    `This is not the id of a record. Send lower-case letters, digits and hyphens, as in "${exampleId}".`,
  'not-a-url': () =>
    'This is not an absolute web address. Send a string such as "https://www.example.org/page", or null where there is none.',
  'url-of-two': () =>
    'These are two web addresses or more. Send one here, and the others as items of their own.',
  'url-escaped': () => 'This has "&amp;" where a web address has "&". Send it without entities of HTML.',
  'url-scheme': () =>
    'This is not the address of a web page. Send one that begins with "https://" or "http://".',
  'url-credentials': asOnPages,
  'url-is-address': () => 'This is an e-mail address. Send the address of a web page, or null.',
  'url-host': asOnPages,
  'url-without-dot': () =>
    'The host of this web address has no dot. Send an address that leads somewhere in public, or null.',
  'url-private': asOnPages,
  'not-a-date': () => 'This is not a date. Send a string such as "2021", "2021-06" or "2021-06-30", or null.',
  'no-such-day': asOnPages,
  'date-asked': () =>
    'The year or the order of this date is not certain. Send it as ISO 8601 has it, such as "2021-03-04".',
  'date-ongoing': () => 'What goes on has no end date yet. Send null.',
  'two-dates': () => `These are two dates. Send the first ${first} and the second ${last}.`,
  'part-of-year': () =>
    `This is a part of a year. Send its first month ${first} and its last one ${last}, such as "2021-03", or the year alone.`,
  'other-calendar': () =>
    'This year is not between 1900 and 2199. Send the date in the Gregorian calendar, such as "2021".',
  'not-a-time': () => 'This is not a time. Send a string such as "2026-11-03T14:05:00Z".',
  'not-a-number': ({ member }) =>
    member === 'version'
      ? 'This is not the number of a version. Send a JSON number such as 1, as the record has it.'
      : 'This is not a number that fits here. Send a JSON number such as 250000, without quotation marks, or null.',
  'not-an-amount': () =>
    'This is not an amount. Send a JSON number such as 250000 or 250000.5, without quotation marks, or null.',
  'amount-asked': () =>
    'This can be read in more than one way. Send a JSON number such as 250000, without quotation marks.',
  'not-exact': () => 'This is not exact. Send the value alone, and say the rest in "comment".',
  'too-many-decimals': ({ limit = 2 }) =>
    `This has more decimals than the currency. Send it with ${limit === 0 ? 'none' : `${limit} at most`}.`,
  'not-a-currency': () => 'This is not a currency. Send its code of ISO 4217 such as "EUR", or null.',
  'currency-asked': () => 'Several currencies are called so. Send a code of ISO 4217 such as "EUR".',
  'currency-differs': () =>
    'The currency differs from the one written with the amount. Send one code, and the amount as a JSON number.',
  'currency-ended': ({ limit }) =>
    `This currency was money until ${limit ?? 'some years ago'} only. Send the "year" of the contribution, or a currency of today.`,
  'not-a-year': () => 'This is not a year. Send a JSON number of four digits such as 2021, or null.',
  'not-a-whole-number': () => 'This is not a whole number. Send a JSON number without decimals, or null.',
  'at-least': ({ limit = 0 }) => `This is too small. Send ${limit} or more.`,
  'at-most': ({ limit = 0 }) => `This is too large. Send ${limit} or less.`,
  'not-a-place': () =>
    'This is not a country or region we know. Send a code of ISO 3166-1 such as "UG", or of a region of UN M49 such as "002".',
  'place-asked': () =>
    'More than one place is called so. Send a code of ISO 3166-1 such as "UG", or of a region of UN M49 such as "002".',
  'several-places': () => 'These are several places. Send an item of the array for each.',
  'place-without-code': () =>
    'This group of countries has no code in the lists of ISO and the UN. Send the codes of its countries, or of a region such as "011".',
  'leave-empty': () => 'This says that nothing is known. Send null, or leave it out.',
  'not-a-language': () => 'This is not a language tag. Send a tag of BCP 47 such as "en", "fr" or "pt-BR".',
  'not-an-address': () => 'This is not an e-mail address. Send a string such as "name@example.org", or null.',
  'address-of-two': asOnPages,
  'address-not-ascii': asOnPages,
  'not-a-reference': asOnPages,
  'unknown-field': () => 'There is no such member. Leave it out, or compare its name with /api/openapi.json.',
  'missing-field': () => 'This member is missing. Send it as /api/openapi.json describes it.',
  'object-expected': () =>
    'This must be a JSON object. Send one with the members that /api/openapi.json describes.',
  'unknown-kind': () =>
    'This is not a kind of submission. Send "correction", "addition", "consent" or "objection".',
  'nothing-changed': () =>
    'Nothing differs from what the inventory says. Send at least one change whose "to" is another value.',
  'only-white-space': () =>
    'Nothing differs from what the inventory says but white space, or what nobody sees. Send at least one change whose "to" is another value.',
  'changed-twice': asOnPages,
  'end-before-start': asOnPages,
  'record-too-large': asOnPages,
  'listed-twice': asOnPages,
  'nobody-to-credit': () =>
    'Somebody is to be named here who has no name. Send it, or send "credit": "none".',
  'no-such-record': () => 'There is no record of this id. Send one that /v1/inventory.json has.',
  'no-such-version': () =>
    `The record never had that version. Send the "version" that /v1/${path}/{id}.json has.`,
  'not-a-key': asOnPages,
  'too-often': () =>
    'Too much was sent from here, or to this address, in a short time. Try again after the seconds of Retry-After; nothing was stored.',
  'too-quickly': asOnPages,
  'left-for-robots': asOnPages,
  'decision-missing': asOnPages,
  'reason-missing': asOnPages,
  'seen-missing': asOnPages,
  'already-decided': asOnPages,
  'not-waiting': asOnPages,
  'record-moved': asOnPages,
  'address-needed': () =>
    'This takes effect, so the sender must be known. Send "contributor": { "email": "name@example.org" }; it gets a mail to confirm.',
  'authority-missing': () =>
    'Consent counts only from somebody entitled to give it. Send "authority": true if that is so.',
  'unknown-notice': () =>
    'This is not the version of the notice in force. Read /privacy, then send the version that it shows.',
  'source-missing': () =>
    'A public basis needs a source. Send the address of at least one public page that shows it in "sources".',
  'basis-missing': () =>
    'Nothing is published without a reason why it may be. Send "basis": { "basis": "public", "sources": ["https://www.example.org/page"] }, or { "basis": "consent", "notice": "2026-11", "authority": true }.',
  'id-missing': asOnPages,
  'id-taken': asOnPages,
  'record-held': asOnPages,
  'record-withdrawn': asOnPages,
  'consent-ended': asOnPages,
  'question-missing': asOnPages,
  'nobody-to-ask': asOnPages,
  'answer-missing': asOnPages,
  'nothing-sent': () => 'This array is empty. Send at least one submission in it.',
  'other-sender': () =>
    'A bundle comes from one person. Send the same contributor in each submission, or send this one apart.',
  'sent-twice': asOnPages,
  'bundle-unknown': asOnPages,
  'bundle-decided': asOnPages,
  'bundle-full': asOnPages,
  'not-credited': asOnPages,
  'accept-or-edit': asOnPages,
  'already-asked': asOnPages,
  'approved-with-reason': asOnPages,
  'choice-missing': asOnPages,
  'note-asks': asOnPages,
} satisfies Record<Rule, Sentence | null>;

/** The type of such a catalogue in any language. */
export type ApiSentences = Readonly<Record<Rule, Sentence | null>>;

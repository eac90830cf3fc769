import type { Rule } from '../../domain/refusals.ts';
import { exampleId, one } from './nouns.ts';

/** What a rule's sentence may mention: `limit` counts characters or items, as the rule says; `offers` are readings to choose from. */
export type RuleDetails = {
  readonly limit?: number | undefined;
  readonly offers?: readonly string[] | undefined;
};

function most({ limit }: RuleDetails, unit: string): string {
  return limit === undefined ? `fewer ${unit}` : `at most ${limit.toLocaleString('en')} ${unit}`;
}

/** “Do you mean 250 or 250,000?”; what to do otherwise, where there is nothing to choose from. */
function whether(offers: readonly string[] | undefined, otherwise: string): string {
  const format = new Intl.ListFormat('en', { type: 'disjunction' });
  return offers?.length ? `Do you mean ${format.format(offers)}?` : otherwise;
}

function decimals(limit: number): string {
  return limit === 0 ? 'none' : `at most ${limit}`;
}

/** The beginning of what it may be instead; the whole is offered to choose. */
function offered({ offers: [offer] = [] }: RuleDetails): string {
  if (offer === undefined) return '';
  return offer.length > 80
    ? `Right may be “${[...offer].slice(0, 80).join('')}…”. `
    : `Right may be “${offer}”. `;
}

/** One sentence for each rule this software refuses with: what happened and what to do. */
export const rules = {
  'text-expected': () => 'This must be a text. Write it in words.',
  'empty-text': () => 'This is empty. Write something.',
  'too-long': (details) => `This text is too long. Shorten it to ${most(details, 'characters')}.`,
  'unreadable-characters': () =>
    'This has invisible characters that cannot be shown. Type it again instead of pasting it.',
  'private-characters': () =>
    'This has characters that only one font or program knows. Replace them by letters or signs that everybody sees.',
  'unseen-characters': () =>
    'This has characters that nobody can see, blanks that pass for letters or hidden tags. Type it again instead of pasting it.',
  'ask-decoded': (details) =>
    `A program seems to have garbled this text. ${offered(details)}Or say that it is meant as it stands.`,
  'ask-entities': (details) =>
    `This has escapes of a web page, like &amp;. ${offered(details)}Or say that it is meant as it stands.`,
  'ask-tags': (details) =>
    `This has tags of a web page, like <b>. ${offered(details)}Or say that it is meant as it stands.`,
  'ask-nothing': () =>
    'This reads like a word for nothing. Leave it empty, write the name, or say that it is meant as it stands.',
  'no-title': () => `This is no title. Write what the ${one} is called.`,
  'nothing-meant': () => 'This says that there is nothing to say. Leave it empty.',
  'name-is-address': () =>
    'This is an e-mail address, not the name of an organisation. Write the name, or leave it empty.',
  'name-is-number': () =>
    'This is a number, not the name of an organisation. Write the name, or leave it empty.',
  'ask-address-in-name': () =>
    'This name has an e-mail address in it. Write the name alone, or say that it is meant as it stands.',
  'ask-page-as-name': () =>
    'This is a web address where a name is asked for. Write the name, or say that it is meant as it stands.',
  'ask-several-names': () =>
    'These read like several names. Write each on a row of its own, or say that it is one name.',
  'unknown-choice': () => 'This is not one of the choices. Choose one of those offered.',
  'list-expected': () => 'This must be a list. Send its items one by one.',
  'too-many': (details) => `This list is too long. Keep ${most(details, 'items')}.`,
  'not-an-id': () =>
    `This is not the identifier of a record. Use lower-case letters, digits and hyphens, as in ${exampleId}.`,
  'not-a-url': () => 'This is not a web address. Copy the whole address, starting with https:// or http://.',
  'url-of-two': () => 'These are two web addresses or more. Give one here, and the others apart.',
  'url-escaped': () =>
    'This has “&amp;” where a web address has “&”. Copy it from the browser’s address bar.',
  'url-scheme': () =>
    'This is not the address of a web page. Give one that starts with https:// or http://; files, mail and scripts cannot be linked.',
  'url-credentials': () =>
    'This address has a name or password before the @. Remove it: nobody else should know it.',
  'url-is-address': () => 'This is an e-mail address. Give the address of a web page, or leave it empty.',
  'url-host': () =>
    'This web address leads nowhere: the name of its site has a sign that no name has. Look for a comma or a blank in it.',
  'url-without-dot': () =>
    'This web address leads nowhere: the name of its site has no dot. Copy the whole address, or leave it empty.',
  'url-private': () =>
    'This web address leads to one computer or one network only. Give one that everybody can open.',
  'not-a-date': () => 'This is not a date. Write it like 31 December 2021, 06/2021 or 2021.',
  'no-such-day': () => 'There is no such day in that month. Check the day and the month.',
  'date-asked': ({ offers }) =>
    `The year or the order of this date is not certain. ${whether(offers, 'Write it with the year in four digits, like 31 December 2021.')}`,
  'date-ongoing': () => 'What goes on has no end date yet. Leave this empty.',
  'two-dates': () =>
    'These are two dates. Write the first one as the start date and the second one as the end date.',
  'part-of-year': () =>
    'This is a part of a year. Write its first month as the start date and its last one as the end date, like 03/2021, or the year alone.',
  'other-calendar': () =>
    'This year is not between 1900 and 2199. Write the date in the Gregorian calendar, for example 2021.',
  'not-a-time': () => 'This is not a time. Write it like 2026-11-03T14:05:00Z.',
  'not-a-number': () => 'This is not a number that fits here. Write it in digits only, for example 250000.',
  'not-an-amount': () =>
    'This is not an amount we can read. Write it in digits, for example 250,000 or 250,000.50.',
  'amount-asked': ({ offers }) =>
    `This can be read in more than one way. ${whether(offers, 'Write it in another way.')}`,
  'not-exact': () =>
    'This is not exact. Write the value alone, as exactly as it is known, and say the rest in a comment.',
  'too-many-decimals': ({ limit = 2 }) =>
    `This has more decimals than the currency. Write it with ${decimals(limit)}.`,
  'not-a-currency': () => 'This is not a currency of ISO 4217. Write its three-letter code, for example EUR.',
  'currency-asked': ({ offers }) =>
    `Several currencies are called so. ${whether(offers, 'Write the three-letter code.')}`,
  'currency-differs': ({ offers }) =>
    `The currency here differs from the one written with the amount. ${whether(offers, 'Make both the same.')}`,
  'currency-ended': ({ limit }) =>
    `This currency was money until ${limit ?? 'some years ago'} only. Give the year of the contribution, or a currency of today.`,
  'not-a-year': () => 'This is not a year. Write four digits, for example 2021.',
  'not-a-whole-number': () => 'This is not a whole number. Write digits, for example 1,200.',
  'at-least': ({ limit = 0 }) => `This is too small. Write ${limit} or more.`,
  'at-most': ({ limit = 0 }) => `This is too large. Write ${limit} or less.`,
  'not-a-place': ({ offers }) =>
    `This is not a country or region we know. ${whether(offers, 'Write its usual name, or its two-letter code, for example KE.')}`,
  'place-asked': ({ offers }) =>
    `This may mean more than one thing. ${whether(offers, 'Write its full name or its code.')} If it means that nothing is known, leave it empty.`,
  'several-places': () => 'These are several places, and not all of them are certain. Write one in each box.',
  'place-without-code': ({ offers }) =>
    `This group of countries has no code of its own in the lists of ISO and the UN. ${whether(offers, 'Name its countries one by one, or a region such as Western Africa.')}`,
  'leave-empty': () => 'This says that nothing is known. Leave it empty.',
  'not-a-language': () => 'This is not a language we know. Write its name, or a tag like en, fr or pt-BR.',
  'not-an-address': () => 'This is not an e-mail address. Write it like name@example.org.',
  'address-of-two': () => 'These are two e-mail addresses. Give the one that we should write to.',
  'address-not-ascii': () =>
    'Our mail service cannot send to an address with these letters before the @. Give another one, in plain Latin letters.',
  'not-a-reference': () =>
    'This is not the reference of a mail. Copy it from the subject, as in COR-7F3K-9Q2M.',
  'unknown-field': () => 'There is no such field. Leave it out.',
  'missing-field': () => 'This is missing. Fill it in.',
  'object-expected': () =>
    'This does not have the expected parts. Compare it with the description of the API.',
  'unknown-kind': () =>
    'This is not a kind of submission we take. Use correction, addition, consent or objection.',
  'nothing-changed': () =>
    'Nothing differs from what the inventory says; white space, and another order of names, places or links, are no change. Change at least one value.',
  'only-white-space': () =>
    'Nothing differs from what the inventory says but white space, or what nobody sees. Change at least one value.',
  'changed-twice': () => 'The same field is changed twice. Send one change for each field.',
  'end-before-start': () => `The ${one} would end before it starts. Check both dates.`,
  'record-too-large': () => 'The record would become too large. Shorten the texts or lists.',
  'listed-twice': () => 'This stands in the list twice. Keep one of the two.',
  'nobody-to-credit': () =>
    'You asked to be named here, but gave no name. Fill it in, or choose not to be named.',
  'no-such-record': () => 'There is no such record. Search the inventory for its present address.',
  'no-such-version': () => 'This record never had that version. Load the form again and send it from there.',
  'not-a-key': () =>
    'This is not an Idempotency-Key. Send 16 to 200 printable characters that nobody guesses, such as a UUID.',
  'too-often': () =>
    'Too much was sent from here, or to this address, in a short time. Try again later; nothing was stored.',
  'too-quickly': () =>
    'Many forms came from here faster than anybody fills them in. Wait a few seconds and send yours again; nothing was stored.',
  'left-for-robots': () =>
    'The box “Leave this empty” was filled in, as programs do. Clear it and send the form again.',
  'decision-missing': () => 'No decision was made. Choose one of the options.',
  'choice-missing': () => 'Somebody else changed this meanwhile. Choose what should stand.',
  'accept-or-edit': () =>
    'You changed the value, but chose to accept what was sent. Choose which of the two: with your edit, or without.',
  'approved-with-reason': () =>
    'You approve, and chose a reason to reject. Take one of the two back, or tick the box below if you mean it.',
  'note-asks': () =>
    'This reads like a question, and nobody answers the note of an approval. Ask it instead, or tick the box below if you mean it.',
  'reason-missing': () => 'A rejection needs a reason. Choose the one that fits best.',
  'seen-missing': () => 'The page does not say which state you read. Read it again below, then decide.',
  'already-decided': () => 'This was already decided. The page of the submission shows the outcome.',
  'not-waiting': () => 'This submission does not wait for that. Its page shows where it stands.',
  'record-moved': () => 'The record changed while you were reading. Read what is new below, then decide.',
  'address-needed': () =>
    'This takes effect, so we must know that it is you. Give an e-mail address to confirm.',
  'authority-missing': () =>
    'Consent counts only from somebody entitled to give it. Tick the box if you are.',
  'unknown-notice': () => 'The notice has a newer version. Read it, then send your consent again.',
  'source-missing': () => 'A public basis needs a source. Give the address of a public page that shows it.',
  'basis-missing': () => 'Nothing is published without a reason why it may be. Choose one of the two.',
  'id-missing': () => `A new ${one} needs an identifier. Give one, as in ${exampleId}.`,
  'id-taken': () => `Another ${one} has or had this identifier. Choose one that was never used.`,
  'record-held': () =>
    'Somebody objected to this record. Until that is decided, nothing else in it can change.',
  'record-withdrawn': () =>
    'This record was withdrawn from the inventory. Nothing in it can be changed any more.',
  'consent-ended': () => 'This consent has ended already. Its page shows when.',
  'nobody-to-ask': () => 'Whoever sent this left no address. Decide without asking.',
  'already-asked': () =>
    'A question is with the contributor already. Wait for the answer, or decide without it.',
  'question-missing': () => 'Nothing was asked. Write your question to the contributor.',
  'nothing-sent': () => 'This bundle is empty. Put at least one submission into it.',
  'other-sender': () =>
    'A bundle comes from one person. Say the same of the contributor in each, or send it apart.',
  'sent-twice': () =>
    `This is about the same ${one} as another one sent with it. Say all of it in one of the two.`,
  'bundle-unknown': () =>
    'The link of what this was to go with works no longer. Say who you are below, then it is sent on its own.',
  'bundle-decided': () =>
    'What this was to go with is being decided already. Say who you are below, then it is sent on its own.',
  'bundle-full': () => 'What this was to go with is full. Say who you are below, then it is sent on its own.',
  'not-credited': () => 'You are not named for this. There is nothing to take back.',
  'answer-missing': () => 'There is no answer. Write one, or take the submission back.',
} satisfies Record<Rule, (details: RuleDetails) => string>;

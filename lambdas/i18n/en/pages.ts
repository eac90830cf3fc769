import { definition } from '#inventory/definition.ts';
import { a, many, One, one } from './nouns.ts';

/** The words around the content of every page. */
export const layout = {
  skip: 'Skip to the content',
  search: 'Search the inventory',
  about: 'How it works',
  privacy: 'Privacy',
  data: 'Published data',
  portal: (name: string) => `Go to ${name}`,
  languages: 'Languages',
  footer: 'About this site',
};

export const home = {
  title: 'Help keep the inventory right',
  lead: `This is the public inventory of ${many}. If something in it is wrong or missing, you can correct or add it: without an account, in a few minutes.`,
  label: definition.search.label.en,
  button: 'Search',
  found: (total: number, query: string) =>
    total === 1 ? `One ${one} matches “${query}”` : `${total.toLocaleString('en')} ${many} match “${query}”`,
  nothing: (query: string) => `No ${one} matches “${query}”`,
  nothingHint: definition.search.hint.en,
  nothingAdd: 'Add it, if it is missing',
  shownOf: (shown: number) => `The first ${shown} are shown. Add a word to see fewer.`,
  ways: 'Ways to contribute',
  correct: `Correct ${a}`,
  correctHow: 'Find it with the search above, open its page and follow “Correct” beside what is wrong.',
  add: `Add ${a}`,
  addHow: 'Is one missing? Say what you know of it, and why it may be public.',
  own: 'Speak for its owner',
  ownHow:
    'At the end of its page you can consent to its publication, withdraw your consent, or object to the entry.',
  follow: 'See what became of it',
  followHow: 'You get a reference at once. Leave an address if you want to hear of the outcome.',
};

export const record = {
  correct: 'Correct',
  correctAll: 'Correct or add information',
  basis: 'Why this is public',
  open: (count: number) =>
    count === 1
      ? `One submission about this ${one} is being reviewed.`
      : `${count} submissions about this ${one} are being reviewed.`,
  rights: 'Consent and objection',
  verified: (day: string) => `Confirmed to be accurate on ${day}.`,
  unconfirmed: (day: string) =>
    `Not confirmed since ${day}: whoever could say whether this is still accurate did not answer.`,
  giveConsent: 'Consent to its publication',
  withdrawConsent: 'Withdraw your consent',
  object: 'Object to this entry',
  consent: (organisation: string, date: string) => `Consent given by ${organisation} on ${date}.`,
  anOwner: 'the owner',
  sources: 'Sources',
  fieldBasis: 'For single fields',
  history: 'History',
  version: (version: number) => `Version ${version}`,
  credited: (credit: string) => `Sent by ${credit}.`,
  corrected: (reference: string) => `From ${reference}.`,
  first: 'First published.',
  around: 'No field changed.',
  older: (count: number) =>
    count === 1 ? 'One older version is not listed here.' : `${count} older versions are not listed here.`,
  changed: (fields: string) => `Changed: ${fields}.`,
  json: 'This record as JSON',
};

export const status = {
  reference: 'Your reference',
  keep: 'Keep the address of this page: it always shows where it stands.',
  about: One,
  now: 'Where it stands',
  who: 'Who has it',
  whoHas: {
    unconfirmed: 'You: it waits until you confirm your address',
    pending: 'The portal manager',
    'awaiting-reply': 'You: it waits for your answer',
  },
  usualWait: 'Usual waiting time',
  waitOf: (duration: string) => `About ${duration} until a decision`,
  next: 'What happens next',
  sent: 'What was sent',
  received: (instant: string) => `Received on ${instant}.`,
  decided: (instant: string) => `Decided on ${instant}.`,
  reason: 'Reason',
  duplicate: 'It is in the inventory already',
  seeDuplicate: `See the ${one} that says it`,
  note: 'From the portal manager',
  evidence: 'Public page',
  comment: 'Comment',
  mailing: 'A mail to the address you gave is on its way.',
  mailed:
    'We sent a mail to the address you gave. If you cannot find it, look in the folder for unwanted mail.',
  unconfirmed: 'Open the link in it and confirm, then the portal manager gets what you sent.',
  pendingAnswered: 'The portal manager gets your answer by mail, and decides with it.',
  awaitingReply: 'The portal manager asked you something, and decides once you have answered.',
  pendingReachable: 'We send you a mail with the outcome.',
  pendingUnreachable: 'You left no address, so come back to this page for the outcome.',
  rejected: 'The inventory stays as it is. If you know more, you are welcome to send it.',
  seeRecord: `See the ${one}`,
  cancelled: 'It was taken back. It goes nowhere, and the address was deleted.',
  closed: `The ${one} left the inventory for good. Nobody decides on this any more, and what it said is deleted.`,
  expired: 'Nobody confirmed the address in time, so it went nowhere, and the address was deleted.',
  sendAgain: 'Send it again',
  change: 'Take it back',
  uncredit: 'Not be named for it any more',
  answer: 'Answer',
  asked: 'The portal manager asked',
  answered: 'You answered',
  waiting: 'Not answered yet.',
};

export const confirm = {
  lead: (reference: string, title: string) => `${reference} about “${title}” came with this e-mail address.`,
  question: 'Did you send it?',
  yes: 'Yes, I sent it: pass it on to the portal manager',
  no: 'No, I did not ask for this: delete it together with my address',
  ignore: 'What nobody confirms is never passed on.',
  button: 'Continue',
  doneTitle: 'Thank you, your address is confirmed',
};

export const review = {
  id: `Identifier of the ${one}`,
  idHint: 'Part of its address for ever: lower-case letters, digits and hyphens. It cannot be changed later.',
  basis: 'Why it may be public',
  byConsent:
    'The sender declares to be entitled to consent for its owner. Approving makes the consent record.',
  consentCovers: 'Consents to the publication of',
  consentVersion: (version: number) => `as version ${version} says it`,
  consentMoved: 'The record has changed since it was read: look at its history before you accept.',
  consentFor: 'On behalf of',
  consentEffect:
    'Accepting adds the consent to the record. Where it is public anyway, it stays public if the consent is withdrawn.',
  objectedTo: 'Objects to',
  wholeEntry: 'The whole entry',
  objectionEffect: 'Approving removes what is objected to, for good and from everything older.',
  asked: 'You asked',
  answered: 'The answer',
  waiting: 'No answer yet. You can decide without one.',
  ask: 'Ask the contributor, and decide later',
  ended: 'There is nothing to decide any more.',
  greeting: (name: string) => `You are reading this as ${name}.`,
  from: 'Sent by',
  anonymous: 'Somebody who left no name or address',
  received: 'Received',
  evidence: 'Public page',
  noEvidence: 'None given',
  comment: 'Comment',
  role: `Role in the ${one}`,
  credit: 'Would be named in public as',
  askedNow: (instant: string) =>
    `The question was sent to the contributor on ${instant}. There is nothing to do until the answer comes: a new mail brings it to you. You can also decide without it, below.`,
  moved: {
    lead: 'Nothing was decided yet: something moved while you were reading. It is marked below. All that you chose and typed is still there.',
    submission: 'What was sent, or what was asked and answered, is not as it was.',
    hold: 'The record was put on hold, or is on hold no more.',
    version: 'The record has changed since the contributor read it.',
    field: (field: string) => `“${field}” says something else in the inventory now.`,
    rival: (reference: string) => `${reference} came, and wants to change the same.`,
    here: 'This moved while you were reading.',
  },
  busy: 'Nothing was decided yet: many decisions on this record came at the same moment. All that you chose and typed is still there. Please send it again.',
  rival: (reference: string) => `${reference} also waits, and wants it to say`,
  meant: 'Yes, I mean it: approve it, and send this as it is',
  duplicate: 'Which record says it already?',
  duplicateHint:
    'If the reason is that we have it: its identifier or the address of its page. The contributor gets the link.',
  old: 'Old',
  new: 'New',
  sentOld: 'When it was sent',
  now: 'In the inventory now',
  result: 'Result if accepted',
  same: 'The inventory already says this: nothing to do.',
  conflict: 'Somebody else changed this field meanwhile. Choose what should stand.',
  merged: 'The list changed meanwhile. Accepting keeps both changes.',
  added: 'Added',
  removed: 'Removed',
  order: 'In this order now',
  place: (from: number, to: number) => `Moved from place ${from} to ${to}:`,
  kept: (count: number) => (count === 1 ? 'One item stays as it is' : `${count} items stay as they are`),
  fieldBasis: {
    public: 'What stands there now is publicly available',
    consent: 'What stands there now is published with the consent of its owner',
  },
  changeQuestion: (field: string) => `What to do with “${field}”`,
  accept: 'Accept',
  edit: 'Accept with my edit',
  decline: 'Decline',
  editSummary: 'Edit the value',
  addMore: 'Add more to it than was sent',
  decision: 'Your decision',
  reason: 'Reason, if you reject it',
  note: 'A note to the contributor',
  noteHint: 'Sent with the outcome and shown on its page; or your question, if you ask one.',
  button: 'Send decision',
};

export const outcome = {
  repeat: 'This was already decided. Sending it again changed nothing.',
  notRecorded: {
    approve: 'Your approval was not recorded.',
    reject: 'Your rejection was not recorded.',
    ask: 'Your question was not recorded, and nobody was asked.',
  },
  stands: {
    approved: (name: string | null, instant: string) =>
      `${name ?? 'You'} had approved it already, on ${instant}, and that stands.`,
    rejected: (name: string | null, instant: string) =>
      `${name ?? 'You'} had rejected it already, on ${instant}, and that stands.`,
  },
  by: (name: string, instant: string) => `Decided by ${name} on ${instant}.`,
  told: 'The contributor gets a mail with the outcome.',
  notTold: 'The contributor left no address and sees the outcome on the page of the submission.',
};

export const expired = {
  title: 'This link has expired',
  confirm: 'Links in confirmation mails work for a limited time. What you sent may still be waiting.',
  review: 'Links to a review work for a limited time. The submission may still be waiting.',
  question: 'Do you want a fresh link?',
  send: 'Yes, send a fresh link to the address on file',
  button: 'Continue',
  sentTitle: 'A fresh link is on its way',
  sent: 'We sent it to the address on file. If nothing arrives within some minutes, look in the folder for unwanted mail.',
};

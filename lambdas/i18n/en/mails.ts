import { One, one } from './nouns.ts';

/** The words of the mails. */
export const mails = {
  changes: (count: number) => `${count} changes`,
  subject: (reference: string, title: string, what: string) => `[${reference}] ${title}: ${what}`,
  greeting: 'Hello,',
  automatic: (portal: string) =>
    `This mail was sent by ${portal}. You can answer it: a person reads the answers.`,
  record: One,
  reference: 'Reference',
  old: 'Old',
  new: 'New',
  now: 'In the inventory now',
  confirm: {
    what: 'please confirm',
    button: 'Open the confirmation page',
    until: (instant: string) =>
      `The link works until ${instant}. Until it is confirmed, nobody sees what was sent.`,
    ignore:
      'If you did not ask for this, you can ignore this mail: nothing will happen and you will not hear from us again. Or say so on the page: what was sent is then deleted, together with your address.',
  },
  review: {
    answeredLead: 'Your question was answered. Read the answer, and decide.',
    answeredWhat: 'the answer to your question',
    quoted:
      'What follows are the words of whoever sent this, and of the inventory, not ours. Follow no link and no advice in them that you do not trust.',
    noOrganisation: 'No organisation was named',
    objected: 'It is about',
    wholeEntry: 'The whole entry',
    basis: 'Why it may be public',
    byConsent: 'Consent for its owner',
    from: 'Sent by',
    anonymous: 'Somebody who left no name or address',
    role: `Role in the ${one}`,
    evidence: 'Public page',
    comment: 'Comment',
    conflict: 'Somebody else changed this meanwhile.',
    same: 'The inventory already says this.',
    button: 'Read and decide',
    personal: (name: string) =>
      `This link is personal to ${name}: the decision is recorded under that name. Please do not forward it.`,
  },
  many: {
    what: 'waiting for your decision',
    number: (count: number, isMore: boolean) =>
      `${isMore ? 'more than ' : ''}${count.toLocaleString('en')} submissions`,
    lead: (number: string) =>
      `In all, ${number} wait for your decision. So that they do not fill your mailbox, not each of them has a mail of its own.`,
    button: 'Begin with the one that waits longest',
    next: (few: number) =>
      `The ${few} that wait longest have mails of their own. Whenever you decide on one of them, the next gets its mail. How many wait you learn from a mail like this, once a day at most.`,
    newest: 'The newest',
  },
  outcome: {
    approved: 'approved',
    rejected: 'not accepted',
    reason: 'Reason',
    note: 'From the portal manager',
    again: 'If you know more, you are welcome to send it.',
    record: `See the ${one}`,
    duplicate: `See the ${one} that says it already`,
    status: 'See what became of it',
    sent: 'You sent',
    publishedValue: 'Published',
    stays: 'The inventory says',
  },
  newProject: `A new ${one}`,
  question: {
    what: 'a question to you',
    lead: 'The portal manager looked at what you sent, and needs to know something before deciding.',
    question: 'The question',
    button: 'Answer',
    next: 'The decision waits for your answer. You can also take back there what you sent.',
  },
  closed: {
    what: 'closed',
    lead: `The ${one} that you wrote about left the inventory for good. Nobody decides on what you sent any more, and what it said is deleted.`,
    fieldsLead: (fields: string) =>
      `What you wrote about left the inventory for good: ${fields}. The ${one} itself stays. Nobody decides on what you sent any more, and what it said is deleted.`,
    lapsed: 'part of it lapsed',
    lapsedLead: (fields: string) =>
      `Part of what you wrote about left the inventory for good: ${fields}. What you sent about that is deleted. The rest waits for a decision as before.`,
    lapsedWords: 'The words you wrote beside it may have been about that, and are deleted, too.',
  },
  receipt: {
    what: 'your receipt',
    lead: 'Your consent was accepted. This is your receipt: everything you agreed to, word for word.',
    keep: 'Keep this mail. With its link you can see at any time what you agreed to, and withdraw it.',
    attached:
      'The file that comes with it says the same for machines (JSON-LD, in the shape of ISO/IEC TS 27560).',
    button: 'See or withdraw your consent',
  },
  withdrawalLink: {
    what: 'withdraw your consent',
    lead: 'Somebody asked for the link by which you withdraw your consent.',
    button: 'Withdraw your consent',
    ignore: 'If it was not you, you need do nothing: asking for the link changes nothing.',
  },
  withdrawn: {
    what: 'consent withdrawn',
    lead: 'A consent was withdrawn. What rested on it is leaving the inventory; there is nothing for you to decide.',
    button: 'See what is left',
  },
  gone: {
    what: 'gone',
    lead: (instant: string, sequence: number) =>
      `What you withdrew is gone: on ${instant} we fetched what is published, and nothing of it was there any more. It left with release ${sequence}.`,
    copies:
      'Copies that others made before cannot be called back by us. You can show this mail to whoever has one.',
  },
};

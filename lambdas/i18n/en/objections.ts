import type { Unheld } from '../../domain/holds.ts';
import { one } from './nouns.ts';

/** The words around objections: what holds, what goes, and what ends with it. */
export const objections = {
  /** Why an entry is not on hold, said to those who decide. */
  unheld: {
    stranger: 'The record is not on hold: the address is at no domain with a say in it.',
    'rejected-lately':
      'The record is not on hold: the address is at a domain with a say in it, but an objection from there was rejected not long ago.',
    'address-used-up':
      'The record is not on hold: the address is at a domain with a say in it, but has put as much on hold today as one address may.',
    'domain-used-up':
      'The record is not on hold: the address is at a domain with a say in it, but that domain has put as much on hold today as one may.',
    'share-used-up':
      'The record is not on hold: the address is at a domain with a say in it, but as much of the inventory is on hold already as may be before somebody decides.',
  } satisfies Record<Unheld, string>,
  held: 'The record is on hold: it is in no release until you decide.',
  heldByOthers: (references: string) => `The record is on hold by another objection: ${references}.`,
  lifts: 'Rejecting lifts the hold.',
  liftsNot: (references: string) =>
    `Rejecting lifts no hold but its own: ${references} holds the record, too.`,
  hold: 'On hold',
  goes: 'What goes',
  goesWhole: 'The whole entry goes, with all that it says:',
  goesFields: 'These values go:',
  goesNothing: 'What is objected to is empty already: nothing goes.',
  consents: (count: number) => (count === 1 ? 'A consent ends with it.' : `${count} consents end with it.`),
  waiting: `What waits about this ${one}`,
  waitingNone: `Nothing else waits about this ${one}.`,
  closes: (count: number) =>
    count === 1
      ? 'Approving closes one submission that waits, and its sender is told:'
      : `Approving closes ${count} submissions that wait, and their senders are told:`,
  closesAtLeast: (count: number) =>
    `Approving closes at least ${count} submissions that wait, and their senders are told. These are some of them:`,
  lapses: (count: number) =>
    count === 1
      ? 'One other loses what it says of that, and goes on about the rest:'
      : `${count} others lose what they say of that, and go on about the rest:`,
  stays: (count: number) =>
    count === 1 ? 'One other goes on as it is.' : `${count} others go on as they are.`,
  onHold: (references: string) =>
    `This record is on hold: ${references} objects to it. Nothing else in it can be approved before that is decided.`,
  openHeld: (reference: string) => `Read and decide ${reference}`,
  mailLink: 'Mail me the link to the objection, and decide this later',
  fieldsGone: (fields: string) =>
    `What it was about left the inventory for good: ${fields}. The ${one} itself stays. Nobody decides on this any more, and what it said is deleted.`,
  united: (reference: string) =>
    `The same person had an objection to this ${one} waiting already, ${reference}. This has become part of it, and is decided with it.`,
  lapsed: (fields: string) =>
    `It was also about what left the inventory for good meanwhile: ${fields}. What it said of that is deleted.`,
  bundle: {
    lead: 'Decide on as many as you want; the others go on waiting.',
    button: 'Send decisions',
    label: (reference: string, label: string) => `${reference}, ${label}`,
    late: (title: string, text: string) => `${title}: ${text}`,
    decision: 'your decision',
    others: 'The others are decided each on its own page.',
  },
};

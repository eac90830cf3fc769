import { a, one } from './nouns.ts';

/** The words around several submissions that were sent in one go. */
export const bundles = {
  together: 'Sent together with',
  sameSender: (reference: string) =>
    `This goes with ${reference}: it has the same sender, and the outcome is on the same page.`,
  more: 'Do you know more?',
  moreHint: 'What you add goes with this: one confirmation, one page to follow all of it.',
  another: `Correct another ${one}`,
  add: `Add ${a}`,
  choose: {
    title: `Which ${one} do you want to correct?`,
    label: 'Find it by its title, code, country, organisation or any other word',
    button: 'Search',
    missing: 'Is it not there? Add it',
  },
  number: (number: number, title: string) => `${number}. ${title}`,
  sentTitle: (count: number) => `${count} submissions sent`,
  title: (count: number, reference: string) => `${count} submissions, ${reference}`,
  cancelAll: 'Take back all of it that nobody has decided on',
  all: (count: number) => `See all ${count} that were sent together`,
  own: {
    title: 'Take back all that you sent',
    question: 'Do you want to take back all of it?',
    cancel: 'Yes, take back all of it that nobody has decided on',
    hint: 'What you take back goes nowhere. To take back one of them only, choose it below.',
    done: 'All of it is taken back',
    nothing: 'There is nothing left to take back',
  },
  confirm: {
    title: 'Confirm what you sent',
    lead: (count: number) => `${count} submissions came with this e-mail address. Look at all of them.`,
    question: 'Did you send all of these?',
    yes: 'Yes, I sent them: pass them on to the portal manager',
    no: 'No, I did not ask for this: delete them together with my address',
    moved: 'Something was added or taken back while you were reading. Nothing was confirmed. Look again.',
  },
  review: {
    title: (count: number) => `Review ${count} submissions sent together`,
    doneTitle: (count: number) => `All ${count} are decided`,
    lead: 'Each is decided on its own page, in any order.',
    left: (count: number) => (count === 1 ? 'One of them waits for you.' : `${count} of them wait for you.`),
    next: (title: string) => `Decide the next: “${title}”`,
    start: (title: string) => `Begin with “${title}”`,
    decide: 'Read and decide',
    see: 'See what became of it',
    back: 'All that was sent together',
  },
  mail: {
    review: (count: number) => (count === 1 ? 'one submission' : `${count} submissions sent together`),
    reviewLead: (count: number) =>
      count === 1
        ? 'One submission of a bundle waits for your decision.'
        : `${count} submissions were sent together and wait for your decision, each by itself.`,
    answeredLead: (count: number) =>
      count === 1
        ? 'Your question was answered. What it is about waits for your decision.'
        : `Your question was answered. ${count} submissions wait for your decision, each by itself.`,
    urgent: 'Urgent: somebody objects to an entry among them.',
    confirmLead:
      'Several submissions to a public inventory were sent with this e-mail address. Please confirm that it was you.',
  },
};

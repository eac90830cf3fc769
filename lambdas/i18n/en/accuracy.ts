import { one } from './nouns.ts';

/** The words around the question whether a record is still accurate. */
export const accuracy = {
  title: 'Is this still accurate?',
  doneTitle: 'Thank you for your answer',
  done: (day: string) => `Known to be accurate on ${day}.`,
  says: 'What the inventory says',
  question: 'Is all of this still accurate?',
  hint: 'Your answer is published as the date on which it was confirmed, without your name.',
  yes: 'Yes, it is still accurate',
  no: 'No: I want to correct something',
  stop: 'Do not ask me about this any more',
  button: 'Continue',
  overTitle: 'There is nothing to answer',
  over: `The ${one} is not in the inventory any more, or we do not ask you about it any more.`,
  mail: {
    what: 'is it still accurate?',
    consented: `You consented to the publication of this ${one}. Once in a while we ask you whether what the inventory says of it is still accurate.`,
    wished: `You asked to be reminded of this ${one}. Once in a while we ask you whether what the inventory says of it is still accurate.`,
    since: 'Known to be accurate on',
    button: 'Look at it and answer',
    nothing: `If you do not answer, nothing changes. After three mails without an answer the page of the ${one} says so.`,
  },
};

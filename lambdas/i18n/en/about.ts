import { a, many, one, parties } from './nouns.ts';

/** How contributing works, told once. */
export const about = {
  title: 'How it works',
  lead: `The inventory is kept right by those who know the ${many}. Everybody can send something; the portal manager decides.`,
  steps: [
    {
      title: 'You say what is right',
      text: `Open the page of ${a} and follow “Correct” beside what is wrong, or add ${a} that is missing. You need no account. A link to a public page that shows it helps most.`,
    },
    {
      title: 'You confirm your address, if you left one',
      text: `We mail you a link, so that nobody can write in your name. A correction or a new ${one} is taken without an address too, but then we cannot ask you anything or tell you the outcome.`,
    },
    {
      title: 'The portal manager decides',
      text: 'The manager sees the old and the new value side by side, and accepts, edits or declines each, or asks you something. A rejection always has a reason. Until then you can take back what you sent.',
    },
    {
      title: 'The inventory changes',
      text: 'What is accepted is published within minutes, with its date and reference. Sites that read the inventory follow.',
    },
  ],
  ownersTitle: `If the ${one} is yours`,
  ownersText: `Whoever may speak for its owner can consent to the publication of ${a}, and withdraw that at any time: nobody has to agree, it takes effect at once, and we tell you when it is gone. Anybody can object to an entry; if you are at ${parties} or whoever consented, it is put on hold until a person has decided. The links are at the end of the page of each ${one}.`,
  publicTitle: 'What is published',
  publicText: `Only information that is publicly available, or that its owner agreed to publish. Each ${one} says which of the two it is.`,
  privateTitle: 'What is not',
  privateText:
    'Your address, your comment and, unless you ask to be credited, your name are never published. Only those who decide read them.',
  dataTitle: 'The data',
  dataText: 'The inventory is published as files anybody may read, with a list of all changes.',
};

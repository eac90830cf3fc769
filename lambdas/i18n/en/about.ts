/** How corrections work, told once. */
export const about = {
  title: 'How corrections work',
  lead: 'The inventory is kept right by those who know the projects. Everybody can send a correction; the portal manager decides.',
  steps: [
    {
      title: 'You send a correction',
      text: 'Open the page of a project, follow “Correct” beside what is wrong, and say what is right. You need no account. A link to a public page that shows it helps most.',
    },
    {
      title: 'You confirm your address, if you left one',
      text: 'We mail you a link, so that nobody can write in your name. Without an address the correction is taken too, but we cannot tell you the outcome.',
    },
    {
      title: 'The portal manager decides',
      text: 'The manager sees the old and the new value side by side, and accepts, edits or declines each. A rejection always has a reason.',
    },
    {
      title: 'The inventory changes',
      text: 'Accepted changes are published within minutes, with their date and the reference of the correction. Sites that read the inventory follow.',
    },
  ],
  publicTitle: 'What is published',
  publicText:
    'Only information that is publicly available, or that its owner agreed to publish. Each project says which of the two it is.',
  privateTitle: 'What is not',
  privateText:
    'Your address, your comment and, unless you ask to be credited, your name are never published. Only those who decide read them.',
  dataTitle: 'The data',
  dataText: 'The inventory is published as files anybody may read, with a list of all changes.',
};

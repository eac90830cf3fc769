import { many, one } from '../en/nouns.ts';
import type { NoticeDetails } from '../notices.ts';

/** The notice of November 2026, in English. What somebody agreed to is never rewritten: a change is a new version. */
export const notice202611en = ({
  portal,
  controller,
  mailbox,
  licence,
  contactMonths,
  accuracyMonths,
  url,
}: NoticeDetails) => [
  {
    title: 'Who asks you, and for what',
    paragraphs: [
      `${portal} publishes an inventory of ${many} at ${url}. It shows only what is publicly available, or what its owner agreed to publish. ${controller}, answers for it.`,
      `Your consent is asked for the one ${one} named on the form, for the fields listed there, in the version shown there.`,
    ],
  },
  {
    title: 'Where it is published',
    paragraphs: [
      `On the pages of this site, and as files that anybody may read, copy and use under ${licence}.`,
      'Other sites and people make copies of those files. We cannot call back copies that others made while your consent stood.',
      `The page of the ${one} names your organisation and your role in it, and says when consent was given. Your own name and address are never published.`,
    ],
  },
  {
    title: 'For how long, and how to end it',
    paragraphs: [
      `Your consent stands until you withdraw it. ${accuracyMonths === 12 ? 'Once a year' : `Every ${accuracyMonths} months`} we ask you by mail whether the entry is still right, until you leave three mails in a row without an answer.`,
      `You withdraw with the link in your receipt, or on the page of the ${one}: it takes as many steps as consenting, needs no reason, and nobody has to agree.`,
      `What rested on your consent then leaves our pages and files at once, also the older ones. We mail you when we have seen that it is gone. Only the identifier of the ${one} stays, with the words that it was withdrawn.`,
      'Nothing is lost to you by withdrawing, nor by not consenting in the first place.',
    ],
  },
  {
    title: 'What we keep about you',
    paragraphs: [
      `Your address, and your name and organisation if you give them, are read by those who decide on the inventory and by nobody else. They are deleted ${contactMonths} months after the last thing that happened to what you sent; if you consented, after your consent ended.`,
      'That you consented, to what, when, and to which words, is kept as a record that proves it. It holds no name and no address.',
      'Your network address is not stored. How often it sent something is counted for an hour, by a number that cannot be turned back.',
      'Backups of the database are kept for 35 days. What is deleted is gone from them then.',
    ],
  },
  {
    title: 'Your rights',
    paragraphs: [
      `You may ask what we hold on you, have it corrected or deleted, object, and complain to your data-protection authority. Write to ${mailbox}.`,
    ],
  },
];

/** The words around the content of every page. */
export const layout = {
  skip: 'Skip to the content',
  search: 'Search the inventory',
  about: 'How corrections work',
  data: 'Published data',
  portal: (name: string) => `Go to ${name}`,
  languages: 'Languages',
  footer: 'About this site',
};

export const home = {
  title: 'Help keep the inventory right',
  lead: 'This is the public inventory of projects. If something in it is wrong or missing, you can correct it: without an account, in a few minutes.',
  label: 'Find a project by its title, code or organisation',
  button: 'Search',
  found: (total: number, query: string) =>
    total === 1
      ? `One project matches “${query}”`
      : `${total.toLocaleString('en')} projects match “${query}”`,
  nothing: (query: string) => `No project matches “${query}”`,
  nothingHint: 'Try fewer or other words, for example the name of a funder or the project code.',
  shownOf: (shown: number) => `The first ${shown} are shown. Add a word to see fewer.`,
  ways: 'Ways to contribute',
  correct: 'Correct a project',
  correctHow: 'Find it with the search above, open its page and follow “Correct” beside what is wrong.',
  evidence: 'Point to a source',
  evidenceHow: 'A link to a public page that shows it lets us decide faster. Nothing else is required.',
  follow: 'See what became of it',
  followHow: 'You get a reference at once. Leave an address if you want to hear of the outcome.',
};

export const record = {
  correct: 'Correct',
  correctAll: 'Correct or add information',
  basis: 'Why this is public',
  consent: (organisation: string, date: string) => `Consent given by ${organisation} on ${date}.`,
  anOwner: 'the owner',
  sources: 'Sources',
  fieldBasis: 'For single fields',
  history: 'History',
  version: (version: number) => `Version ${version}`,
  credited: (credit: string) => `Corrected by ${credit}.`,
  corrected: (reference: string) => `From the correction ${reference}.`,
  first: 'First published.',
  changed: (fields: string) => `Changed: ${fields}.`,
  json: 'This record as JSON',
};

export const status = {
  sentTitle: 'Correction sent',
  title: (reference: string) => `Correction ${reference}`,
  reference: 'Your reference',
  keep: 'Keep the address of this page: it always shows where your correction stands.',
  about: 'Project',
  now: 'Where it stands',
  next: 'What happens next',
  sent: 'What was sent',
  received: (instant: string) => `Received on ${instant}.`,
  decided: (instant: string) => `Decided on ${instant}.`,
  reason: 'Reason',
  note: 'From the portal manager',
  evidence: 'Public page',
  comment: 'Comment',
  mailing: 'A mail to the address you gave is on its way.',
  mailed:
    'We sent a mail to the address you gave. If you cannot find it, look in the folder for unwanted mail.',
  unconfirmed: 'Open the link in it and confirm, then the portal manager gets your correction.',
  pending: 'The portal manager compares your correction with its sources and decides.',
  pendingReachable: 'We send you a mail with the outcome.',
  pendingUnreachable: 'You left no address, so come back to this page for the outcome.',
  approved: 'The accepted changes are in the published inventory within minutes.',
  rejected:
    'The inventory stays as it is. If you have a better source, you are welcome to send another correction.',
  seeRecord: 'See the project',
  cancelled:
    'Somebody who reads the mails of the address said that they did not send it. It goes nowhere, and the address was deleted.',
  expired: 'Nobody confirmed the address in time, so it went nowhere, and the address was deleted.',
  sendAgain: 'Send the correction again',
};

export const confirm = {
  title: 'Confirm your correction',
  lead: (reference: string, title: string) => `${reference} about “${title}” came with this e-mail address.`,
  question: 'Did you send it?',
  yes: 'Yes, I sent it: pass it on to the portal manager',
  no: 'No, I did not ask for this: delete it together with my address',
  ignore: 'Corrections that nobody confirms are never passed on.',
  button: 'Continue',
  doneTitle: 'Thank you, your address is confirmed',
  usedTitle: (reference: string) => `Correction ${reference}`,
};

export const review = {
  title: (title: string) => `Review the correction of “${title}”`,
  greeting: (name: string) => `You are reading this as ${name}.`,
  from: 'Sent by',
  anonymous: 'Somebody who left no name or address',
  received: 'Received',
  evidence: 'Public page',
  noEvidence: 'None given',
  comment: 'Comment',
  role: 'Role in the project',
  credit: 'Would be named in public as',
  moved:
    'The record or the correction changed while you were reading. Nothing was decided. Read what is new below, then decide.',
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
  kept: (count: number) => (count === 1 ? 'One item stays as it is' : `${count} items stay as they are`),
  changeQuestion: (field: string) => `What to do with “${field}”`,
  accept: 'Accept',
  edit: 'Accept with my edit',
  decline: 'Decline',
  editSummary: 'Edit the value',
  decision: 'Your decision',
  approve: 'Approve: publish what is accepted above',
  reject: 'Reject the whole correction',
  reason: 'Reason, if you reject it',
  note: 'A note to the contributor',
  noteHint: 'Sent with the outcome, and shown on the page of the correction.',
  button: 'Send decision',
};

export const outcome = {
  approved: (title: string) => `Approved: the correction of “${title}”`,
  rejected: (title: string) => `Rejected: the correction of “${title}”`,
  repeat: 'This was already decided. Nothing was changed by opening the page again.',
  by: (name: string, instant: string) => `Decided by ${name} on ${instant}.`,
  published: 'The accepted changes are published within minutes.',
  unchanged: 'The inventory stays as it is.',
  told: 'The contributor gets a mail with the outcome.',
  notTold: 'The contributor left no address and sees the outcome on the page of the correction.',
};

export const expired = {
  title: 'This link has expired',
  confirm: 'Links in confirmation mails work for a limited time. Your correction may still be waiting.',
  review: 'Links to a review work for a limited time. The correction may still be waiting.',
  question: 'Do you want a fresh link?',
  send: 'Yes, send a fresh link to the address on file',
  button: 'Continue',
  sentTitle: 'A fresh link is on its way',
  sent: 'We sent it to the address on file. If nothing arrives within some minutes, look in the folder for unwanted mail.',
};

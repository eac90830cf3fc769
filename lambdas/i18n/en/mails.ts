/** The words of the mails. */
export const mails = {
  changes: (count: number) => `${count} changes`,
  subject: (reference: string, title: string, what: string) => `[${reference}] ${title}: ${what}`,
  greeting: 'Hello,',
  automatic: (portal: string) =>
    `This mail was sent by ${portal}. You can answer it: a person reads the answers.`,
  project: 'Project',
  reference: 'Reference',
  old: 'Old',
  new: 'New',
  now: 'In the inventory now',
  confirm: {
    what: 'please confirm',
    lead: 'A correction to a public inventory was sent with this e-mail address. Please confirm that it was you.',
    button: 'Open the confirmation page',
    until: (instant: string) =>
      `The link works until ${instant}. Until it is confirmed, nobody sees the correction.`,
    ignore:
      'If you did not ask for this, you can ignore this mail: nothing will happen and you will not hear from us again. Or say so on the page: the correction is then deleted, together with your address.',
  },
  review: {
    lead: (title: string) => `A correction of “${title}” waits for your decision.`,
    from: 'Sent by',
    anonymous: 'Somebody who left no name or address',
    role: 'Role in the project',
    evidence: 'Public page',
    comment: 'Comment',
    conflict: 'Somebody else changed this meanwhile.',
    same: 'The inventory already says this.',
    button: 'Read and decide',
    personal: (name: string) =>
      `This link is personal to ${name}: the decision is recorded under that name. Please do not forward it.`,
  },
  outcome: {
    approved: 'approved',
    rejected: 'not accepted',
    approvedLead:
      'Thank you: your correction was approved. The accepted changes are in the published inventory within minutes.',
    rejectedLead: 'Thank you for your correction. It was not accepted, and the inventory stays as it is.',
    reason: 'Reason',
    note: 'From the portal manager',
    again: 'If you have a better source, you are welcome to send another correction.',
    record: 'See the project',
    status: 'See the correction',
  },
};

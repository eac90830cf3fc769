/** Where the functions' own metrics are kept. They carry no dimensions: alarms look for them exactly so. */
export const METRICS_NAMESPACE = 'Corrigenda';

/** The metrics functions emit, with their units, declared once for the handlers, the alarms and the dashboard. */
export const metrics = {
  /** Submissions taken. */
  Accepted: 'Count',
  /** Submissions somebody decided. */
  Decided: 'Count',
  /** Consents taken back. */
  Withdrawn: 'Count',
  /** Changes that reached a release. */
  Published: 'Count',
  MailSent: 'Count',
  /** Tries that did not send; each is tried again. */
  MailFailed: 'Count',
  /** Those of them that failed because SES takes no mails of this account. */
  SendingClosed: 'Count',
  /** Age of the mail that has been owed longest. */
  MailLagSeconds: 'Seconds',
  /** Mails given up: nobody sends them without a person's doing. */
  MailParked: 'Count',
  /** Age of the submission that waits longest for a decision. */
  OldestWaitingSeconds: 'Seconds',
  /** Age of the oldest approved change that is in no release yet. */
  PublishLagSeconds: 'Seconds',
  /** Somebody who decides has an address that mail does not reach. */
  ManagerUnreachable: 'Count',
  /** How long ago was withdrawn what is still handed to readers. */
  StillPublishedSeconds: 'Seconds',
  /** An objection from somebody with a say holds nothing, as too much is on hold, or by the same sender. */
  HoldRefused: 'Count',
  /** A release would have removed too many records, and was stopped. */
  RemovalStopped: 'Count',
} as const;

export type MetricName = keyof typeof metrics;

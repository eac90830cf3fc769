import { Duration } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { MetricName } from '../lambdas/config/metrics.ts';
import { Alarm, type AlarmProps } from './alarm.ts';
import type { Api } from './api.ts';
import type { FunctionName, Handler } from './handler.ts';
import { ownMetric } from './metric.ts';
import type { Operator } from './operator.ts';

/** The functions that run in the background: what fails there, no answer shows. Those of pages fail as the API's 5xx. */
export type BackgroundFunction = Extract<FunctionName, 'notify' | 'publish' | 'sweep' | 'bounce'>;
export type Background = Readonly<Record<BackgroundFunction, Handler>>;

export type AlarmsProps = {
  readonly operator: Operator;
  readonly api: Api;
  readonly background: Background;
};

type Told = Omit<AlarmProps, 'operator' | 'metric'>;

const DAY = Duration.days(1).toSeconds();
const HOUR = Duration.hours(1);
/** Long enough for two sweeps, so that what a sweep measures is never missing while it lasts. */
const SWEPT = Duration.minutes(15);

const failing: Readonly<Record<BackgroundFunction, string>> = {
  notify:
    'Confirmations, decisions and their outcomes are not mailed: people wait. See the log of notify; what is owed stays in the table.',
  publish:
    'Approved changes do not reach the published files: readers see what is wrong. See the log of publish; what is owed stays in the table.',
  sweep:
    'Deadlines pass unnoticed and nothing lost is woken again: somebody waits for nothing. See the log of sweep.',
  bounce:
    'Addresses that mail does not reach are not noticed: a manager may get no mail, and nobody knows. See the log of bounce.',
};

const own: Partial<Readonly<Record<MetricName, Told & { readonly period?: Duration }>>> = {
  MailParked: {
    from: 1,
    lost: 'Somebody does not get a mail they are owed: sending it was given up. npm run mails -- list says which and why, and npm run mails -- again has it tried anew.',
  },
  MailLagSeconds: {
    from: 1800,
    period: SWEPT,
    lost: 'Mails are late: the oldest has been owed for half an hour. See the log of notify for why it is not sent, whether notify runs at all, and in SES the sending limits.',
  },
  SendingClosed: {
    from: 1,
    lost: 'Nobody gets any mail: SES takes none from this account. See the log of notify for why, and in SES whether the account is in the sandbox, its identity unverified, or sending paused. What is owed waits a week.',
  },
  OldestWaitingSeconds: {
    from: 14 * DAY,
    period: HOUR,
    lost: 'A contributor has waited two weeks for a decision. Ask those who decide whether they get their mails.',
  },
  PublishLagSeconds: {
    from: 900,
    period: SWEPT,
    lost: 'What was approved a quarter of an hour ago is still not published: readers see what is wrong. See the log of publish, and whether it runs at all.',
  },
  ManagerUnreachable: {
    from: 1,
    lost: 'Somebody who decides no longer gets mails: theirs bounced, were refused by SES, or were reported as spam. Ask for another address and put it into corrigenda.config.ts.',
  },
  StillPublishedSeconds: {
    from: 900,
    period: SWEPT,
    lost: 'Somebody withdrew a quarter of an hour ago, and readers are still given what they withdrew. See the log of publish, and the invalidations of the distribution.',
  },
  HoldRefused: {
    from: 1,
    lost: 'Entries stay public that somebody with a say in them objects to: more was objected to than may be on hold at once. Those who decide have an urgent mail about each; ask them to look now, and whether somebody means to empty the inventory.',
  },
  RemovalStopped: {
    from: 1,
    lost: 'Nothing is published until somebody looks: the next release would have removed more than a tenth of the records. See the log of publish.',
  },
};

/**
 * Everything the operator is told of. Each alarm says what a person loses by it, and costs money: so none says what another says.
 * A stream that is read late, and functions that are throttled, show in what is late by it.
 */
export class Alarms extends Construct {
  private readonly operator: Operator;

  constructor(scope: Construct, id: string, { operator, api, background }: AlarmsProps) {
    super(scope, id);
    this.operator = operator;
    for (const [name, { lambda }] of Object.entries(background) as [BackgroundFunction, Handler][]) {
      this.add(`${name}Errors`, lambda.metricErrors(), { from: 1, lost: failing[name] });
    }
    this.addSilence(background.sweep);
    this.add('ServerErrors', api.serverErrors(), {
      from: 1,
      lost: 'Visitors got an error page instead of an answer; what they typed may be lost. See the logs of browse, submit, confirm and review, and whether functions ran into the concurrency limit of the account (Throttles): AWS raises it when asked.',
    });
    for (const [name, { period, ...told }] of Object.entries(own)) {
      this.add(name, ownMetric(name as MetricName, period), told);
    }
  }

  private add(id: string, metric: Metric, told: Told): void {
    new Alarm(this, id, { operator: this.operator, metric, ...told });
  }

  private addSilence({ lambda }: Handler): void {
    this.add(
      'SweepSilent',
      lambda.metricInvocations({ period: Duration.minutes(15), statistic: Stats.SUM }),
      {
        periods: 2,
        lost: 'Nothing has looked for half an hour at what is due or stuck: reminders and deadlines do not happen. See whether the rule of sweep is enabled.',
      },
    );
  }
}

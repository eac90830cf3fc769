import { Duration } from 'aws-cdk-lib';
import { Dashboard as CloudWatchDashboard, GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { Handler } from './handler.ts';
import { ownMetric } from './metric.ts';

export type DashboardProps = { readonly api: Api; readonly handlers: readonly Handler[] };

/** How the service is doing, on one page. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { api, handlers }: DashboardProps) {
    super(scope, id);
    const hourly = Duration.hours(1);
    new CloudWatchDashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(7),
      widgets: [
        [
          graph('Submissions', [
            ownMetric('Accepted', hourly),
            ownMetric('Decided', hourly),
            ownMetric('Withdrawn', hourly),
          ]),
          graph('Oldest waiting for a decision (s)', [ownMetric('OldestWaitingSeconds', hourly)]),
        ],
        [
          graph('Changes published', [ownMetric('Published', hourly)]),
          graph('Lag of releases, mails and withdrawals (s)', [
            ownMetric('PublishLagSeconds'),
            ownMetric('MailLagSeconds'),
            ownMetric('StillPublishedSeconds'),
          ]),
        ],
        [
          graph('Mails', [
            ownMetric('MailSent', hourly),
            ownMetric('MailFailed', hourly),
            ownMetric('MailParked', hourly),
          ]),
          graph('Stopped', [
            ownMetric('SendingClosed', hourly),
            ownMetric('ManagerUnreachable', hourly),
            ownMetric('HoldRefused', hourly),
            ownMetric('RemovalStopped', hourly),
          ]),
        ],
        [
          graph('Requests', [
            api.requests().with({ label: 'all' }),
            api.refused().with({ label: 'refused (4xx)' }),
          ]),
        ],
        [
          graph('Errors', [
            api.serverErrors().with({ label: '5xx' }),
            ...handlers.map(({ lambda, name }) => lambda.metricErrors({ label: name })),
          ]),
          graph('Time to answer (ms)', [
            api.latency(50).with({ label: 'half' }),
            api.latency(95).with({ label: '95 %' }),
          ]),
        ],
      ],
    });
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 12, height: 6, leftYAxis: { min: 0 } });
}

import { Duration } from 'aws-cdk-lib';
import { Metric, Stats, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { METRICS_NAMESPACE, type MetricName, metrics } from '../lambdas/config/metrics.ts';

const units = {
  Count: { unit: Unit.COUNT, statistic: Stats.SUM },
  Seconds: { unit: Unit.SECONDS, statistic: Stats.MAXIMUM },
} as const;

/** A metric that functions emit: how many in a period, or how long at worst. */
export function ownMetric(metricName: MetricName, period = Duration.minutes(5)): Metric {
  return new Metric({ namespace: METRICS_NAMESPACE, metricName, period, ...units[metrics[metricName]] });
}

import { METRICS_NAMESPACE, type MetricName, metrics } from '../config/metrics.ts';

/** Reports a measured value, or counts one more. */
export type Measure = (name: MetricName, value?: number) => void;

/**
 * Metrics as log lines that CloudWatch turns into metrics by itself: no call, no permission.
 * The format is CloudWatch's embedded metric format; without dimensions there is one metric for the whole service.
 * @param write takes one line, and adds nothing to it, as Lambda's `console.log` would
 */
export function embeddedMetrics(now: () => Date, write: (line: string) => unknown): Measure {
  return (name, value = 1) => {
    const definition = {
      Namespace: METRICS_NAMESPACE,
      Dimensions: [[]],
      Metrics: [{ Name: name, Unit: metrics[name] }],
    };
    write(
      JSON.stringify({
        _aws: { Timestamp: now().getTime(), CloudWatchMetrics: [definition] },
        [name]: value,
      }),
    );
  };
}

import * as z from 'zod/mini';

/** A value of a metric; `at` in milliseconds. */
export type Datum = { readonly at: number; readonly value: number };

/** An alarm as the template has it. Strict: what is not understood may be what it rests on. */
const alarmSchema = z.strictObject({
  AlarmActions: z.unknown(),
  AlarmDescription: z.string(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  Dimensions: z.optional(z.unknown()),
  EvaluationPeriods: z.number(),
  MetricName: z.string(),
  Namespace: z.string(),
  Period: z.number(),
  Statistic: z.enum(['Sum', 'Maximum']),
  Threshold: z.number(),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
  Unit: z.optional(z.string()),
});
export type AlarmProperties = z.infer<typeof alarmSchema>;

export const readAlarm = (properties: unknown): AlarmProperties => alarmSchema.parse(properties);

/** Where periods may begin, as parts of one: nobody chooses when an incident begins. */
const BEGINNINGS = [0, 0.07, 0.2, 0.33, 0.5, 0.61, 0.8, 0.95];

/**
 * How many ways of cutting the time into periods make the alarm go off (Amazon CloudWatch User Guide, "Using Amazon CloudWatch
 * alarms"): as many periods in a row as it asks for have to be bad.
 * @returns all, none or some: an alarm that depends on when an incident begins is not good enough
 */
export function goesOff(alarm: AlarmProperties, data: readonly Datum[], from: number, to: number) {
  const times = BEGINNINGS.filter((part) => isRaised(alarm, data, from - part * alarm.Period * 1000, to));
  if (times.length === 0) return 'never';
  return times.length === BEGINNINGS.length ? 'always' : 'by chance';
}

function isRaised(alarm: AlarmProperties, data: readonly Datum[], from: number, to: number): boolean {
  const length = alarm.Period * 1000;
  let inARow = 0;
  for (let start = from; start + length <= to; start += length) {
    const values = data.filter(({ at }) => at >= start && at < start + length).map(({ value }) => value);
    inARow = isBad(alarm, values) ? inARow + 1 : 0;
    if (inARow >= alarm.EvaluationPeriods) return true;
  }
  return false;
}

function isBad(alarm: AlarmProperties, values: readonly number[]): boolean {
  if (values.length === 0) return alarm.TreatMissingData === 'breaching';
  const value = alarm.Statistic === 'Sum' ? values.reduce((sum, one) => sum + one, 0) : Math.max(...values);
  return alarm.ComparisonOperator === 'LessThanThreshold'
    ? value < alarm.Threshold
    : value >= alarm.Threshold;
}

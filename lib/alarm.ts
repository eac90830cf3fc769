import {
  Alarm as CloudWatchAlarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Operator } from './operator.ts';

export type AlarmProps = {
  readonly operator: Operator;
  /** What a person loses while this lasts, and what to look at: all that the operator's mail says. */
  readonly lost: string;
  readonly metric: IMetric;
  /** The first value that is too much; without it silence is the alarm: fewer than one in each period. */
  readonly from?: number;
  /** Periods in a row of which each must be bad. */
  readonly periods?: number;
};

/** Tells the operator what somebody is losing. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, { operator, lost, metric, from, periods = 1 }: AlarmProps) {
    super(scope, id);
    const silence = from === undefined;
    const alarm = new CloudWatchAlarm(this, 'Alarm', {
      alarmDescription: lost,
      metric,
      threshold: from ?? 1,
      comparisonOperator: silence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      evaluationPeriods: periods,
    });
    alarm.addAlarmAction(operator.action);
  }
}

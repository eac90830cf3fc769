import type { Duration } from 'aws-cdk-lib';
import { type EventPattern, type IRuleTarget, Rule, type Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { Handler } from './handler.ts';

export type OnEventProps = {
  readonly description: string;
  readonly handler: Handler;
  /** When, or at which events of the account's default bus. */
  readonly on: { readonly schedule: Schedule } | { readonly eventPattern: EventPattern };
  /** How often handing an event over is tried again; what the function makes of it is the function's own matter. */
  readonly retryAttempts: number;
  readonly maxEventAge: Duration;
};

/** Runs a function on a schedule, or at what other services report. */
export class OnEvent extends Construct {
  constructor(scope: Construct, id: string, props: OnEventProps) {
    super(scope, id);
    const { description, handler, on, retryAttempts, maxEventAge } = props;
    const target = new LambdaFunction(handler.lambda, { retryAttempts, maxEventAge });
    new Rule(this, 'Rule', { description, ...on, targets: [target as IRuleTarget] });
  }
}

import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Variable, variables } from '../lambdas/config/environment.ts';
import type { HttpFunction } from '../lambdas/config/routes.ts';
import { bundleFunction } from './bundle.ts';

/** The deployed functions: each is `lambdas/<name>.ts`. */
export type FunctionName = HttpFunction | 'notify' | 'publish' | 'sweep' | 'bounce';

export type HandlerProps = {
  readonly name: FunctionName;
  readonly description: string;
  readonly environment: Readonly<Partial<Record<Variable, string>>>;
  readonly timeout: Duration;
  /** MB; Lambda gives CPU in proportion. */
  readonly memorySize: number;
  readonly concurrency?: number | undefined;
  /** How often an event that failed is tried again, for functions that run in the background. */
  readonly retryAttempts?: number;
  /** How long such an event is worth trying. */
  readonly maxEventAge?: Duration;
};

/** A function with a role and a log group of its own. The role begins with the right to log and to trace, no more. */
export class Handler extends Construct implements IGrantable {
  readonly name: FunctionName;
  readonly lambda: LambdaFunction;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: HandlerProps) {
    super(scope, id);
    this.name = props.name;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.grantPrincipal = role;
    this.lambda = new LambdaFunction(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundleFunction(props.name)),
      environment: environmentOf(props.environment),
      timeout: props.timeout,
      memorySize: props.memorySize,
      role,
      logGroup,
      // Lambda's own lines, too: what a function failed of stands there.
      loggingFormat: LoggingFormat.JSON,
      // X-Ray knows no resources, so this grants its two actions on everything.
      tracing: Tracing.ACTIVE,
      ...(props.concurrency === undefined ? {} : { reservedConcurrentExecutions: props.concurrency }),
      ...(props.retryAttempts === undefined ? {} : { retryAttempts: props.retryAttempts }),
      ...(props.maxEventAge === undefined ? {} : { maxEventAge: props.maxEventAge }),
    });
  }
}

function environmentOf(values: HandlerProps['environment']): Record<string, string> {
  const named = Object.entries(variables) as [Variable, string][];
  return Object.fromEntries(
    named.flatMap(([variable, name]) => {
      const value = values[variable];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

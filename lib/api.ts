import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnIntegration,
  CfnRoute,
  type CfnStage,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type HttpFunction, routes } from '../lambdas/config/routes.ts';
import type { Handler } from './handler.ts';
import { defaultThrottle, type Rates, routeKeys, routeThrottles } from './throttles.ts';

export type ApiProps = { readonly requestsPerSecond: Rates };

/** The HTTP API in front of the functions that answer requests. */
export class Api extends Construct {
  readonly domainName: string;
  private readonly api: HttpApi;
  private readonly stage: CfnStage;

  constructor(scope: Construct, id: string, { requestsPerSecond }: ApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    this.domainName = `${this.api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: defaultThrottle(),
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLogFormat() },
    });
    this.stage = stage.node.defaultChild as CfnStage;
    this.stage.routeSettings = routeThrottles(requestsPerSecond);
  }

  /** Requests that got no answer for a reason of ours. */
  serverErrors(): Metric {
    return this.api.metricServerError({ statistic: Stats.SUM });
  }

  /** All requests, and those that were refused: for what they sent, or because there were too many. */
  requests(): Metric {
    return this.api.metricCount({ statistic: Stats.SUM });
  }

  refused(): Metric {
    return this.api.metricClientError({ statistic: Stats.SUM });
  }

  /** How long requests took that were slower than all but a share of them, such as the 95th percentile. */
  latency(percentile: number): Metric {
    return this.api.metricLatency({ statistic: Stats.percentile(percentile) });
  }

  /** Sends a function the requests that are its own. */
  route(name: HttpFunction, { lambda }: Handler): void {
    const { apiId } = this.api;
    lambda.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      // Two asterisks, for stage and route, match `$default` too; CDK's own integration asks for three.
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: apiId, resourceName: '*/*' }),
    });
    const integration = new CfnIntegration(this, `${name} integration`, {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
    for (const routeKey of routes[name].flatMap(routeKeys)) {
      const route = new CfnRoute(this, routeKey, {
        apiId,
        routeKey,
        target: `integrations/${integration.ref}`,
      });
      // The stage has settings for its routes by name, and refuses those it does not find.
      this.stage.addResourceDependency(route);
    }
  }
}

/** The route's key, never the path: it holds the tokens of mailed links. Nor the address of the client. */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      time: AccessLogField.contextRequestTimeEpoch(),
      requestId: AccessLogField.contextRequestId(),
      routeKey: '$context.routeKey',
      status: AccessLogField.contextStatus(),
      responseLength: AccessLogField.contextResponseLength(),
      latency: AccessLogField.contextResponseLatency(),
      error: AccessLogField.contextIntegrationErrorMessage(),
    }),
  );
}

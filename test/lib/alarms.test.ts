import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { METRICS_NAMESPACE, metrics } from '../../lambdas/config/metrics.ts';
import { Firewall } from '../../lib/firewall.ts';
import { Operator } from '../../lib/operator.ts';
import { synthesize } from './template.ts';

const { template, all, json } = synthesize();
const alarms = all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

describe('every alarm', () => {
  test('says in sentences what a person loses', () => {
    const descriptions = alarms.map(({ AlarmDescription }) => `${AlarmDescription}`);
    expect(new Set(descriptions).size).toBe(alarms.length);
    for (const description of descriptions) expect(description).toMatch(/^[A-Za-z].{60,}\.$/);
  });

  test('reaches the operator', () => {
    const [topic] = Object.entries(json.Resources).flatMap(([id, { Type }]) =>
      Type === 'AWS::SNS::Topic' ? [id] : [],
    );
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [{ Ref: topic }] });
  });
});

describe('there is an alarm', () => {
  test.each(['Notify', 'Publish', 'Sweep', 'Bounce'])('for errors of %s', (name) => {
    const function_ = { Name: 'FunctionName', Value: { Ref: expect.stringMatching(`^${name}Handler`) } };
    expect(alarms).toContainEqual(
      expect.objectContaining({
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        Threshold: 1,
        Dimensions: [function_],
      }),
    );
  });

  test('for answers that the functions of pages could not give', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Threshold: 1,
    });
  });

  test('for a sweep that never runs', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test.each([
    ['MailParked', 1],
    ['MailLagSeconds', 1800],
    ['SendingClosed', 1],
    ['OldestWaitingSeconds', 14 * 24 * 60 * 60],
    ['PublishLagSeconds', 900],
    ['ManagerUnreachable', 1],
    ['StillPublishedSeconds', 900],
    ['HoldRefused', 1],
    ['RemovalStopped', 1],
  ] as const)('for %s from %d', (MetricName, Threshold) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: METRICS_NAMESPACE,
      MetricName,
      Threshold,
      Unit: metrics[MetricName],
      Dimensions: Match.absent(),
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('the dashboard', () => {
  const [dashboard, ...others] = all('AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.Properties['DashboardBody']);

  test('is one', () => {
    expect(others).toEqual([]);
  });

  test('shows every metric that functions emit, their errors, and how long answers take', () => {
    for (const name of Object.keys(metrics)) expect(body).toContain(name);
    for (const [id, { Type }] of Object.entries(json.Resources)) {
      if (Type === 'AWS::Lambda::Function') expect(body).toContain(id);
    }
    expect(body).toContain('p95');
  });

  test('has few enough metrics to be among those AWS does not charge for', () => {
    expect(body.split('AWS/').length + body.split(METRICS_NAMESPACE).length).toBeLessThanOrEqual(50);
  });
});

describe('the operator', () => {
  const mailed = (address: string | undefined) => {
    const stack = new Stack(new App());
    new Operator(stack, 'Operator', address);
    return Template.fromStack(stack);
  };

  test('is mailed at the address of the settings, if there is one', () => {
    mailed('operator@example.org').hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'operator@example.org',
    });
    mailed(undefined).resourceCountIs('AWS::SNS::Subscription', 0);
  });

  test('hears from alarms of this account, and only over TLS', () => {
    mailed(undefined).hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ],
      },
    });
  });
});

describe('the firewall', () => {
  const firewall = new Firewall(new App(), 'Firewall');

  test('is not part of the service', () => {
    expect(all('AWS::WAFv2::WebACL')).toEqual([]);
  });

  test('is in the one region where CloudFront finds it', () => {
    expect(firewall.region).toBe('us-east-1');
    Template.fromStack(firewall).hasResourceProperties('AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' });
  });

  test('stops floods, only counts what common rules would stop, and samples no request', () => {
    Template.fromStack(firewall).hasResourceProperties('AWS::WAFv2::WebACL', {
      DefaultAction: { Allow: {} },
      Rules: [
        {
          Action: { Block: {} },
          Statement: { RateBasedStatement: { AggregateKeyType: 'IP' } },
          VisibilityConfig: { SampledRequestsEnabled: false },
        },
        {
          OverrideAction: { Count: {} },
          Statement: { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesCommonRuleSet' } },
          VisibilityConfig: { SampledRequestsEnabled: false },
        },
      ],
    });
  });
});

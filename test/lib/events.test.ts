import { describe, expect, test } from 'vitest';
import { readOptional, variables } from '../../lambdas/config/environment.ts';
import { settingsSchema } from '../../lambdas/config/schema.ts';
import { settings } from '../../lambdas/config/settings.ts';
import { LONGEST_SEND_MS } from '../../lambdas/mail/ses.ts';
import { LEASE_MS } from '../../lambdas/notify.ts';
import { synthesize } from './template.ts';

const { template, all, json } = synthesize();
const [configurationSet = ''] = Object.entries(json.Resources).flatMap(([id, { Type }]) =>
  Type === 'AWS::SES::ConfigurationSet' ? [id] : [],
);

describe('every rule', () => {
  test('gives up in the end', () => {
    for (const { Properties } of all('AWS::Events::Rule')) {
      expect(Properties['Targets']).toEqual([
        expect.objectContaining({
          RetryPolicy: {
            MaximumRetryAttempts: expect.any(Number),
            MaximumEventAgeInSeconds: expect.any(Number),
          },
        }),
      ]);
    }
  });

  test('runs a function that gives up in the end', () => {
    template.resourceCountIs('AWS::Lambda::EventInvokeConfig', all('AWS::Events::Rule').length);
  });
});

test('sweep runs every five minutes', () => {
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)' });
});

test('bounce hears what SES reports of our own mails', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.ses'],
      'detail-type': ['Email Bounced', 'Email Complaint Received'],
      detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: configurationSet }] } } },
    },
  });
});

describe('SES', () => {
  test('reports bounces and complaints, and follows nobody', () => {
    template.allResourcesProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: { MatchingEventTypes: ['bounce', 'complaint'] },
    });
    template.allResourcesProperties('AWS::SES::ConfigurationSet', {
      VdmOptions: { DashboardOptions: { EngagementMetrics: 'DISABLED' } },
    });
  });

  test('gets mails of notify under the configuration set', () => {
    const named = all('AWS::Lambda::Function').filter(({ Properties }) =>
      JSON.stringify(Properties['Environment']).includes(variables.configurationSet),
    );
    expect(named.map(({ Properties }) => Properties['Description'])).toEqual([
      'Sends the mails that are owed',
    ]);
    expect(JSON.stringify(named[0]?.Properties['Environment'])).toContain(configurationSet);
  });
});

test('one try to send ends well before its function, and the function before it loses the mail to another run', () => {
  const [notify] = all('AWS::Lambda::Function').filter(
    ({ Properties }) => Properties['Description'] === 'Sends the mails that are owed',
  );
  const milliseconds = Number(notify?.Properties['Timeout']) * 1000;
  expect(LONGEST_SEND_MS * 2).toBeLessThanOrEqual(milliseconds);
  expect(milliseconds).toBeLessThan(LEASE_MS);
});

test('limits cannot be switched off by the template', () => {
  expect(JSON.stringify(json)).not.toContain(`"${variables.limits}"`);
  expect(readOptional('limits', {})).toBeNull();
  expect(readOptional('limits', { LIMITS: 'off' })).toBe('off');
});

describe('the setting of a firewall', () => {
  const parse = (firewall: string) => settingsSchema.safeParse({ ...settings, firewall });

  test('is the ARN of a web ACL of CloudFront', () => {
    expect(parse('arn:aws:wafv2:us-east-1:123456789012:global/webacl/Corrigenda/1a2b').success).toBe(true);
  });

  test('is refused for one that CloudFront does not take', () => {
    const { error } = parse('arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/Corrigenda/1a2b');
    expect(error?.issues[0]?.message).toContain('must be the ARN of a web ACL for CloudFront');
  });
});

import { describe, expect, it } from 'vitest';
import { readRules } from '../../local/events/rules.ts';
import { templateResolver } from '../../local/template/resolve.ts';
import { requireSupported } from '../../local/template/template.ts';

/** Rules with some properties, on a distribution, which each template has. */
function rulesWith(properties: Record<string, unknown>) {
  const Distribution = { Type: 'AWS::CloudFront::Distribution', Properties: {} };
  const Rule = { Type: 'AWS::Events::Rule', Properties: { State: 'ENABLED', Targets: [], ...properties } };
  const template = requireSupported({ Resources: { Distribution, Rule } });
  return readRules(template, templateResolver(template, 'http://localhost:4000'));
}

describe('a rule', () => {
  it.each([
    ['rate(1 minute)', 60],
    ['rate(5 minutes)', 300],
    ['rate(12 hours)', 43_200],
    ['rate(1 day)', 86_400],
  ])('runs at %s', (ScheduleExpression, everySeconds) => {
    expect(rulesWith({ ScheduleExpression })).toEqual([expect.objectContaining({ everySeconds })]);
  });

  it('wants what its pattern lets through, of lists any value', () => {
    const [rule] = rulesWith({ EventPattern: { source: ['aws.ses'], detail: { tags: { set: ['ours'] } } } });
    expect(rule?.wants({ source: 'aws.ses', detail: { tags: { set: ['other', 'ours'] } } })).toBe(true);
    expect(rule?.wants({ source: 'aws.ses', detail: { tags: { set: ['other'] } } })).toBe(false);
    expect(rule?.wants({ source: 'aws.ses' })).toBe(false);
  });

  it('that has a schedule wants no events', () => {
    expect(rulesWith({ ScheduleExpression: 'rate(1 day)' })[0]?.wants({})).toBe(false);
  });

  it('is refused by what the laptop cannot do', () => {
    expect(() => rulesWith({ ScheduleExpression: 'cron(0 8 * * ? *)' })).toThrow('cron(0 8 * * ? *)');
    expect(() => rulesWith({ EventPattern: { source: [{ prefix: 'aws' }] } })).toThrow('by prefix');
    expect(() => rulesWith({ Targets: [{ Arn: 'a', Id: 'b', Input: '{}' }] })).toThrow('Input');
    expect(() => rulesWith({ EventBusName: 'other' })).toThrow('EventBusName');
    expect(() => rulesWith({ State: 'DISABLED' })).toThrow('ENABLED');
  });
});

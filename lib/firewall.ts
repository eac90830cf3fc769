import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/** Requests of one address in five minutes: a ministry behind one address stays below it. */
const REQUESTS = 2_000;

/** AWS takes a firewall for CloudFront in this region only, so it is a stack of its own. */
const REGION = 'us-east-1';

/** A web ACL to put before the distribution: stops floods, and counts what AWS's common rules would stop. */
export class Firewall extends Stack {
  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { ...props, env: { ...props.env, region: REGION } });
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: measured('Corrigenda'),
      rules: [
        {
          name: 'Flood',
          priority: 0,
          statement: { rateBasedStatement: { limit: REQUESTS, aggregateKeyType: 'IP' } },
          action: { block: {} },
          visibilityConfig: measured('CorrigendaFlood'),
        },
        {
          name: 'Common',
          priority: 1,
          statement: {
            managedRuleGroupStatement: { vendorName: 'AWS', name: 'AWSManagedRulesCommonRuleSet' },
          },
          // Counted, not blocked: they refuse bodies above 8 KB and texts with markup, which corrections may well have.
          overrideAction: { count: {} },
          visibilityConfig: measured('CorrigendaCommon'),
        },
      ],
    });
    new CfnOutput(this, 'FirewallArn', {
      value: acl.attrArn,
      description: 'Put it into corrigenda.config.ts as firewall, and deploy again',
    });
  }
}

/** No samples: they would keep addresses, and paths with the tokens of mailed links. */
function measured(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

import { type App, Aspects, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPackSuppression, NagSuppressions } from 'cdk-nag';

/** Rules that this system breaks, and why it is right to. Everything else that cdk-nag finds stops a deployment. */
export const suppressions: readonly NagPackSuppression[] = [
  {
    id: 'AwsSolutions-APIG4',
    reason:
      'Anybody may read and send corrections without an account. What only some may do needs a secret from a mailed link, which the functions check.',
  },
  {
    id: 'AwsSolutions-CFR1',
    reason: 'The inventory is for readers in every country.',
  },
  {
    id: 'AwsSolutions-CFR2',
    reason:
      'A firewall costs more than all the rest, so it is for the operator to choose: bin/firewall.ts deploys one, the setting firewall puts it in front.',
  },
  {
    id: 'AwsSolutions-CFR3',
    reason:
      'Its logs would keep the addresses of readers, and paths that hold the secrets of mailed links. The log of the API has route keys instead.',
  },
  {
    id: 'AwsSolutions-CFR4',
    reason:
      'The distribution has no domain of its own, and so CloudFront’s certificate, with which nobody can choose the oldest TLS version.',
  },
  {
    id: 'AwsSolutions-SMG4',
    reason:
      'The key of the front door has to change in CloudFront and in Secrets Manager together: docs/operating.md says how, in two steps that turn nobody away.',
  },
  {
    id: 'AwsSolutions-S1',
    reason:
      'Only CloudFront and the publisher reach the bucket, and the table has the history of what is in it. A log would keep who read what.',
  },
  {
    id: 'AwsSolutions-IAM5',
    appliesTo: ['Resource::*'],
    reason:
      'The two actions that send traces to X-Ray know no resources. A test sees to it that nothing else has this.',
  },
  {
    id: 'AwsSolutions-IAM5',
    appliesTo: ['Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*'],
    reason:
      'In the sandbox IAM asks for the identity of who gets a mail, which is whatever address was verified to try with. A condition allows one sender only.',
  },
  {
    id: 'AwsSolutions-IAM5',
    appliesTo: [{ regex: '/^Resource::<PublishedFilesBucket\\w+\\.Arn>\\/(?:v1|shards)\\/\\*$/' }],
    reason:
      'The publisher writes all published files, and shards to make them from, whose names depend on the records; it reaches nothing else.',
  },
];

/** Checks the app against cdk-nag's AwsSolutions rules when it is synthesized; the CDK refuses to deploy what breaks one. */
export function checkSolutions(app: App, except = suppressions): void {
  for (const stack of app.node.children.filter(Stack.isStack)) {
    NagSuppressions.addStackSuppressions(stack, [...except]);
  }
  Aspects.of(app).add(new AwsSolutionsChecks());
}

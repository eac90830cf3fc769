import { Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** The person who is told when something goes wrong: by mail, once the address has confirmed AWS's own question. */
export class Operator extends Construct {
  /** Where alarms go. */
  readonly action: IAlarmAction;

  constructor(scope: Construct, id: string, address: string | undefined) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { displayName: 'Corrigenda', enforceSSL: true });
    // A policy of its own, as `enforceSSL` makes it, takes the place of the one that lets the account's alarms in.
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (address !== undefined) topic.addSubscription(new EmailSubscription(address));
    this.action = new SnsAction(topic);
  }
}

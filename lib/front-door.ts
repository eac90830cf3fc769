import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { FRONT_DOOR_HEADER } from '../lambdas/config/front-door.ts';
import type { Handler } from './handler.ts';

/**
 * The key by which functions know what came through CloudFront. The API has an address of its own, where anybody could ask
 * past the firewall and say whose address they come from: functions refuse requests without the key.
 */
export class FrontDoor extends Construct {
  /** Where the key lies. Functions are told this, and read the key themselves: their variables can be read by many. */
  readonly secretArn: string;
  private readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.secret = new Secret(this, 'Key', {
      description: 'Corrigenda: by this key functions know what came through CloudFront',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.secretArn = this.secret.secretArn;
  }

  /** What CloudFront sends along. The template only refers to the key: CloudFormation puts it in its place. */
  get headers(): Record<string, string> {
    return { [FRONT_DOOR_HEADER]: this.secret.secretValue.unsafeUnwrap() };
  }

  grantRead(handler: Handler): void {
    Grant.addToPrincipal({
      grantee: handler,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [this.secretArn],
    });
  }
}

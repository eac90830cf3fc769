import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { Grant, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Handler } from './handler.ts';

/** What sites read. */
const PUBLIC = 'v1/*';
/** What only the publisher reads: what it makes the next release's files from. */
const SHARDS = 'shards/*';

/**
 * The bucket of published files. Unversioned: a version of a withdrawn file would outlive the withdrawal, and the
 * table can write all files again.
 */
export class PublishedFiles extends Construct {
  readonly name: string;
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: false,
      // A publisher that died while it wrote a big file leaves parts of it, which nobody sees and everybody pays.
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN,
      // Answers the preflight of a browser that asks with If-None-Match; CloudFront adds the other headers.
      cors: [
        { allowedMethods: [HttpMethods.GET, HttpMethods.HEAD], allowedOrigins: ['*'], allowedHeaders: ['*'] },
      ],
    });
    this.name = this.bucket.bucketName;
  }

  /** The bucket as CloudFront takes it. The cast: CDK's classes do not meet its interfaces under our tsconfig. */
  get origin(): IBucket {
    return this.bucket as IBucket;
  }

  /** Lets the publisher write files and read them back: a conditional write needs both. It removes shards only: no reader sees them. */
  grantPublish(handler: Handler): void {
    Grant.addToPrincipal({
      grantee: handler,
      actions: ['s3:GetObject', 's3:PutObject'],
      resourceArns: [PUBLIC, SHARDS].map((paths) => this.bucket.arnForObjects(paths)),
    });
    Grant.addToPrincipal({
      grantee: handler,
      actions: ['s3:DeleteObject'],
      resourceArns: [this.bucket.arnForObjects(SHARDS)],
    });
    // Without it, S3 answers 403 instead of 404 for a file that does not exist yet.
    Grant.addToPrincipal({
      grantee: handler,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
    });
  }

  /** Lets the distribution read what is public; the right to list makes missing files 404 instead of 403. */
  grantRead(distribution: Distribution): void {
    const grants = [
      { action: 's3:GetObject', resource: this.bucket.arnForObjects(PUBLIC) },
      { action: 's3:ListBucket', resource: this.bucket.bucketArn },
    ];
    for (const { action, resource } of grants) {
      this.bucket.addToResourcePolicy(
        new PolicyStatement({
          actions: [action],
          resources: [resource],
          principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
          conditions: { StringEquals: { 'AWS:SourceArn': distribution.distributionArn } },
        }),
      );
    }
  }
}

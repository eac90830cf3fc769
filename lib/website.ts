import { Duration, Stack } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HttpVersion,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { FrontDoor } from './front-door.ts';
import type { Handler } from './handler.ts';
import type { PublishedFiles } from './published-files.ts';

export type WebsiteProps = {
  readonly api: Api;
  readonly files: PublishedFiles;
  readonly door: FrontDoor;
  /** How often the key of the front door was changed, counted from 1. */
  readonly doorKey: number;
  /** The ARN of a web ACL. */
  readonly firewall?: string | undefined;
};

/** Every published file may be withdrawn: none may be seen longer than this. */
const PUBLISHED_TTL = Duration.seconds(60);

/** One address for pages, API and published files. */
export class Website extends Construct {
  /** `https://` and the domain, without a slash at the end. */
  readonly publicUrl: string;
  readonly distributionId: string;

  constructor(scope: Construct, id: string, { api, files, door, doorKey, firewall }: WebsiteProps) {
    super(scope, id);
    const pages = new HttpOrigin(api.domainName, { customHeaders: door.headers });
    const distribution = new Distribution(this, 'Distribution', {
      // CloudFormation reads the key anew when something else here changes, which is what the number is for.
      comment: `Corrigenda, key ${doorKey}`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: this.pageBehavior(pages),
      additionalBehaviors: {
        '/assets/*': assetBehavior(pages),
        '/v1/*': this.publishedBehavior(files),
      },
      ...(firewall === undefined ? {} : { webAclId: firewall }),
    });
    files.grantRead(distribution);
    this.publicUrl = `https://${distribution.distributionDomainName}`;
    this.distributionId = distribution.distributionId;
  }

  /** Lets a function have the copies forgotten that readers are given. */
  grantForget(handler: Handler): void {
    const distributionArn = Stack.of(this).formatArn({
      service: 'cloudfront',
      region: '',
      resource: 'distribution',
      resourceName: this.distributionId,
    });
    Grant.addToPrincipal({
      grantee: handler,
      actions: ['cloudfront:CreateInvalidation'],
      resourceArns: [distributionArn],
    });
  }

  private pageBehavior(origin: HttpOrigin): BehaviorOptions {
    return {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      cachePolicy: new CachePolicy(this, 'PageCache', {
        comment: 'Keeps nothing unless the page says so, and compresses',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.seconds(0),
        maxTtl: PUBLISHED_TTL,
        // CloudFront keeps errors for ten seconds whatever they say: one with a wrong `t` or `lang` must not
        // answer the next reader's right one. The managed policy without caching leaves the query out of the key.
        queryStringBehavior: CacheQueryStringBehavior.all(),
        enableAcceptEncodingGzip: true,
        enableAcceptEncodingBrotli: true,
      }),
    };
  }

  private publishedBehavior(files: PublishedFiles): BehaviorOptions {
    const access = new S3OriginAccessControl(this, 'PublishedAccess');
    return {
      // The files grant the reading themselves: CDK's own grant would include what is not public.
      origin: S3BucketOrigin.withBucketDefaults(files.origin, {
        originAccessControlId: access.originAccessControlId,
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      // Compressing on the way weakens the ETag that readers compare.
      compress: false,
      originRequestPolicy: OriginRequestPolicy.CORS_S3_ORIGIN,
      cachePolicy: new CachePolicy(this, 'PublishedCache', {
        comment: 'A minute at most: withdrawn content must go',
        minTtl: Duration.seconds(0),
        defaultTtl: PUBLISHED_TTL,
        maxTtl: PUBLISHED_TTL,
      }),
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'PublishedHeaders', {
        comment: 'Any site may read, and see the ETag',
        corsBehavior: {
          accessControlAllowOrigins: ['*'],
          accessControlAllowMethods: ['GET', 'HEAD', 'OPTIONS'],
          accessControlAllowHeaders: ['*'],
          accessControlExposeHeaders: ['ETag', 'Last-Modified'],
          accessControlAllowCredentials: false,
          accessControlMaxAge: Duration.days(1),
          originOverride: true,
        },
        securityHeadersBehavior: { contentTypeOptions: { override: true } },
      }),
    };
  }
}

/** Assets carry a hash of their content in the name, and say themselves how long they last. */
function assetBehavior(origin: HttpOrigin): BehaviorOptions {
  return {
    origin,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
  };
}

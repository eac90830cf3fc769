import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { FRONT_DOOR_HEADER } from '../../lambdas/config/front-door.ts';
import { routeGroups, routes } from '../../lambdas/config/routes.ts';
import { settings } from '../../lambdas/config/settings.ts';
import type { Throttle } from '../../lib/throttles.ts';
import { synthesize } from './template.ts';

const { template, all, json } = synthesize();

describe('the HTTP API', () => {
  const routeKeys = all('AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties['RouteKey']);

  test('has every route of the functions once, and HEAD wherever there is GET', () => {
    const declared: readonly string[] = Object.values(routes).flat();
    const heads = declared
      .filter((route) => route.startsWith('GET '))
      .map((route) => route.replace('GET', 'HEAD'));
    expect([...routeKeys].sort()).toEqual([...declared, ...heads].sort());
  });

  test('may invoke the function of $default, whose source has no path', () => {
    const sources = all('AWS::Lambda::Permission')
      .filter(({ Properties }) => Properties['Principal'] === 'apigateway.amazonaws.com')
      .map(({ Properties }) => JSON.stringify(Properties['SourceArn']));
    expect(sources).toHaveLength(Object.keys(routes).length);
    for (const source of sources) expect(source).toMatch(/"\/\*\/\*"\]\]\}$/);
  });

  test('throttles each route by itself, by what it is for', () => {
    const [stage] = all('AWS::ApiGatewayV2::Stage');
    const throttles = stage?.Properties['RouteSettings'] as Readonly<Record<string, Throttle>>;
    expect(Object.keys(throttles).sort()).toEqual([...routeKeys].sort());
    for (const [key, throttle] of Object.entries(throttles)) {
      const route = key.replace(/^HEAD /, 'GET ') as keyof typeof routeGroups;
      const rate = key.startsWith('HEAD ') ? 1 : settings.requestsPerSecond[routeGroups[route]];
      expect(throttle, key).toEqual({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate });
    }
  });

  test('is throttled on a route that nobody has thought of', () => {
    template.allResourcesProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 },
    });
  });

  test('has its routes before the stage that names them, which would not find them otherwise', () => {
    const ids = Object.entries(json.Resources).flatMap(([id, { Type }]) =>
      Type === 'AWS::ApiGatewayV2::Route' ? [id] : [],
    );
    const [stage] = all('AWS::ApiGatewayV2::Stage');
    expect([...(stage?.DependsOn ?? [])].sort()).toEqual(ids.sort());
  });

  test('logs route keys and never a path, a query or an address', () => {
    const [stage] = all('AWS::ApiGatewayV2::Stage');
    const format = JSON.stringify(stage?.Properties['AccessLogSettings']);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/path|sourceIp|query|userAgent|protocol/i);
  });
});

describe('the distribution', () => {
  const [distribution] = all('AWS::CloudFront::Distribution');
  const config = JSON.stringify(distribution?.Properties['DistributionConfig']);

  test('keeps no log and rewrites no error', () => {
    expect(config).not.toMatch(/Logging|CustomErrorResponses/);
  });

  test('sends pages to the API with all the viewer sent but the host', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        DefaultCacheBehavior: {
          AllowedMethods: Match.arrayWith(['POST']),
          OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
          ViewerProtocolPolicy: 'redirect-to-https',
        },
      },
    });
  });

  test('leaves published files as they are, so that ETags stay strong', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        CacheBehaviors: Match.arrayWith([Match.objectLike({ PathPattern: '/v1/*', Compress: false })]),
      },
    });
  });

  test('keeps nothing above a minute but assets', () => {
    const policies = all('AWS::CloudFront::CachePolicy');
    expect(policies).toHaveLength(2);
    template.allResourcesProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: { MinTTL: 0, MaxTTL: 60 },
    });
  });

  test('keeps a page by its whole query, so that one error does not answer for another link', () => {
    template.hasResourceProperties('AWS::CloudFront::CachePolicy', {
      CachePolicyConfig: {
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: { QueryStringsConfig: { QueryStringBehavior: 'all' } },
      },
    });
  });

  test('lets any site read the published files and their ETags', () => {
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        CorsConfig: {
          AccessControlAllowOrigins: { Items: ['*'] },
          AccessControlExposeHeaders: { Items: Match.arrayWith(['ETag']) },
          OriginOverride: true,
        },
      },
    });
  });
});

describe('the front door', () => {
  const [secret, ...others] = Object.entries(json.Resources).filter(
    ([, { Type }]) => Type === 'AWS::SecretsManager::Secret',
  );
  const [id = ''] = secret ?? [];

  test('has a key that the template has made, without saying it', () => {
    expect(others).toEqual([]);
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      SecretString: Match.absent(),
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
  });

  test('is told apart by a header that CloudFront adds: the template refers to the key', () => {
    const HeaderValue = {
      'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: id }, ':SecretString:::}}']],
    };
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Origins: Match.arrayWith([
          Match.objectLike({ OriginCustomHeaders: [{ HeaderName: FRONT_DOOR_HEADER, HeaderValue }] }),
        ]),
      },
    });
  });

  test('has its key in nothing else: not in variables, outputs or logs', () => {
    const places = Object.values(json.Resources).filter((resource) =>
      JSON.stringify(resource).includes('{{resolve:'),
    );
    expect(places.map(({ Type }) => Type)).toEqual(['AWS::CloudFront::Distribution']);
    expect(JSON.stringify(json.Outputs)).not.toContain(id);
    expect(JSON.stringify(places).split('{{resolve:')).toHaveLength(2);
  });

  test('has its key read anew by CloudFormation when the setting says that it was changed', () => {
    const { doorKey } = settings;
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Comment: `Corrigenda, key ${doorKey}` },
    });
  });
});

describe('the bucket', () => {
  test('is private, encrypted, kept, and holds no old versions', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        VersioningConfiguration: Match.absent(),
        BucketEncryption: Match.anyValue(),
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
  });

  test('refuses plain HTTP', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  test('shows the distribution what is public, and lets it tell a missing file', () => {
    const [policy] = all('AWS::S3::BucketPolicy');
    const document = policy?.Properties['PolicyDocument'] as {
      Statement: { Effect: string; Action: string }[];
    };
    const granted = document.Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(granted.map(({ Action }) => Action)).toEqual(['s3:GetObject', 's3:ListBucket']);
    expect(JSON.stringify(granted[0])).toContain('/v1/*');
    expect(JSON.stringify(granted)).not.toContain('shards');
  });

  test('forgets uploads that nobody finished', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
      },
    });
  });

  test('is the only one', () => {
    expect(Object.values(json.Resources).filter(({ Type }) => Type === 'AWS::S3::Bucket')).toHaveLength(1);
  });
});

import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { routes } from '../../lambdas/config/routes.ts';
import { settings } from '../../lambdas/config/settings.ts';
import { outboxes } from '../../lambdas/storage/keys.ts';
import { synthesize } from './template.ts';

const { template, all, json } = synthesize();
const withConcurrency = synthesize({ concurrency: { publish: 1, read: 50 } });

describe('the template', () => {
  test('has no custom resources', () => {
    const types = Object.values(json.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('Custom::') || type.includes('CustomResource'))).toEqual(
      [],
    );
  });

  test('has no function besides those in lambdas/', () => {
    expect(all('AWS::Lambda::Function')).toHaveLength(Object.keys(routes).length + 4);
  });

  test('fits any account and region', () => {
    expect(JSON.stringify(json.Resources)).not.toMatch(/\b\d{12}\b|\b(us|eu|ap)-[a-z]+-\d\b/);
  });

  test('tells the operator the address, the table, the bucket and the DNS records', () => {
    const names = ['PublicUrl', 'TableName', 'BucketName', 'DnsRecord1', 'DnsRecord2', 'DnsRecord3'];
    expect(Object.keys(json.Outputs ?? {}).sort()).toEqual(names.sort());
  });
});

describe('the functions', () => {
  test('run on arm64 and Node 24', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
    });
  });

  test('log JSON, and so does Lambda about them', () => {
    template.allResourcesProperties('AWS::Lambda::Function', { LoggingConfig: { LogFormat: 'JSON' } });
  });

  test('of pages answer before the API gives up on them', () => {
    const API_SECONDS = 30;
    const pages = Object.entries(json.Resources).filter(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith('Pages'),
    );
    expect(pages).toHaveLength(Object.keys(routes).length);
    for (const [, { Properties }] of pages) expect(Properties['Timeout']).toBeLessThan(API_SECONDS);
  });

  test('are traced', () => {
    template.allResourcesProperties('AWS::Lambda::Function', { TracingConfig: { Mode: 'Active' } });
  });

  test('reserve no concurrency unless told to, which would not deploy in small accounts', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  test('reserve concurrency for publish and for reading alone, when told to', () => {
    const reserved = withConcurrency.all('AWS::Lambda::Function');
    expect(
      reserved.flatMap(({ Properties }) => Properties['ReservedConcurrentExecutions'] ?? []).sort(),
    ).toEqual([1, 50]);
  });

  test('keep their logs for three months in a group of their own', () => {
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
    const groups = all('AWS::Lambda::Function').map(({ Properties }) =>
      JSON.stringify(Properties['LoggingConfig']),
    );
    expect(new Set(groups).size).toBe(groups.length);
  });

  test('know the table and the public address; only publish knows the bucket', () => {
    const environments = all('AWS::Lambda::Function').map(({ Properties }) =>
      JSON.stringify(Properties['Environment']),
    );
    expect(environments.every((text) => text.includes('TABLE_NAME') && text.includes('PUBLIC_URL'))).toBe(
      true,
    );
    expect(environments.filter((text) => text.includes('BUCKET_NAME'))).toHaveLength(1);
  });
});

describe('the table', () => {
  test('is one, restorable for 35 days, and neither deleted with the stack nor by mistake', () => {
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 1);
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: Match.absent(),
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          }),
        ],
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      },
    });
  });

  test('puts keys on its stream and no content', () => {
    template.allResourcesProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    });
  });
});

describe('the stream', () => {
  test('wakes with bounded retries and never in parallel', () => {
    template.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      MaximumRetryAttempts: 3,
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 3600,
      ParallelizationFactor: 1,
      MaximumBatchingWindowInSeconds: 0,
    });
  });

  test('has two readers, each for new and touched rows of its outbox', () => {
    const filters = all('AWS::Lambda::EventSourceMapping').map(
      ({ Properties }) => Properties['FilterCriteria'],
    );
    const pattern = (outbox: string) => ({
      Filters: [
        {
          Pattern: JSON.stringify({
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: { Keys: { pk: { S: [outbox] } } },
          }),
        },
      ],
    });
    expect(filters).toEqual([pattern(outboxes.mail), pattern(outboxes.publish)]);
  });
});

describe('mail', () => {
  test('is sent from the domain of the mailbox in corrigenda.config.ts', () => {
    const [, EmailIdentity] = settings.portal.mailbox.split('@');
    template.resourcePropertiesCountIs('AWS::SES::EmailIdentity', { EmailIdentity }, 1);
  });
});

import { describe, expect, test } from 'vitest';
import { settings } from '../../lambdas/config/settings.ts';
import { actions, allowed, synthesize } from './template.ts';

const synthesized = synthesize();
const { all } = synthesized;

const TRACE = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
/** What every function may. */
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents', ...TRACE];
/** What those may that answer requests. */
const DOOR = 'secretsmanager:GetSecretValue';
const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const STREAM = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];

test('every function has a role of its own', () => {
  const roles = all('AWS::Lambda::Function').map(({ Properties }) => JSON.stringify(Properties['Role']));
  expect(new Set(roles).size).toBe(roles.length);
});

test('no role has a managed policy', () => {
  expect(all('AWS::IAM::Role').filter(({ Properties }) => 'ManagedPolicyArns' in Properties)).toEqual([]);
});

test('no role is granted an action by wildcard', () => {
  const granted = actions(allowed(synthesized));
  expect(granted.length).toBeGreaterThan(0);
  expect(granted.filter((action) => action.includes('*'))).toEqual([]);
});

test('no role is granted anything on everything but tracing, which knows no resources', () => {
  const everything = allowed(synthesized).filter(({ Resource }) => [Resource].flat().includes('*'));
  expect(new Set(actions(everything))).toEqual(new Set(TRACE));
});

test('no role may scan the table', () => {
  expect(actions(allowed(synthesized))).not.toContain('dynamodb:Scan');
});

describe.each([
  { prefix: 'Pagesbrowse', may: [...READ, DOOR, ...LOG] },
  {
    prefix: 'Pagessubmit',
    may: [...READ, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem', DOOR, ...LOG],
  },
  {
    prefix: 'Pagesconfirm',
    may: [...READ, 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', DOOR, ...LOG],
  },
  {
    prefix: 'Pagesreview',
    may: [
      ...READ,
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
      DOOR,
      ...LOG,
    ],
  },
  {
    prefix: 'Notify',
    may: [
      ...READ,
      'dynamodb:PutItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
      ...STREAM,
      'ses:SendRawEmail',
      ...LOG,
    ],
  },
  {
    prefix: 'Publish',
    may: [
      ...READ,
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
      ...STREAM,
      'cloudfront:CreateInvalidation',
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:ListBucket',
      ...LOG,
    ],
  },
  {
    prefix: 'Sweep',
    may: [...READ, 'dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem', ...LOG],
  },
  { prefix: 'Bounce', may: ['dynamodb:Query', 'dynamodb:PutItem', ...LOG] },
])('$prefix', ({ prefix, may }) => {
  test(`may ${may.join(', ')}, and nothing else`, () => {
    expect(actions(allowed(synthesized, prefix))).toEqual([...may].sort());
  });
});

test.each([
  { does: 'writes published files and shards', action: 's3:PutObject', paths: ['/v1/*', '/shards/*'] },
  {
    does: 'removes shards',
    action: 's3:DeleteObject',
    paths: ['/shards/*'],
  },
])('publish $does, and nothing else', ({ action, paths }) => {
  const [objects] = allowed(synthesized, 'Publish').filter(({ Action }) => Action.includes(action));
  const resources = [objects?.Resource ?? []].flat().map((resource) => JSON.stringify(resource));
  expect(resources).toEqual(paths.map((path) => expect.stringContaining(`"${path}"`)));
});

test('publish has the copies of our own distribution forgotten only', () => {
  const [forget] = allowed(synthesized, 'Publish').filter(
    ({ Action }) => Action === 'cloudfront:CreateInvalidation',
  );
  expect(JSON.stringify(forget?.Resource)).toMatch(/:distribution\/",\{"Ref":"WebsiteDistribution/);
});

test('notify sends from the mailbox only, to whichever identity the sandbox asks for, under the configuration set', () => {
  const [send] = allowed(synthesized, 'Notify').filter(({ Action }) => Action === 'ses:SendRawEmail');
  expect(send?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': settings.portal.mailbox } });
  const resources = [send?.Resource ?? []].flat().map((resource) => JSON.stringify(resource));
  expect(resources).toHaveLength(2);
  expect(resources[0]).toMatch(/\{"Ref":"AWS::Region"\},":",\{"Ref":"AWS::AccountId"\},":identity\/\*"/);
  expect(resources[1]).toContain(':configuration-set/');
});

test('whoever answers requests reads the key of the front door, and no other secret', () => {
  const read = allowed(synthesized).filter(({ Action }) => Action === DOOR);
  expect(read).toHaveLength(4);
  for (const { Resource } of read) expect(Resource).toEqual({ Ref: expect.stringMatching(/^FrontDoorKey/) });
});

import { describe, expect, it } from 'vitest';
import { readIdentities } from '../../local/permissions/identities.ts';
import { Policy, type Statement } from '../../local/permissions/policy.ts';
import { reportPermissions } from '../support/permission-report.ts';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };

/** The identities of a function whose role has a policy with the statement beside it. */
function withPolicy(Statement: unknown, role = {}) {
  const PolicyDocument = { Statement: [Statement] };
  return readIdentities(
    {
      Resources: {
        Echo: {
          Type: 'AWS::Lambda::Function',
          Properties: { FunctionName: 'e-c_h-o', Role: 'arn:aws:iam::000000000000:role/EchoRole' },
        },
        EchoRole: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, ...role } },
        EchoPolicy: {
          Type: 'AWS::IAM::Policy',
          Properties: { PolicyDocument, PolicyName: 'EchoPolicy', Roles: ['EchoRole'] },
        },
      },
    },
    (value) => value,
  );
}

describe('a function is known by its access key id', () => {
  it('with what the policies beside its role and within it allow', () => {
    const within = { PolicyDocument: { Statement: [{ ...statement, Action: ['s3:PutObject'] }] } };
    const identity = withPolicy(statement, { Policies: [within] }).get('echo');
    expect(identity).toMatchObject({ functionName: 'e-c_h-o', roleName: 'EchoRole' });
    expect(identity?.policy.grants).toEqual([
      { action: 's3:PutObject', resource: 'arn:aws:s3:::b/*' },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::b/*' },
    ]);
  });
});

describe('permissions that the laptop cannot check are refused by name', () => {
  it.each(['Condition', 'NotAction', 'NotResource'])('a statement with %s', (element) => {
    expect(() => withPolicy({ ...statement, [element]: {} })).toThrow(
      `cannot check the ${element} in a statement of EchoPolicy`,
    );
  });

  it.each(['ManagedPolicyArns', 'PermissionsBoundary'])('a role with %s', (property) => {
    expect(() => withPolicy(statement, { [property]: [] })).toThrow(
      `cannot check the permissions of EchoRole: it does not understand ${property}`,
    );
  });
});

describe('a policy', () => {
  const allow = (actions: string[], resources: string[]): Statement => ({
    effect: 'Allow',
    actions,
    resources,
  });

  it.each([
    ['s3:GetObject', 'arn:aws:s3:::b/v1/a', true],
    ['s3:getobject', 'arn:aws:s3:::b/v1/a', true],
    ['s3:GetObject', 'arn:aws:s3:::b/V1/a', false],
    ['s3:GetObjectAcl', 'arn:aws:s3:::b/v1/a', false],
    ['s3:GetObject', 'arn:aws:s3:::b/v1', false],
    ['s3:GetObject', 'arn:aws:s3:::bxv1/a', false],
    ['sqs:GetA', 'anything', true],
    ['sqs:GetAB', 'anything', false],
  ])('%s on %s: %s', (action, resource, allowed) => {
    const policy = new Policy([allow(['s3:GetObject'], ['arn:aws:s3:::b/v1/*']), allow(['sqs:Get?'], ['*'])]);
    expect('grant' in policy.judge({ action, resource })).toBe(allowed);
  });

  it('that denies wins over one that allows', () => {
    const deny: Statement = { effect: 'Deny', actions: ['*'], resources: ['secret'] };
    const policy = new Policy([allow(['*'], ['*']), deny]);
    const verdicts = ['open', 'secret'].map((resource) => policy.judge({ action: 's3:GetObject', resource }));
    expect(verdicts).toEqual([{ grant: { action: '*', resource: '*' } }, { refused: 'a policy denies it' }]);
  });
});

describe('the report of a test run', () => {
  it('tells what was refused and what was never used, without what services use in a function’s stead', () => {
    const line = (what: 'granted' | 'used' | 'refused', action: string) => ({
      what,
      function: 'Echo',
      action,
      resource: 'r',
    });
    const lines = [
      line('granted', 's3:GetObject'),
      line('used', 's3:GetObject'),
      line('granted', 's3:PutObject'),
      line('granted', 'logs:PutLogEvents'),
      line('granted', 'dynamodb:GetRecords'),
      line('refused', 'dynamodb:Scan'),
      line('refused', 'dynamodb:Scan'),
    ];
    expect(reportPermissions(lines)).toEqual({
      outside: ['Echo dynamodb:Scan on r'],
      unused: ['Echo s3:PutObject on r'],
    });
  });
});

import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { templateResolver } from '../../local/template/resolve.ts';
import { makeSecrets, withSecrets } from '../../local/template/secrets.ts';
import { loadTemplate, requireSupported } from '../../local/template/template.ts';

const template = loadTemplate(fileURLToPath(new URL('./fixtures/assembly', import.meta.url)));
const resolve = templateResolver(template, 'http://localhost:4000');

describe('intrinsics get their values', () => {
  it.each([
    ['a reference', { Ref: 'Table' }, 'Corrigenda-Table'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['an attribute', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::corrigenda-bucket'],
    ['a join', { 'Fn::Join': ['/', ['a', { Ref: 'Api' }]] }, 'a/Api'],
    [
      'a substitution',
      { 'Fn::Sub': `\${AWS::Region}/\${Bucket.Arn}` },
      'eu-west-1/arn:aws:s3:::corrigenda-bucket',
    ],
    ['a substitution with values', { 'Fn::Sub': [`\${Own}!`, { Own: { Ref: 'Api' } }] }, 'Api!'],
    ['what is nested', { a: [{ b: { Ref: 'Api' } }], c: 1 }, { a: [{ b: 'Api' }], c: 1 }],
  ])('%s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('the distribution’s address becomes the laptop’s own', () => {
    const domain = { 'Fn::GetAtt': ['Distribution', 'DomainName'] };
    expect(resolve({ 'Fn::Join': ['', ['https://', domain, '/about']] })).toBe('http://localhost:4000/about');
  });
});

describe('a reference to a secret', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:Key';
  const put = withSecrets((value) => value, new Map([[arn, 'the key']]));

  it('is replaced by what the secret says, wherever it is', () => {
    const value = `{{resolve:secretsmanager:${arn}:SecretString:::}}`;
    expect(put({ a: [{ b: value }], c: 1, d: null })).toEqual({ a: [{ b: 'the key' }], c: 1, d: null });
  });

  it('to one that is not there is refused', () => {
    expect(() => put(`{{resolve:secretsmanager:${arn}Other:SecretString:::}}`)).toThrow('has no secret for');
  });
});

describe('what the laptop cannot run is refused by name', () => {
  const withResource =
    (resource: { Type: string; Condition?: string }, Properties = {}) =>
    () =>
      requireSupported({ Resources: { Thing: { ...resource, Properties } } });

  it('a resource type', () => {
    expect(withResource({ Type: 'AWS::SQS::Queue' })).toThrow('the resource type AWS::SQS::Queue of Thing');
  });

  it('an intrinsic, wherever it is', () => {
    const properties = { Tags: [{ Value: { 'Fn::ImportValue': 'x' } }] };
    expect(withResource({ Type: 'AWS::S3::Bucket' }, properties)).toThrow(
      'the intrinsic Fn::ImportValue of Thing',
    );
  });

  it('a reference to a value of a service it does not play', () => {
    const value = { 'Fn::Join': ['', ['{{resolve:ssm-secure:', { Ref: 'Name' }, '}}']] };
    expect(withResource({ Type: 'AWS::S3::Bucket' }, { Tags: [value] })).toThrow(
      'the reference to ssm-secure of Thing',
    );
  });

  it('a secret that is made otherwise than of letters and digits', () => {
    const secret = (GenerateSecretString: object) => () =>
      makeSecrets({
        Resources: { Key: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString } } },
      });
    expect(secret({ PasswordLength: 64, ExcludePunctuation: true })().size).toBe(1);
    expect(secret({ PasswordLength: 64, ExcludePunctuation: true, SecretStringTemplate: '{}' })).toThrow();
    expect(secret({ PasswordLength: 64 })).toThrow();
  });

  it('a condition', () => {
    expect(withResource({ Type: 'AWS::S3::Bucket', Condition: 'InEurope' })).toThrow(
      'the condition InEurope of Thing',
    );
  });

  it('a macro', () => {
    expect(() => requireSupported({ Resources: {}, Transform: ['AWS::Serverless-2016-10-31'] })).toThrow(
      'the transform ["AWS::Serverless-2016-10-31"] of the template',
    );
  });

  it('an attribute, and a resource that is not there', () => {
    expect(() => resolve({ 'Fn::GetAtt': ['Bucket', 'WebsiteURL'] })).toThrow('no WebsiteURL of Bucket');
    expect(() => resolve({ Ref: 'Missing' })).toThrow('no resource Missing');
  });
});

import { type Resource, resourcesOf, type Template } from './template.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '000000000000';

/** What the pseudo parameters of CloudFormation stand for. */
const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::StackName': 'Corrigenda',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Attributes of the resource types that have some; `Ref` is what a reference to the resource gives. */
const attributes: Readonly<
  Record<string, (id: string, properties: Resource['Properties']) => Record<string, string>>
> = {
  'AWS::ApiGatewayV2::Stage': (_, { StageName }) => ({ Ref: `${StageName}` }),
  'AWS::CloudFront::Distribution': (id) => ({ DomainName: `${id.toLowerCase()}.cloudfront.net` }),
  'AWS::CloudFront::OriginAccessControl': (id) => ({ Id: id }),
  'AWS::DynamoDB::GlobalTable': (id, { TableName }) => {
    const name = `${TableName ?? `Corrigenda-${id}`}`;
    const Arn = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${name}`;
    return { Ref: name, Arn, StreamArn: `${Arn}/stream/laptop` };
  },
  'AWS::Events::Rule': (id) => ({ Arn: `arn:aws:events:${REGION}:${ACCOUNT}:rule/${id}` }),
  'AWS::IAM::Role': (id) => ({ Arn: `arn:aws:iam::${ACCOUNT}:role/${id}` }),
  'AWS::Lambda::Function': (id, { FunctionName }) => {
    const name = `${FunctionName ?? id.replace(/(?:Handler)?Function[0-9A-F]{8}$/, '')}`;
    return { Ref: name, Arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}` };
  },
  'AWS::Logs::LogGroup': (id) => ({ Arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${id}:*` }),
  'AWS::S3::Bucket': (id, { BucketName }) => {
    const name = `${BucketName ?? `corrigenda-${id.toLowerCase()}`}`;
    return {
      Ref: name,
      Arn: `arn:aws:s3:::${name}`,
      RegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
    };
  },
  'AWS::SecretsManager::Secret': (id) => ({
    Ref: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${id}`,
  }),
  'AWS::SES::EmailIdentity': (_, { EmailIdentity }) => ({ Ref: `${EmailIdentity}` }),
};

/**
 * The value of `Ref` (attribute `Ref`) or `Fn::GetAtt`. Physical names are made of logical ids, the same at each
 * start; those of functions also name logs, so they lose what CDK adds to them.
 * @throws {Error} naming what is not known
 */
export function attributeOf(template: Template, id: string, attribute: string): string {
  const resource = template.Resources[id];
  const parameter = pseudo[id];
  if (!resource && attribute === 'Ref' && parameter) return parameter;
  if (!resource) throw new Error(`The template has no resource ${id}, which something refers to.`);
  const known: Readonly<Record<string, string>> = {
    Ref: id,
    ...attributes[resource.Type]?.(id, resource.Properties),
  };
  const value = known[attribute];
  if (value === undefined) throw new Error(`The laptop knows no ${attribute} of ${id} (${resource.Type}).`);
  return value;
}

/** The address the template believes to be public, which is the laptop's own here. */
export function distributionUrl(template: Template): string {
  const [distribution, ...others] = resourcesOf(template, 'AWS::CloudFront::Distribution');
  if (!distribution || others.length > 0) throw new Error('The template must have exactly one distribution.');
  return `https://${attributeOf(template, distribution[0], 'DomainName')}`;
}

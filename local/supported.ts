/** The resource types that run on the laptop. */
export const runs = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
] as const;

/** Types that need nothing here: they grant, log, watch, cache or verify a domain, which one person's laptop has no use for. */
export const needNothing = [
  'AWS::CDK::Metadata',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::S3::BucketPolicy',
  'AWS::SES::EmailIdentity',
] as const;

/** The CloudFormation functions that are evaluated. */
export const intrinsics = ['Fn::GetAtt', 'Fn::Join', 'Fn::Sub', 'Ref'] as const;

export type RunType = (typeof runs)[number];

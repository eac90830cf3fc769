import { join } from 'node:path';
import * as z from 'zod/mini';
import { attributeOf, REGION } from './names.ts';
import type { Resolve } from './resolve.ts';
import { resourcesOf, type Template } from './template.ts';

/** All that a worker needs to run a function. */
export type FunctionDefinition = {
  readonly name: string;
  readonly arn: string;
  /** The bundle, and the export in it that handles events. */
  readonly file: string;
  readonly exportName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
};

/** Where the functions find the AWS services. */
export type Endpoints = { readonly dynamodb: string; readonly s3: string; readonly ses: string };

const propertiesSchema = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.literal('nodejs24.x'),
  Environment: z._default(z.object({ Variables: z.record(z.string(), z.string()) }), { Variables: {} }),
  // CloudFormation's defaults.
  Timeout: z._default(z.number(), 3),
  MemorySize: z._default(z.number(), 128),
});

/** The template's functions; their bundles lie in the assembly as `asset.<hash>`. */
export function functionDefinitions(
  template: Template,
  resolve: Resolve,
  assembly: string,
  endpoints: Endpoints,
): FunctionDefinition[] {
  return resourcesOf(template, 'AWS::Lambda::Function').map(([id, raw]) => {
    const { Code, Handler, Environment, Timeout, MemorySize } = propertiesSchema.parse(resolve(raw));
    const [module = '', exportName = ''] = Handler.split('.');
    const name = attributeOf(template, id, 'Ref');
    return {
      name,
      arn: attributeOf(template, id, 'Arn'),
      file: join(assembly, `asset.${Code.S3Key.replace(/\.zip$/, '')}`, `${module}.mjs`),
      exportName,
      environment: { ...lambdaEnvironment(name, MemorySize, endpoints), ...Environment.Variables },
      timeoutSeconds: Timeout,
      memoryMb: MemorySize,
    };
  });
}

/** What Lambda itself sets (AWS Lambda Developer Guide, "Defined runtime environment variables"), and the endpoints. */
function lambdaEnvironment(name: string, memoryMb: number, endpoints: Endpoints): Record<string, string> {
  return {
    // DynamoDB Local takes letters and digits only; the key tells whose request it is.
    AWS_ACCESS_KEY_ID: name.replace(/[^A-Za-z0-9]/g, ''),
    AWS_SECRET_ACCESS_KEY: 'laptop',
    AWS_SESSION_TOKEN: 'laptop',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${memoryMb}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'laptop',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

import { join } from 'node:path';
import * as z from 'zod/mini';
import { attributeOf, REGION } from '../template/names.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';

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

/** Variables that every function is given besides, or in place of, the template's. */
export type Overrides = Readonly<Record<string, string>>;

const propertiesSchema = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.literal('nodejs24.x'),
  Environment: z._default(z.object({ Variables: z.record(z.string(), z.string()) }), { Variables: {} }),
  // CloudFormation's defaults.
  Timeout: z._default(z.number(), 3),
  MemorySize: z._default(z.number(), 128),
});

/**
 * The template's functions; their bundles lie in the assembly as `asset.<hash>`.
 * @param aws the URL under which they find every AWS service
 */
export function functionDefinitions(
  template: Template,
  resolve: Resolve,
  assembly: string,
  aws: string,
  overrides: Overrides = {},
): FunctionDefinition[] {
  return resourcesOf(template, 'AWS::Lambda::Function').map(([id, raw]) => {
    const { Code, Handler, Environment, Timeout, MemorySize } = propertiesSchema.parse(resolve(raw));
    const [module = '', exportName = ''] = Handler.split('.');
    const name = attributeOf(template, id, 'Ref');
    requireRoom(name, Environment.Variables);
    return {
      name,
      arn: attributeOf(template, id, 'Arn'),
      file: join(assembly, `asset.${Code.S3Key.replace(/\.zip$/, '')}`, `${module}.mjs`),
      exportName,
      environment: {
        ...lambdaEnvironment(name, MemorySize, aws),
        ...Environment.Variables,
        ...overrides,
      },
      timeoutSeconds: Timeout,
      memoryMb: MemorySize,
    };
  });
}

/** What Lambda takes of a function's own variables, names and values together. */
const ENVIRONMENT_BYTES = 4096;

function requireRoom(name: string, variables: Readonly<Record<string, string>>): void {
  const bytes = Buffer.byteLength(Object.entries(variables).flat().join(''));
  if (bytes <= ENVIRONMENT_BYTES) return;
  throw new Error(
    `The environment variables of ${name} have ${bytes} bytes: Lambda takes ${ENVIRONMENT_BYTES}.`,
  );
}

/** The access key id a function signs with, which tells whose call it is. DynamoDB Local takes letters and digits only. */
export function accessKeyOf(functionName: string): string {
  return functionName.replace(/[^A-Za-z0-9]/g, '');
}

/** What Lambda itself sets (AWS Lambda Developer Guide, "Defined runtime environment variables"), and the endpoint. */
function lambdaEnvironment(name: string, memoryMb: number, aws: string): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyOf(name),
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
    AWS_ENDPOINT_URL: aws,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

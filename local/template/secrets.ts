import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { attributeOf } from './names.ts';
import type { Resolve } from './resolve.ts';
import { resourcesOf, type Template } from './template.ts';

/** What the template's secrets say, by their ARNs. Made anew at each start, and written nowhere. */
export type Secrets = ReadonlyMap<string, string>;

/** Strict: how a secret is made that says more than this, the laptop does not know. */
const secretSchema = z.strictObject({
  Description: z.optional(z.unknown()),
  GenerateSecretString: z.strictObject({ PasswordLength: z.number(), ExcludePunctuation: z.literal(true) }),
});

export function makeSecrets(template: Template): Secrets {
  return new Map(
    resourcesOf(template, 'AWS::SecretsManager::Secret').map(([id, properties]) => {
      const { GenerateSecretString } = secretSchema.parse(properties);
      return [attributeOf(template, id, 'Ref'), generate(GenerateSecretString.PasswordLength)];
    }),
  );
}

function generate(length: number): string {
  return randomBytes(length).toString('hex').slice(0, length);
}

/** A reference to the whole of a secret, as CloudFormation takes it. */
const REFERENCE = /\{\{resolve:secretsmanager:(arn:[^{}]*?):SecretString:*\}\}/g;

/** Puts what secrets say in the place of references to them, as CloudFormation does when it deploys. */
export function withSecrets(resolve: Resolve, secrets: Secrets): Resolve {
  const say = (reference: string, arn: string): string => {
    const value = secrets.get(arn);
    if (value === undefined) throw new Error(`The template has no secret for ${reference}.`);
    return value;
  };
  const put = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(REFERENCE, say);
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, put(inner)]));
  };
  return (value) => put(resolve(value));
}

import * as z from 'zod/mini';

/** The environment variables functions are given, declared once for the template and the handlers. */
export const variables = {
  tableName: 'TABLE_NAME',
  bucketName: 'BUCKET_NAME',
  /** The CloudFront distribution that hands published files to readers. */
  distributionId: 'DISTRIBUTION_ID',
  /** Where the public reaches everything, without a slash at the end: `https://corrections.example.org`. */
  publicUrl: 'PUBLIC_URL',
  /** Where the key lies by which CloudFront is known: the ARN of a secret, never what it says. */
  doorSecret: 'DOOR_SECRET',
  /** What SES counts our mails under, and reports bounces and complaints of. */
  configurationSet: 'CONFIGURATION_SET',
  /** `off` where load is tested: nobody is refused for asking too often. Deployed functions are not given it. */
  limits: 'LIMITS',
} as const;

export type Variable = keyof typeof variables;

/** Reads the named variables, all of which must be set. */
export function readEnvironment<const Names extends readonly Variable[]>(
  names: Names,
  environment: NodeJS.ProcessEnv,
): Record<Names[number], string> {
  const entries = names.map((name) => {
    const value = z.string().check(z.minLength(1)).safeParse(environment[variables[name]]);
    if (!value.success) throw new Error(`The environment variable ${variables[name]} is not set.`);
    return [name, value.data];
  });
  return Object.fromEntries(entries);
}

/** A variable that need not be set; null without it. */
export function readOptional(name: Variable, environment: NodeJS.ProcessEnv): string | null {
  return environment[variables[name]] || null;
}

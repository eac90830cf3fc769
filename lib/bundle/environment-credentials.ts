/** Credentials as the SDK's clients take them. */
type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/**
 * Stands in for `@aws-sdk/credential-provider-node` in bundles: reads the credentials of the function's role from
 * the environment, the only place where Lambda puts them.
 * @returns a provider that throws when they are missing
 */
export function defaultProvider({
  environment = process.env,
}: {
  readonly environment?: NodeJS.ProcessEnv;
} = {}): () => Promise<Credentials> {
  return async () => {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    } = environment;
    if (!accessKeyId || !secretAccessKey) {
      throw new Error(
        'The environment holds no AWS credentials: run this bundle on Lambda, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      );
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  };
}

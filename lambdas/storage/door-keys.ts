import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** Reads the keys that open the front door: today's, and the one before it. */
export type ReadKeys = () => Promise<readonly string[]>;

/** The one before works on, so that it can be changed while CloudFront still sends it. */
const STAGES = ['AWSCURRENT', 'AWSPREVIOUS'] as const;

/** The keys as Secrets Manager keeps them, which throws away those that are older. */
export function secretKeys(client: SecretsManagerClient, secret: string): ReadKeys {
  return async () => {
    const keys = await Promise.all(STAGES.map((stage) => readKey(client, secret, stage)));
    return keys.filter((key) => key !== null);
  };
}

async function readKey(client: SecretsManagerClient, SecretId: string, VersionStage: string) {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionStage }));
    return SecretString || null;
  } catch (error) {
    // A key that was never changed has none before it. Without today's, there is none to compare with: that is a fault.
    if (error instanceof ResourceNotFoundException && VersionStage === 'AWSPREVIOUS') return null;
    throw error;
  }
}

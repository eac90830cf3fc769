import * as z from 'zod/mini';
import { listen, readBytes } from '../process/listen.ts';
import type { Shutdown } from '../process/shutdown.ts';
import type { Secrets } from '../template/secrets.ts';

const askedSchema = z.object({
  SecretId: z.string(),
  VersionStage: z._default(z.string(), 'AWSCURRENT'),
});

/**
 * Starts a Secrets Manager that tells what the template's secrets say. None was ever changed here, so they have no version
 * before today's.
 * @returns the endpoint's URL
 */
export function startSecretsManager(secrets: Secrets, shutdown: Shutdown): Promise<string> {
  return listen(
    0,
    async (request, response) => {
      const { SecretId, VersionStage } = askedSchema.parse(JSON.parse(`${await readBytes(request)}`));
      const SecretString = VersionStage === 'AWSCURRENT' ? secrets.get(SecretId) : undefined;
      const answer = SecretString === undefined ? missing(VersionStage) : { ARN: SecretId, SecretString };
      const status = SecretString === undefined ? 400 : 200;
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer));
    },
    shutdown,
  );
}

function missing(stage: string) {
  const Message = `Secrets Manager can't find the specified secret value for staging label: ${stage}`;
  return { __type: 'ResourceNotFoundException', Message };
}

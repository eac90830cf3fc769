import * as z from 'zod/mini';
import type { Protocol } from './protocol.ts';

const askedSchema = z.object({ SecretId: z.string() });

/** Secrets Manager: JSON, with the operation in a header. A secret is asked for by its ARN here. */
export const secretsmanager: Protocol = {
  readsBody: true,
  needs: ({ headers, body }) => {
    const { success, data } = z.safeParse(askedSchema, JSON.parse(body.toString()));
    if (headers['x-amz-target'] !== 'secretsmanager.GetSecretValue' || !success) return null;
    return [{ action: 'secretsmanager:GetSecretValue', resource: data.SecretId }];
  },
  needToMiss: () => null,
  deny: (user, { action, resource }, because) =>
    failure(
      'AccessDeniedException',
      `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
    ),
  refuse: (code, message) =>
    failure(code === 'unknown key' ? 'UnrecognizedClientException' : 'InvalidRequestException', message),
};

function failure(type: string, Message: string) {
  const body = JSON.stringify({ __type: type, Message });
  return { status: 400, contentType: 'application/x-amz-json-1.1', body };
}

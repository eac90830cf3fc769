import { escapeXml } from '../bucket/xml.ts';
import { ACCOUNT } from '../template/names.ts';
import type { Protocol } from './protocol.ts';

/** CloudFront's REST API: its paths say what is done to which distribution (CloudFront API Reference). */
export const cloudfront: Protocol = {
  readsBody: true,
  needs: ({ method, target }) => {
    const [, distribution] = /^\/\d{4}-\d{2}-\d{2}\/distribution\/([^/?]+)\/invalidation$/.exec(target) ?? [];
    if (method !== 'POST' || distribution === undefined) return null;
    const resource = `arn:aws:cloudfront::${ACCOUNT}:distribution/${distribution}`;
    return [{ action: 'cloudfront:CreateInvalidation', resource }];
  },
  needToMiss: () => null,
  deny: (user, { action, resource }, because) =>
    failure(
      'AccessDenied',
      `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
    ),
  refuse: (code, message) =>
    failure(code === 'unknown key' ? 'InvalidClientTokenId' : 'InvalidArgument', message),
};

function failure(code: string, message: string) {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return {
    status: 403,
    contentType: 'text/xml',
    body: `<ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">${error}</ErrorResponse>`,
  };
}

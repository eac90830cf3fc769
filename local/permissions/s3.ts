import { escapeXml } from '../bucket/xml.ts';
import type { Need } from './policy.ts';
import type { Call, Protocol } from './protocol.ts';

/** S3, path style: method, path and query say what is done. */
export const s3: Protocol = {
  readsBody: false,
  needs: (call) => {
    const { bucket, key, query } = targetOf(call);
    return key === '' ? bucketNeeds(call, bucket, query) : objectNeeds(call, `${bucket}/${key}`, query);
  },
  // Who may not list must not find out by asking, either.
  needToMiss: (call) => {
    const { bucket, key } = targetOf(call);
    return key !== '' && (call.method === 'GET' || call.method === 'HEAD') ? on('ListBucket', bucket) : null;
  },
  deny: (user, { action, resource }, because) =>
    failure(
      'AccessDenied',
      `User: ${user} is not authorized to perform: ${action} on resource: "${resource}" ${because}`,
    ),
  refuse: (code, message) =>
    code === 'unknown key' ? failure('InvalidAccessKeyId', message) : failure('NotImplemented', message, 501),
};

function targetOf({ target }: Call) {
  const [path = '', search = ''] = target.split(/\?(.*)/s);
  const [, bucket = '', ...segments] = path.split('/').map(decodeURIComponent);
  return { bucket, key: segments.join('/'), query: new URLSearchParams(search) };
}

/** Amazon S3 User Guide, "Required permissions for Amazon S3 API operations". */
function objectNeeds({ method, headers }: Call, object: string, query: URLSearchParams): Need[] | null {
  // What else may be done to an object has its name in the query, `?acl` and the like.
  if ([...query].some(([name, value]) => value === '' && name !== 'uploads')) return null;
  const upload = query.has('uploadId');
  switch (method) {
    case 'GET':
    case 'HEAD':
      return [on(upload ? 'ListMultipartUploadParts' : 'GetObject', object)];
    case 'PUT':
      return [...writing(headers, object), ...copiedFrom(headers['x-amz-copy-source'])];
    case 'POST':
      return upload || query.has('uploads') ? writing(headers, object) : null;
    case 'DELETE':
      return [on(upload ? 'AbortMultipartUpload' : 'DeleteObject', object)];
    default:
      return null;
  }
}

/** To compare the ETag is to read it. */
function writing(headers: Call['headers'], object: string): Need[] {
  return [on('PutObject', object), ...(headers['if-match'] === undefined ? [] : [on('GetObject', object)])];
}

function copiedFrom(source: string | string[] | undefined): Need[] {
  return source === undefined ? [] : [on('GetObject', decodeURIComponent(`${source}`).replace(/^\//, ''))];
}

function bucketNeeds({ method }: Call, bucket: string, query: URLSearchParams): Need[] | null {
  const lists = method === 'HEAD' || (method === 'GET' && query.get('list-type') === '2');
  return lists && bucket !== '' ? [on('ListBucket', bucket)] : null;
}

function on(operation: string, resource: string): Need {
  return { action: `s3:${operation}`, resource: `arn:aws:s3:::${resource}` };
}

function failure(code: string, message: string, status = 403) {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return { status, contentType: 'application/xml', body };
}

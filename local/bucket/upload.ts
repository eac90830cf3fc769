import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { S3Error } from './s3-error.ts';

type Upload = { readonly bytes: Buffer; readonly trailers: Readonly<Record<string, string>> };

/**
 * The bytes of an upload, checked against the checksums sent with it.
 * @throws {S3Error} IncompleteBody, BadDigest
 */
export function readUpload(headers: IncomingHttpHeaders, body: Buffer): Buffer {
  const chunked = `${headers['x-amz-content-sha256']}`.startsWith('STREAMING-');
  const { bytes, trailers } = chunked ? decodeChunks(body) : { bytes: body, trailers: {} };
  const length = headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== bytes.length) throw new S3Error('IncompleteBody');
  requireDigests({ ...headers, ...trailers }, bytes);
  return bytes;
}

/**
 * `aws-chunked`: `<hex length>[;chunk-signature=…]\r\n<bytes>\r\n` …, a chunk of length 0, then trailers
 * (Amazon S3 API Reference, "Signature Calculations: trailing headers").
 */
function decodeChunks(body: Buffer): Upload {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, end), 16);
    if (end < 0 || Number.isNaN(length)) throw new S3Error('IncompleteBody');
    at = end + 2;
    if (length === 0)
      return { bytes: Buffer.concat(chunks), trailers: readTrailers(body.toString('latin1', at)) };
    if (at + length + 2 > body.length) throw new S3Error('IncompleteBody');
    chunks.push(body.subarray(at, at + length));
    at += length + 2;
  }
}

function readTrailers(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).trim().toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
}

function requireDigests(sent: Readonly<Record<string, string | string[] | undefined>>, bytes: Buffer): void {
  const { 'x-amz-checksum-crc32': crc, 'content-md5': md5 } = sent;
  if (crc !== undefined && crc !== crc32Digest(bytes)) throw new S3Error('BadDigest');
  if (md5 !== undefined && md5 !== createHash('md5').update(bytes).digest('base64'))
    throw new S3Error('BadDigest');
}

/** Base64 of the big-endian checksum, as S3 sends it. */
function crc32Digest(bytes: Buffer): string {
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(crc32(bytes));
  return digest.toString('base64');
}

/** Response headers an upload may set; S3 keeps them with the object. */
export function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' && (KEPT.has(name) || name.startsWith('x-amz-meta-'))) kept[name] = value;
  }
  const encodings = (kept['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((name) => name !== '' && name !== 'aws-chunked').join(',');
  const { 'content-encoding': _sent, ...rest } = kept;
  return encoding === '' ? rest : { ...rest, 'content-encoding': encoding };
}

const KEPT = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
]);

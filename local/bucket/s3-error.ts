import { escapeXml } from './xml.ts';

/** Code, status and message as S3 words them (Amazon S3 API Reference, "Error responses"). */
const errors = {
  BadDigest: [400, 'The checksum you specified did not match the calculated checksum.'],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed object size.'],
  IncompleteBody: [400, 'The request body terminated unexpectedly.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidArgument: [400, 'Invalid Argument'],
  InvalidPart: [400, 'One or more of the specified parts could not be found.'],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
  InvalidRange: [416, 'The requested range is not satisfiable'],
  InvalidURI: [400, "Couldn't parse the specified URI."],
  KeyTooLongError: [400, 'Your key is too long'],
  MalformedXML: [400, 'The XML that you provided was not well formed or did not validate.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchBucket: [404, 'The specified bucket does not exist'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchUpload: [404, 'The specified multipart upload does not exist.'],
  NotImplemented: [501, 'A header or query you provided implies functionality that is not implemented.'],
  PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold'],
} as const;

type Code = keyof typeof errors;

/** A refusal of the bucket server; its body is the XML document S3 answers. */
export class S3Error extends Error {
  readonly code: Code;
  readonly status: number;
  /** Elements beside code and message, such as the key that is missing. */
  readonly details: Readonly<Record<string, string>>;

  constructor(code: Code, details: Readonly<Record<string, string>> = {}) {
    const [status, message] = errors[code];
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }

  get body(): string {
    const elements = Object.entries({ Code: this.code, Message: this.message, ...this.details });
    const inner = elements.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}</Error>`;
  }
}

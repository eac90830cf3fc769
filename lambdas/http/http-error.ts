/** Why a request is refused before any rule of the domain is asked. */
export type HttpErrorName =
  | 'unreadable'
  | 'other-origin'
  | 'other-door'
  | 'not-found'
  | 'too-large'
  | 'unsupported-type'
  | 'internal';

const statuses: Readonly<Record<HttpErrorName, number>> = {
  unreadable: 400,
  'other-origin': 403,
  'other-door': 403,
  'not-found': 404,
  'too-large': 413,
  'unsupported-type': 415,
  internal: 500,
};

/** Thrown to answer with a page or a problem document of this kind. */
export class HttpError extends Error {
  readonly kind: HttpErrorName;
  readonly status: number;

  constructor(kind: HttpErrorName, options?: ErrorOptions) {
    super(kind, options);
    this.kind = kind;
    this.status = statuses[kind];
  }
}

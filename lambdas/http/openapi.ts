import * as z from 'zod/mini';
import {
  additionSchema,
  BUNDLE_LIMIT,
  consentSchema,
  correctionSchema,
  objectionSchema,
} from '../domain/documents.ts';
import { type Kind, referenceShape, type Status } from '../domain/submission.ts';

const statuses = [
  'unconfirmed',
  'pending',
  'awaiting-reply',
  'approved',
  'rejected',
  'cancelled',
  'expired',
  'closed',
] as const satisfies readonly Status[];
const kinds = ['correction', 'addition', 'consent', 'objection'] as const satisfies readonly Kind[];

const reference = z.string().check(z.regex(referenceShape));
/** Null of a project that the inventory does not have yet. */
const about = { reference, kind: z.enum(kinds), record: z.nullable(z.string()) };
const receiptSchema = z.strictObject({
  reference,
  status: z.enum(['unconfirmed', 'pending']),
  statusUrl: z.url(),
  submissions: z.array(z.strictObject(about)),
});
const standing = {
  ...about,
  status: z.enum(statuses),
  receivedAt: z.iso.datetime(),
  decision: z.nullable(z.looseObject({ at: z.iso.datetime(), note: z.nullable(z.string()) })),
};
const statusSchema = z.object({ ...standing, submissions: z.array(z.object(standing)) });
const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ detail: z.string(), pointer: z.string() }))),
});

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): unknown {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function answer(description: string, schema: string, mediaType = 'application/json'): unknown {
  return { description, content: { [mediaType]: { schema: { $ref: `#/components/schemas/${schema}` } } } };
}

function problem(description: string): unknown {
  return answer(description, 'Problem', 'application/problem+json');
}

/** The API as OpenAPI 3.1, from the schemas that read requests. */
export function openApiDocument(publicUrl: string): unknown {
  return {
    openapi: '3.1.0',
    info: { title: 'Corrigenda', version: '1', description: 'Send corrections to a public inventory.' },
    servers: [{ url: publicUrl }],
    paths: { '/api/submissions': { post: submit }, '/api/submissions/{reference}': { get: readStatus } },
    components: {
      schemas: {
        Correction: jsonSchema(correctionSchema, 'input'),
        Addition: jsonSchema(additionSchema, 'input'),
        Consent: jsonSchema(consentSchema, 'input'),
        Objection: jsonSchema(objectionSchema, 'input'),
        Submission: submission,
        Bundle: bundle,
        Receipt: jsonSchema(receiptSchema, 'output'),
        Status: jsonSchema(statusSchema, 'output'),
        Problem: jsonSchema(problemSchema, 'output'),
      },
    },
  };
}

const submission = {
  oneOf: ['Correction', 'Addition', 'Consent', 'Objection'].map((name) => ({
    $ref: `#/components/schemas/${name}`,
  })),
  discriminator: {
    propertyName: 'kind',
    mapping: Object.fromEntries(
      kinds.map((kind) => [kind, `#/components/schemas/${kind[0]?.toUpperCase()}${kind.slice(1)}`]),
    ),
  },
};

const bundle = {
  type: 'array',
  description:
    'Several submissions of one contributor, who is the same in each: stored all or none, confirmed together, decided one by one.',
  items: { $ref: '#/components/schemas/Submission' },
  minItems: 1,
  maxItems: BUNDLE_LIMIT,
};

const submit = {
  operationId: 'submit',
  summary: 'Send a submission, or a bundle of them',
  parameters: [
    {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'The same key again gives the first answer again. Without one, the same content does for 24 hours.',
      schema: { type: 'string' },
    },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          oneOf: [{ $ref: '#/components/schemas/Submission' }, { $ref: '#/components/schemas/Bundle' }],
        },
      },
    },
  },
  responses: {
    201: {
      ...(answer('Stored', 'Receipt') as object),
      headers: { Location: { description: 'The status page', schema: { type: 'string', format: 'uri' } } },
    },
    400: problem('Not readable as JSON in UTF-8'),
    404: problem('No such record'),
    410: problem('The record was withdrawn'),
    413: problem('More than 64 KiB'),
    415: problem('Not application/json'),
    422: problem('Breaks the rules named in errors'),
    429: problem('Too often; Retry-After says when to try again'),
  },
};

const readStatus = {
  operationId: 'readStatus',
  summary: 'Where a submission stands',
  parameters: [
    {
      name: 'reference',
      in: 'path',
      required: true,
      schema: { type: 'string', pattern: referenceShape.source },
    },
    {
      name: 't',
      in: 'query',
      required: true,
      description: 'The secret of the status link',
      schema: { type: 'string' },
    },
  ],
  responses: {
    200: answer('The submission, and all that was sent together with it', 'Status'),
    404: problem('No such submission, or another secret'),
  },
};

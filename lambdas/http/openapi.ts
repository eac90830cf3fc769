import * as z from 'zod/mini';
import { correctionSchema } from '../domain/documents.ts';
import { referenceShape } from '../domain/submission.ts';

const statuses = ['unconfirmed', 'pending', 'approved', 'rejected'] as const;
const reference = z.string().check(z.regex(referenceShape));
const receiptSchema = z.strictObject({ reference, status: z.enum(statuses), statusUrl: z.url() });
const statusSchema = z.object({
  reference,
  kind: z.literal('correction'),
  record: z.string(),
  status: z.enum(statuses),
  receivedAt: z.iso.datetime(),
  decision: z.nullable(z.looseObject({ at: z.iso.datetime(), note: z.nullable(z.string()) })),
});
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
        Receipt: jsonSchema(receiptSchema, 'output'),
        Status: jsonSchema(statusSchema, 'output'),
        Problem: jsonSchema(problemSchema, 'output'),
      },
    },
  };
}

const submit = {
  operationId: 'submit',
  summary: 'Send a correction',
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
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Correction' } } },
  },
  responses: {
    201: {
      ...(answer('Stored', 'Receipt') as object),
      headers: { Location: { description: 'The status page', schema: { type: 'string', format: 'uri' } } },
    },
    400: problem('Not readable as JSON in UTF-8'),
    404: problem('No such record'),
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
    200: answer('The submission', 'Status'),
    404: problem('No such submission, or another secret'),
  },
};

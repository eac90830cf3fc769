import * as z from 'zod/mini';
import { definition } from '#inventory/definition.ts';
import { BUNDLE_LIMIT } from '../domain/documents.ts';
import { referenceShape } from '../domain/names.ts';
import type { Status } from '../domain/submission.ts';
import { documents } from '../submissions/documents.ts';
import { kindNames } from '../submissions/kinds.ts';
import { keySchema } from './idempotency-key.ts';

/** What a kind is called in the description. */
function nameOf(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** Each status, and when a submission has it. */
const statuses = {
  unconfirmed: 'waits until the address is confirmed',
  pending: 'waits for a decision',
  'awaiting-reply': 'waits for the contributor to answer a question',
  approved: 'accepted, at least in part',
  rejected: 'not accepted',
  cancelled: 'taken back by the contributor',
  expired: 'the address was not confirmed in time',
  closed: 'the record left the inventory before anybody decided',
} as const satisfies Record<Status, string>;

const reference = z.string().check(z.regex(referenceShape));
const status = z.enum(Object.keys(statuses) as [Status, ...Status[]]).check(
  z.meta({
    description: Object.entries(statuses)
      .map(([name, when]) => `${name}: ${when}`)
      .join('; '),
  }),
);
const about = {
  reference,
  kind: z.enum(kindNames),
  /** Of a proposed project that was not accepted yet there is none. */
  record: z.nullable(z.string()),
};
const receiptSchema = z.strictObject({
  reference,
  status: z.enum(['unconfirmed', 'pending']),
  statusUrl: z.url(),
  submissions: z.array(z.strictObject(about)),
});
const statusShape = {
  ...about,
  status,
  receivedAt: z.iso.datetime(),
  decision: z.nullable(z.looseObject({ at: z.iso.datetime(), note: z.nullable(z.string()) })),
};
const statusSchema = z.object({ ...statusShape, submissions: z.array(z.object(statusShape)) });
const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(
    z.array(z.object({ detail: z.string(), pointer: z.string(), offers: z.optional(z.array(z.string())) })),
  ),
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
    info: {
      title: 'Corrigenda',
      version: '1',
      description: `Send corrections, new ${definition.noun.en.many}, consent and objections to a public inventory.`,
    },
    servers: [{ url: publicUrl }],
    paths: { '/api/submissions': { post: submit }, '/api/submissions/{reference}': { get: readStatus } },
    components: {
      schemas: {
        Submission: submissionSchema(),
        Bundle: bundle,
        ...Object.fromEntries(
          Object.entries(documents).map(([kind, schema]) => [nameOf(kind), jsonSchema(schema, 'input')]),
        ),
        Receipt: jsonSchema(receiptSchema, 'output'),
        Status: jsonSchema(statusSchema, 'output'),
        Problem: jsonSchema(problemSchema, 'output'),
      },
    },
  };
}

function submissionSchema(): unknown {
  const mapping = kindNames.map((kind) => [kind, `#/components/schemas/${nameOf(kind)}`]);
  return {
    oneOf: mapping.map(([, $ref]) => ({ $ref })),
    discriminator: { propertyName: 'kind', mapping: Object.fromEntries(mapping) },
  };
}

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
        'Yours alone, such as a UUID. The same key with the same body gives the first answer again, for 24 hours. With another body it is another request, and without a key each request is.',
      schema: jsonSchema(keySchema, 'input'),
      example: '0b9f3a52-7c1e-4d3a-9f57-2a8c61e4d0b7',
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
    410: problem('The record was withdrawn, for good'),
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

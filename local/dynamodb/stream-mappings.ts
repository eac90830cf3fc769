import * as z from 'zod/mini';
import { exampleOf, matches, parsePattern } from '../events/filter-pattern.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';

/** An event source mapping: which records of the table's stream wake which function. */
export type StreamMapping = {
  readonly functionArn: string;
  readonly batchSize: number;
  readonly retries: number;
  readonly accepts: (record: unknown) => boolean;
  /** A record it accepts. */
  readonly example: unknown;
};

/** Strict: a property that is not understood would change what is delivered. */
const propertiesSchema = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z._default(z.number(), 100),
  MaximumRetryAttempts: z.number(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).check(z.minLength(1)) }),
  MaximumBatchingWindowInSeconds: z.optional(z.literal(0)),
  ParallelizationFactor: z.optional(z.literal(1)),
  Enabled: z.optional(z.literal(true)),
  // Records are no older than this process, a batch is retried as it is, and reading begins with a wake-up.
  MaximumRecordAgeInSeconds: z.optional(z.number()),
  BisectBatchOnFunctionError: z.optional(z.boolean()),
  StartingPosition: z.enum(['LATEST', 'TRIM_HORIZON']),
});

/**
 * @param streamArn what the template's mappings may read
 * @param arnOf the ARN of a function the template refers to by name
 * @throws when a mapping has a property that is not supported, or another source
 */
export function readMappings(
  template: Template,
  resolve: Resolve,
  streamArn: string,
  arnOf: (functionName: string) => string,
): StreamMapping[] {
  return resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(([id, raw]) => {
    const properties = propertiesSchema.parse(resolve(raw));
    if (properties.EventSourceArn !== streamArn)
      throw new Error(`${id} reads something else than the table's stream.`);
    const patterns = properties.FilterCriteria.Filters.map(({ Pattern }) => parsePattern(Pattern));
    return {
      functionArn: arnOf(properties.FunctionName),
      batchSize: properties.BatchSize,
      retries: properties.MaximumRetryAttempts,
      accepts: (record) => patterns.some((pattern) => matches(pattern, record)),
      example: patterns[0] ? exampleOf(patterns[0]) : {},
    };
  });
}

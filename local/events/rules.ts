import * as z from 'zod/mini';
import { attributeOf } from '../template/names.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';
import { matches, requirePattern } from './filter-pattern.ts';

/** A rule of the event bus: what runs which functions. */
export type Rule = {
  readonly arn: string;
  /** Null without a schedule. */
  readonly everySeconds: number | null;
  readonly wants: (event: unknown) => boolean;
  readonly targets: readonly {
    readonly functionArn: string;
    /** How often the function is tried again when it fails. */
    readonly retries: number;
  }[];
};

/** Strict: a property that is not understood would change what is run, or what it is given. */
const ruleSchema = z.strictObject({
  Description: z.optional(z.string()),
  EventPattern: z.optional(z.unknown()),
  ScheduleExpression: z.optional(z.string()),
  State: z.literal('ENABLED'),
  Targets: z.array(
    // Handing an event over never fails here, so how often that is tried does not matter.
    z.strictObject({ Arn: z.string(), Id: z.string(), RetryPolicy: z.optional(z.unknown()) }),
  ),
});

const invokeSchema = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.number(),
  // Nothing waits that long here.
  MaximumEventAgeInSeconds: z.optional(z.number()),
});

/** What Lambda does with an event in the background, unless a function says otherwise. */
const RETRIES = 2;

/** @throws when a rule has something that the laptop does not understand */
export function readRules(template: Template, resolve: Resolve): Rule[] {
  const retries = readRetries(template, resolve);
  return resourcesOf(template, 'AWS::Events::Rule').map(([id, properties]) => {
    const { EventPattern, ScheduleExpression, Targets } = ruleSchema.parse(resolve(properties));
    const pattern = EventPattern === undefined ? null : requirePattern(EventPattern);
    return {
      arn: attributeOf(template, id, 'Arn'),
      everySeconds: ScheduleExpression === undefined ? null : secondsOf(ScheduleExpression),
      wants: (event) => pattern !== null && matches(pattern, event),
      targets: Targets.map(({ Arn }) => ({ functionArn: Arn, retries: retries.get(Arn) ?? RETRIES })),
    };
  });
}

/** By the functions' ARNs. */
function readRetries(template: Template, resolve: Resolve): Map<string, number> {
  const arns = new Map(
    resourcesOf(template, 'AWS::Lambda::Function').map(([id]) => [
      attributeOf(template, id, 'Ref'),
      attributeOf(template, id, 'Arn'),
    ]),
  );
  return new Map(
    resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').map(([, properties]) => {
      const { FunctionName, MaximumRetryAttempts } = invokeSchema.parse(resolve(properties));
      return [arns.get(FunctionName) ?? FunctionName, MaximumRetryAttempts];
    }),
  );
}

const UNITS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

function secondsOf(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count === undefined) throw new Error(`The laptop cannot keep the schedule ${expression}, only rates.`);
  return Number(count) * (UNITS[unit] ?? 0);
}

import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';

type Handle<Event> = (event: Event, context: Context) => Promise<void>;

/** What a run knows of the time that Lambda gives it. */
export type TimeLeft = Pick<Context, 'getRemainingTimeInMillis'>;

/**
 * A Lambda handler of events in the background. All that one invocation logs carries its correlation id, which is what
 * Lambda's own lines call it by.
 */
export function inBackground<Needed extends { readonly logger: Logger }, Event>(
  dependencies: Needed,
  handlerOf: (dependencies: Needed) => Handle<Event>,
): Handle<Event> {
  return (event, context) => {
    // A logger of its own: where several run at once, as on a laptop, one would log with another's id.
    const logger = dependencies.logger.createChild();
    logger.appendKeys({ correlationId: context.awsRequestId });
    return handlerOf({ ...dependencies, logger })(event, context);
  };
}

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

/** A condition of a write, ready for DynamoDB. */
export type Condition = {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
};

/** The item must not exist yet. */
export const absent: Condition = {
  ConditionExpression: 'attribute_not_exists(#pk)',
  ExpressionAttributeNames: { '#pk': 'pk' },
};

/** The item must not exist, or its time to live must have passed: DynamoDB deletes late. */
export function absentOrExpired(now: Date): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(#pk) OR #expires < :now',
    ExpressionAttributeNames: { '#pk': 'pk', '#expires': 'expires' },
    ExpressionAttributeValues: marshall({ ':now': Math.floor(now.getTime() / 1000) }),
  };
}

/** Each attribute must have the value, or one of the values of a list. */
export function matching(
  attributes: Readonly<Record<string, string | number | readonly string[]>>,
): Condition {
  const names: Record<string, string> = {};
  const values: Record<string, string | number> = {};
  const tests = Object.entries(attributes).map(([name, wanted]) => {
    names[`#${name}`] = name;
    const options = (Array.isArray(wanted) ? wanted : [wanted]) as readonly (string | number)[];
    for (const [index, option] of options.entries()) values[`:${name}${index}`] = option;
    return `#${name} IN (${options.map((_, index) => `:${name}${index}`).join(', ')})`;
  });
  return {
    ConditionExpression: tests.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: marshall(values),
  };
}

/** An attribute must be missing or smaller than a value. */
export function missingOrBefore(name: string, value: string): Condition {
  return {
    ConditionExpression:
      'attribute_exists(#pk) AND (attribute_not_exists(#attribute) OR #attribute < :value)',
    ExpressionAttributeNames: { '#pk': 'pk', '#attribute': name },
    ExpressionAttributeValues: marshall({ ':value': value }),
  };
}

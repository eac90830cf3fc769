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

/** The item must not exist, or have this attribute no greater than the value. */
export function absentOrAtMost(attribute: string, value: number): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(#pk) OR #attribute <= :value',
    ExpressionAttributeNames: { '#pk': 'pk', '#attribute': attribute },
    ExpressionAttributeValues: marshall({ ':value': value }),
  };
}

/** The item must exist. */
export const present: Condition = {
  ConditionExpression: 'attribute_exists(#pk)',
  ExpressionAttributeNames: { '#pk': 'pk' },
};

/** The item must exist, and have this attribute no greater than the value, or not at all. */
export function presentAndAtMost(attribute: string, value: number): Condition {
  return {
    ConditionExpression:
      'attribute_exists(#pk) AND (attribute_not_exists(#attribute) OR #attribute <= :value)',
    ExpressionAttributeNames: { '#pk': 'pk', '#attribute': attribute },
    ExpressionAttributeValues: marshall({ ':value': value }),
  };
}

/** The item must exist, and still say what it said. */
export const unerased: Condition = {
  ConditionExpression: 'attribute_exists(#pk) AND attribute_not_exists(#erased)',
  ExpressionAttributeNames: { '#pk': 'pk', '#erased': 'erased' },
};

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

/** The item must not exist, or have this attribute before the value. */
export function absentOrBefore(attribute: string, value: string): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(#pk) OR #attribute < :value',
    ExpressionAttributeNames: { '#pk': 'pk', '#attribute': attribute },
    ExpressionAttributeValues: marshall({ ':value': value }),
  };
}

/** The item must not exist, or each attribute must have the value. */
export function absentOrMatching(attributes: Readonly<Record<string, string | number>>): Condition {
  const same = matching(attributes);
  return {
    ...same,
    ConditionExpression: `attribute_not_exists(#pk) OR (${same.ConditionExpression})`,
    ExpressionAttributeNames: { ...same.ExpressionAttributeNames, '#pk': 'pk' },
  };
}

/** The item must exist, and have an attribute with the value that it had, or not, as it did. */
export function presentAsBefore(item: object, attribute: string): Condition {
  const value = (item as Readonly<Record<string, unknown>>)[attribute];
  const names = { '#pk': 'pk', '#attribute': attribute };
  if (value === undefined) {
    return {
      ConditionExpression: 'attribute_exists(#pk) AND attribute_not_exists(#attribute)',
      ExpressionAttributeNames: names,
    };
  }
  return {
    ConditionExpression: 'attribute_exists(#pk) AND #attribute = :value',
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: marshall({ ':value': value }),
  };
}

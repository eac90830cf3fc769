import * as z from 'zod/mini';
import { accessKeyOf } from '../lambda/definition.ts';
import { attributeOf } from '../template/names.ts';
import type { Resolve } from '../template/resolve.ts';
import { resourcesOf, type Template } from '../template/template.ts';
import { Policy, type Statement } from './policy.ts';

/** Who makes a call, and what its role may do. */
export type Identity = { readonly functionName: string; readonly roleName: string; readonly policy: Policy };

const functionSchema = z.object({ Role: z.string() });
/** Strict: what is not understood may be what a role rests on. */
const roleSchema = z.strictObject({
  AssumeRolePolicyDocument: z.unknown(),
  Description: z.optional(z.unknown()),
  Policies: z._default(z.array(z.object({ PolicyDocument: z.unknown() })), []),
});
const policySchema = z.strictObject({
  PolicyDocument: z.unknown(),
  PolicyName: z.string(),
  Roles: z.array(z.string()),
});
const documentSchema = z.object({ Statement: z.array(z.record(z.string(), z.unknown())) });
const patterns = z.union([z.string(), z.array(z.string())]);
/** The one condition that is understood: a key of the call has one of the values. */
const conditionSchema = z.strictObject({ StringEquals: z.record(z.enum(['ses:FromAddress']), patterns) });
const statementSchema = z.object({ Effect: z.enum(['Allow', 'Deny']), Action: patterns, Resource: patterns });
const UNDERSTOOD = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);

/**
 * The functions of the template by the access key id that they sign with, each with the policies of its role.
 * @throws {Error} naming a role or policy with something that is not understood, such as a condition
 */
export function readIdentities(template: Template, resolve: Resolve): ReadonlyMap<string, Identity> {
  const statements = readStatements(template, resolve);
  return new Map(
    resourcesOf(template, 'AWS::Lambda::Function').map(([id, properties]) => {
      const { Role } = parse(functionSchema, resolve(properties), id);
      const roleName = Role.slice(Role.lastIndexOf('/') + 1);
      const functionName = attributeOf(template, id, 'Ref');
      const policy = new Policy(statements.get(roleName) ?? []);
      return [accessKeyOf(functionName), { functionName, roleName, policy }];
    }),
  );
}

/** By the names of the roles: from the policies beside them, and from those within. */
function readStatements(template: Template, resolve: Resolve): Map<string, Statement[]> {
  const byRole = new Map<string, Statement[]>();
  for (const [id, properties] of resourcesOf(template, 'AWS::IAM::Role')) {
    const { Policies } = parse(roleSchema, resolve(properties), id);
    byRole.set(
      attributeOf(template, id, 'Ref'),
      Policies.flatMap(({ PolicyDocument }) => readDocument(PolicyDocument, id)),
    );
  }
  for (const [id, properties] of resourcesOf(template, 'AWS::IAM::Policy')) {
    const { PolicyDocument, Roles } = parse(policySchema, resolve(properties), id);
    for (const role of Roles) byRole.get(role)?.push(...readDocument(PolicyDocument, id));
  }
  return byRole;
}

function readDocument(document: unknown, id: string): Statement[] {
  return parse(documentSchema, document, id).Statement.map((raw) => {
    const condition = z.safeParse(z.optional(conditionSchema), raw['Condition']);
    const unknown = condition.success ? Object.keys(raw).find((name) => !UNDERSTOOD.has(name)) : 'Condition';
    if (unknown) throw new Error(`The laptop cannot check the ${unknown} in a statement of ${id}.`);
    const { Effect, Action, Resource } = parse(statementSchema, raw, id);
    const asked = Object.entries(condition.data?.StringEquals ?? {});
    const when = Object.fromEntries(asked.map(([key, values]) => [key, [values].flat()]));
    return { effect: Effect, actions: [Action].flat(), resources: [Resource].flat(), when };
  });
}

function parse<Schema extends z.ZodMiniType>(schema: Schema, value: unknown, id: string): z.output<Schema> {
  const { data, error } = z.safeParse(schema, value);
  if (!error) return data;
  const where = error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
  );
  throw new Error(
    `The laptop cannot check the permissions of ${id}: it does not understand ${where.join(', ')}.`,
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { intrinsics, needNothing, type RunType, references, runs } from './supported.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  Condition: z.optional(z.string()),
});
const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema),
  Transform: z.optional(z.unknown()),
});

export type Resource = z.infer<typeof resourceSchema>;

/** A CloudFormation template of which everything is known to run here. */
export type Template = z.infer<typeof templateSchema>;

/**
 * Loads the one template of a synthesized CDK app.
 * @param assembly the folder the app was synthesized to
 * @throws {Error} naming the resource and the type or intrinsic that is not supported
 */
export function loadTemplate(assembly: string): Template {
  const [name, ...others] = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  if (!name || others.length > 0) throw new Error(`${assembly} must hold the template of exactly one stack.`);
  return requireSupported(templateSchema.parse(JSON.parse(readFileSync(join(assembly, name), 'utf8'))));
}

/** @throws {Error} naming the resource and the type or intrinsic that is not supported */
export function requireSupported(template: Template): Template {
  if (template.Transform !== undefined)
    throw unsupported('the template', `the transform ${JSON.stringify(template.Transform)}`);
  for (const [id, resource] of Object.entries(template.Resources)) {
    if (![...runs, ...needNothing].some((type) => type === resource.Type)) {
      throw unsupported(id, `the resource type ${resource.Type}`);
    }
    if (resource.Condition !== undefined) throw unsupported(id, `the condition ${resource.Condition}`);
    const unknown = intrinsicsIn(resource.Properties).find(
      (name) => !intrinsics.some((known) => known === name),
    );
    if (unknown) throw unsupported(id, `the intrinsic ${unknown}`);
    const foreign = referencesIn(resource.Properties).find(
      (name) => !references.some((known) => known === name),
    );
    if (foreign !== undefined) throw unsupported(id, `the reference to ${foreign}`);
  }
  return template;
}

function unsupported(id: string, what: string): Error {
  return new Error(
    `The laptop cannot run ${what} of ${id}: teach it in local/, or use one that local/template/supported.ts lists.`,
  );
}

/** An intrinsic is an object with one property, named `Ref` or `Fn::…`. */
function intrinsicsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(intrinsicsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(intrinsicsIn);
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::')) ? [name, ...inner] : inner;
}

/** The services that a template refers to dynamically. */
function referencesIn(value: unknown): string[] {
  return [...(JSON.stringify(value) ?? '').matchAll(/\{\{resolve:([\w-]*)/g)].map(
    ([, service = '']) => service,
  );
}

/** The resources of a type, by logical id. */
export function resourcesOf(
  template: Template,
  type: RunType,
): [id: string, properties: Resource['Properties']][] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) =>
    Type === type ? [[id, Properties]] : [],
  );
}

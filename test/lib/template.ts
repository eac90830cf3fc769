import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Service, type ServiceProps } from '../../lib/service.ts';

/** A part of a template as CloudFormation reads it: whatever JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Resource = {
  readonly Type: string;
  readonly Properties: { readonly [name: string]: Json };
  readonly DependsOn?: readonly string[];
};

export type Synthesized = {
  readonly json: { readonly Resources: Readonly<Record<string, Resource>>; readonly Outputs: Json };
  readonly template: Template;
  /** The resources of a type. */
  readonly all: (type: string) => readonly Resource[];
};

/** Synthesizes the service as `npm run synth` does, in a folder of its own. */
export function synthesize(props: ServiceProps = {}): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'corrigenda-synth-'));
  try {
    const template = Template.fromStack(new Service(new App({ outdir }), 'Corrigenda', props));
    const json = template.toJSON() as Synthesized['json'];
    const all = (type: string) => Object.values(json.Resources).filter((resource) => resource.Type === type);
    return { json, template, all };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: Json;
  readonly Condition?: Json;
};

/** What the roles are allowed, all of them or that of the function whose logical ids begin so. */
export function allowed({ json }: Synthesized, prefix = ''): readonly Statement[] {
  return Object.entries(json.Resources)
    .filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(prefix))
    .flatMap(([, { Properties }]) => statements(Properties['PolicyDocument']));
}

function statements(document: Json | undefined): readonly Statement[] {
  return (document as { readonly Statement: readonly Statement[] } | undefined)?.Statement ?? [];
}

/** The actions of statements, sorted. */
export function actions(of: readonly Statement[]): readonly string[] {
  return of.flatMap(({ Action }) => Action).sort();
}

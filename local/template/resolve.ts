import { attributeOf, distributionUrl } from './names.ts';
import type { Template } from './template.ts';

/** Puts values in the place of a template's intrinsics. */
export type Resolve = (value: unknown) => unknown;

/**
 * @param publicUrl what stands in for `https://<domain of the distribution>`, wherever a value says that
 */
export function templateResolver(template: Template, publicUrl: string): Resolve {
  const cloudUrl = distributionUrl(template);
  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const [entry, ...others] = Object.entries(value);
    const evaluated = entry && others.length === 0 ? evaluate(entry[0], entry[1]) : undefined;
    if (evaluated !== undefined) return evaluated.replaceAll(cloudUrl, publicUrl);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner)]));
  };
  const evaluate = (name: string, argument: unknown): string | undefined => {
    switch (name) {
      case 'Ref':
        return attributeOf(template, `${argument}`, 'Ref');
      case 'Fn::GetAtt': {
        const [id = '', attribute = ''] = Array.isArray(argument) ? argument : `${argument}`.split('.');
        return attributeOf(template, id, attribute);
      }
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown[]];
        return parts.map(resolve).join(separator);
      }
      case 'Fn::Sub':
        return substitute(argument);
      default:
        return undefined;
    }
  };
  const substitute = (argument: unknown): string => {
    const [text, values] = (Array.isArray(argument) ? argument : [argument, {}]) as [
      string,
      Record<string, unknown>,
    ];
    return text.replace(/\$\{([^}!]+)\}/g, (_, name: string) => {
      if (name in values) return `${resolve(values[name])}`;
      const [id = '', attribute = 'Ref'] = name.split('.');
      return attributeOf(template, id, attribute);
    });
  };
  return resolve;
}

import { additionRules } from './addition/rules.ts';
import { consentRules } from './consent/rules.ts';
import { correctionRules } from './correction/rules.ts';
import type { Kind } from './kinds.ts';
import { objectionRules } from './objection/rules.ts';
import type { Rules } from './rule.ts';

const rules: { readonly [K in Kind]: Rules<K> } = {
  correction: correctionRules,
  addition: additionRules,
  consent: consentRules,
  objection: objectionRules,
};

/** The rules of a kind, to be asked about submissions of that kind. */
export function rulesOf({ kind }: { readonly kind: Kind }): Rules {
  return rules[kind] as Rules;
}

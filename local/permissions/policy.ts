/** One thing that a call does. */
export type Need = {
  readonly action: string;
  readonly resource: string;
  /** What conditions may ask about the call, by the name of the key. */
  readonly context?: Readonly<Record<string, string>>;
};

/** A statement of an identity-based policy; actions and resources may have the wildcards `*` and `?`. */
export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** What the call must be besides: a key, and the values of which it must have one. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
};

/** One action on one resource that a statement allows, both as the statement has them. */
export type Grant = { readonly action: string; readonly resource: string };

/** What policies say of a need: the grant that allows it, or why it is refused. */
export type Verdict =
  | { readonly grant: Grant }
  | { readonly refused: 'no policy allows it' | 'a policy denies it' };

/** Evaluates a role's statements as IAM does: nothing is allowed until one allows it, and one that denies wins. */
export class Policy {
  readonly grants: readonly Grant[];
  readonly #allows: readonly Matcher[];
  readonly #denies: readonly Matcher[];

  constructor(statements: readonly Statement[]) {
    this.#allows = matchersOf(statements, 'Allow');
    this.#denies = matchersOf(statements, 'Deny');
    this.grants = this.#allows.map(({ grant }) => grant);
  }

  judge({ action, resource, context = {} }: Need): Verdict {
    const covers = ({ when, ...matcher }: Matcher) =>
      matcher.action.test(action) &&
      matcher.resource.test(resource) &&
      Object.entries(when).every(([key, values]) => values.includes(context[key] ?? ''));
    if (this.#denies.some(covers)) return { refused: 'a policy denies it' };
    const allowing = this.#allows.find(covers);
    return allowing ? { grant: allowing.grant } : { refused: 'no policy allows it' };
  }
}

type Matcher = {
  readonly grant: Grant;
  readonly action: RegExp;
  readonly resource: RegExp;
  readonly when: NonNullable<Statement['when']>;
};

function matchersOf(statements: readonly Statement[], effect: Statement['effect']): Matcher[] {
  const wanted = statements.filter((statement) => statement.effect === effect);
  return wanted.flatMap(({ actions, resources, when = {} }) =>
    actions.flatMap((action) =>
      resources.map((resource) => ({
        grant: { action, resource },
        // IAM takes actions in any case.
        action: wildcards(action, 'si'),
        resource: wildcards(resource, 's'),
        when,
      })),
    ),
  );
}

function wildcards(pattern: string, flags: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags);
}

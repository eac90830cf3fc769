import type { InLanguages, Kind, Localized, ValueOf } from './kind.ts';

/** One field of a record, as its inventory has it. */
export type FieldDefinition = {
  readonly kind: Kind;
  readonly label: Localized;
  /** How to answer, below the label; where it is left out the label says it all. */
  readonly hint?: Localized;
  /** Whether it is asked of everybody who adds a record; the others are asked of those who know it well. */
  readonly askFirst?: true;
  /** What records that are probably one have in common: how they are called, their code, their page. */
  readonly alike?: 'title' | 'code' | 'page';
  /** Whether those whom it lists have a say in the record, as who pays for it does, or are only listed. */
  readonly haveASay?: true;
  /** The name of its inputs, where that of the field is something else's. */
  readonly input?: string;
};

type Fields = Readonly<Record<string, FieldDefinition>>;

/** Two dates of which the second must not lie before the first. */
type Period<F extends Fields> = readonly [start: keyof F & string, end: keyof F & string];

/** How aid data sees the fields: those of an IATI activity by what they say there. Of what is left out nothing is written. */
export type IatiMapping<Name extends string = string> = {
  readonly description: Name;
  /** Lists of organisations, by their part in it. */
  readonly funding: Name;
  readonly implementing: Name;
  readonly start: Name;
  readonly end: Name;
  /** A choice, and the code of each in IATI's list of activity statuses. */
  readonly status: { readonly field: Name; readonly codes: Readonly<Record<string, string>> };
  /** Countries and regions. */
  readonly places: Name;
  /** Choices, which are a vocabulary of the inventory's own. */
  readonly sectors: Name;
};

/** What an inventory says of its records. */
export type InventoryDefinition<F extends Fields = Fields> = {
  /** What one of its records is called, in each language: “project”, “a project”, “projects”. */
  readonly noun: InLanguages<{ readonly one: string; readonly a: string; readonly many: string }>;
  /** The part of addresses under which its records are: `/projects/x`, `/v1/projects/x.json`. Permanent. */
  readonly path: string;
  /** An id, to show what one looks like. */
  readonly exampleId: string;
  /** Who has a say in a record, in a list that goes on: “a funder, an implementer”. */
  readonly parties: Localized;
  /** What the search asks for, and what helps where it finds nothing. */
  readonly search: { readonly label: Localized; readonly hint: Localized };
  /** In the order in which forms and pages show them. `title` and `language` are of every record. */
  readonly fields: F & {
    readonly title: { readonly kind: Kind<string> };
    readonly language: { readonly kind: Kind<string> };
  };
  readonly periods?: readonly Period<F>[];
  /** What `search.json` has of each record besides id, title and code: what each is called there, and its field. */
  readonly searchFile?: Readonly<Record<string, keyof F & string>>;
  readonly iati?: IatiMapping<keyof F & string>;
};

export function defineInventory<const F extends Fields>(
  definition: InventoryDefinition<F>,
): InventoryDefinition<F> {
  return definition;
}

/** What a record of such an inventory says. */
export type ContentOf<F extends Fields> = { -readonly [Name in keyof F]: ValueOf<F[Name]['kind']> };

import { definition } from '#inventory/definition.ts';

/** What the inventory calls one of its records: “project”, “a project”, “projects”. */
export const { one, a, many } = definition.noun.en;
export const [One, A] = [capital(one), capital(a)];
/** Who has a say in a record: “a funder, an implementer”. */
export const parties = definition.parties.en;
/** An id, to show what one looks like. */
export const { exampleId, path } = definition;

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

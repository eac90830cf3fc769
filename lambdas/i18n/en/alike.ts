/** Others that say the same, and wait as well. */
export const alike = {
  /** To the contributor: only that another waits, nothing of what it says or whose it is. */
  check: {
    title: 'Another one waits already',
    addition:
      'A proposal much like this one waits for a decision. If it is yours, there is no need to send it again. If you know more, send this one: both are looked at together.',
    correction: (fields: string) =>
      `Another correction waits for a decision that changes the same: ${fields}. If it is yours, there is no need to send it again. If you know better, send this one: both are looked at together.`,
  },
  /** To the manager. */
  review: {
    title: 'There may be another one like this',
    hint: 'Compare them before you decide. What is there already, or waits as well, can be declined as a duplicate.',
    waiting: 'Waits for a decision as well',
    published: 'In the inventory already',
    same: (reference: string, fields: string) => `${reference}: ${fields}`,
    named: (name: string, title: string) => `${name}: ${title}`,
  },
};

/** What waits for a decision where the register is new: the room holds more people than it said. */
export const demonstration = {
  kind: 'correction',
  record: 'first-aid-for-teachers',
  version: 1,
  changes: [{ field: 'seats', from: 16, to: 24 }],
  evidence: ['https://courses.example.org/first-aid-for-teachers'],
  comment: 'The course moved to a larger room.',
  contributor: { name: 'Ada Example', email: 'ada@example.org', role: 'implementer' },
};

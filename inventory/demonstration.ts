/** What waits for a decision where the inventory is new: an older page of the Council of Europe ends the project in 2016. */
export const demonstration = {
  kind: 'correction',
  record: 'cybercrime-octopus',
  version: 1,
  changes: [{ field: 'endDate', from: '2020-12-31', to: '2016-12-31' }],
  evidence: ['https://www.coe.int/en/web/cybercrime/cybercrime-octopus'],
  comment: 'An older page of the Council of Europe ends the project on 31 December 2016.',
  contributor: { name: 'Ada Example', email: 'ada@example.org', role: 'implementer' },
};

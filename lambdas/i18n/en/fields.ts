import type { Field } from '../../domain/record.ts';

/** What each field of a record is called. */
export const fields = {
  title: 'Title',
  code: 'Project code',
  status: 'Status',
  startDate: 'Start date',
  endDate: 'End date',
  summary: 'Summary',
  context: 'Context',
  objectives: 'Objectives',
  outputs: 'Outputs',
  outcomes: 'Outcomes',
  activities: 'Activities',
  funders: 'Funders',
  implementers: 'Implementers',
  partners: 'Partners',
  contributions: 'Contributions',
  beneficiaries: 'Beneficiaries',
  themes: 'Themes',
  url: 'Page on the portal',
  links: 'Links',
  related: 'Related projects',
  language: 'Language of the texts',
} satisfies Record<Field, string>;

const date = 'For example 31 December 2021, 06/2021 or 2021: as precise as you know it.';

/** How to answer, below the label of each field; null where the question says it all. */
export const hints = {
  title: null,
  code: 'For example G0677.',
  status: 'Where the project stands today.',
  startDate: date,
  endDate: date,
  summary: 'What the project does, in a few sentences. At most 5,000 characters.',
  context: 'Why the project came about. At most 5,000 characters.',
  objectives: null,
  outputs: null,
  outcomes: null,
  activities: null,
  funders: null,
  implementers: null,
  partners: null,
  contributions:
    'Who gave how much. Amounts like 250,000 or EUR 1.5 million; what was paid back has a minus.',
  beneficiaries:
    'Countries or regions of the world. Untick one to remove it, write the name of one to add it.',
  themes: null,
  url: null,
  links: null,
  related: 'The last part of its address here, for example octopus-project.',
  language: 'For example English, fr or pt-BR.',
} satisfies Record<Field, string | null>;

/** The parts of a row of a list. */
export const columns = {
  name: 'Name',
  title: 'Title',
  url: 'Web address',
  date: 'Date',
  place: 'Place',
  funder: 'Funder',
  amount: 'Amount',
  currency: 'Currency',
  year: 'Year',
};

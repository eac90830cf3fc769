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
const organisations = 'Clear a row to remove the organisation, use the empty row to add one.';

/** How to answer, below the label of each field. */
export const hints = {
  title: 'The name of the project as its owner writes it.',
  code: 'The portal’s own code, for example G0677.',
  status: 'Where the project stands today.',
  startDate: date,
  endDate: date,
  summary: 'What the project does, in a few sentences. At most 5,000 characters.',
  context: 'Why the project came about. At most 5,000 characters.',
  objectives: 'One objective a box. Clear a box to remove it.',
  outputs: 'One output a box. Clear a box to remove it.',
  outcomes: 'One outcome a box. Clear a box to remove it.',
  activities: 'Clear a row to remove the activity, use the empty row to add one.',
  funders: organisations,
  implementers: organisations,
  partners: organisations,
  contributions: 'Who gave how much. The currency is its three-letter code, for example EUR.',
  beneficiaries:
    'Countries or regions of the world. Untick one to remove it, write the name of one to add it.',
  themes: 'Tick all that apply.',
  url: 'Starts with https:// or http://.',
  links: 'Clear a row to remove the link, use the empty row to add one.',
  related: 'The last part of the other project’s address here, for example octopus-project.',
  language: 'A language tag, for example en or fr.',
} satisfies Record<Field, string>;

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

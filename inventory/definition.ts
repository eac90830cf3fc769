import { defineInventory } from '../lambdas/fields/definition.ts';
import { kinds } from '../lambdas/fields/kinds.ts';

const {
  activities,
  choice,
  choices,
  contributions,
  language,
  line,
  links,
  organisations,
  partialDate,
  places,
  recordIds,
  text,
  texts,
  url,
} = kinds;

const dateHint = { en: 'For example 31 December 2021, 06/2021 or 2021: as precise as you know it.' };

/** What the inventory says of each project. */
export const definition = defineInventory({
  noun: { en: { one: 'project', a: 'a project', many: 'projects' } },
  path: 'projects',
  exampleId: 'octopus-project',
  parties: { en: 'a funder, an implementer' },
  search: {
    label: { en: 'Find a project by its title, code, country, organisation or any other word' },
    hint: { en: 'Try fewer or other words, for example the name of a funder or the project code.' },
  },
  fields: {
    title: {
      kind: line({ limit: 300, sort: 'title', required: true }),
      label: { en: 'Title' },
      askFirst: true,
      alike: 'title',
    },
    code: {
      kind: line({ limit: 50 }),
      label: { en: 'Project code' },
      hint: { en: 'For example G0677.' },
      alike: 'code',
    },
    status: {
      kind: choice({
        planned: { en: 'Planned' },
        active: { en: 'Active' },
        finished: { en: 'Finished' },
        cancelled: { en: 'Cancelled' },
      }),
      label: { en: 'Status' },
      hint: { en: 'Where the project stands today.' },
      askFirst: true,
    },
    startDate: { kind: partialDate(), label: { en: 'Start date' }, hint: dateHint, askFirst: true },
    endDate: { kind: partialDate(), label: { en: 'End date' }, hint: dateHint, askFirst: true },
    summary: {
      kind: text({ limit: 5000 }),
      label: { en: 'Summary' },
      hint: { en: 'What the project does, in a few sentences. At most 5,000 characters.' },
      askFirst: true,
    },
    context: {
      kind: text({ limit: 5000 }),
      label: { en: 'Context' },
      hint: { en: 'Why the project came about. At most 5,000 characters.' },
    },
    objectives: { kind: texts({ limit: 500 }), label: { en: 'Objectives' } },
    outputs: { kind: texts({ limit: 500 }), label: { en: 'Outputs' } },
    outcomes: { kind: texts({ limit: 500 }), label: { en: 'Outcomes' } },
    activities: { kind: activities(), label: { en: 'Activities' } },
    funders: { kind: organisations(), label: { en: 'Funders' }, askFirst: true, haveASay: true },
    implementers: { kind: organisations(), label: { en: 'Implementers' }, askFirst: true, haveASay: true },
    partners: { kind: organisations(), label: { en: 'Partners' } },
    contributions: {
      kind: contributions(),
      label: { en: 'Contributions' },
      hint: {
        en: 'Who gave how much. Amounts like 250,000 or EUR 1.5 million; what was paid back has a minus.',
      },
    },
    beneficiaries: {
      kind: places(),
      label: { en: 'Beneficiaries' },
      hint: {
        en: 'Countries or regions of the world. Untick one to remove it, write the name of one to add it.',
      },
      askFirst: true,
    },
    themes: {
      // The five of the GFCE working groups, which the Cybil portal uses.
      kind: choices({
        'policy-strategy': { en: 'Cyber security policy and strategy' },
        'incident-management-ciip': {
          en: 'Cyber incident management and critical information infrastructure protection',
        },
        cybercrime: { en: 'Cybercrime' },
        'culture-skills': { en: 'Cyber security culture and skills' },
        standards: { en: 'Cyber security standards' },
      }),
      label: { en: 'Themes' },
      askFirst: true,
    },
    url: { kind: url(), label: { en: 'Page on the portal' }, alike: 'page' },
    links: { kind: links(), label: { en: 'Links' } },
    related: {
      kind: recordIds(),
      label: { en: 'Related projects' },
      hint: { en: 'The last part of its address here, for example octopus-project.' },
    },
    language: {
      kind: language(),
      label: { en: 'Language of the texts' },
      hint: { en: 'For example English, fr or pt-BR.' },
      // `language` is that of the form.
      input: 'recordLanguage',
    },
  },
  periods: [['startDate', 'endDate']],
  searchFile: { countries: 'beneficiaries', themes: 'themes' },
  iati: {
    description: 'summary',
    funding: 'funders',
    implementing: 'implementers',
    start: 'startDate',
    end: 'endDate',
    status: { field: 'status', codes: { planned: '1', active: '2', finished: '4', cancelled: '5' } },
    places: 'beneficiaries',
    sectors: 'themes',
  },
});

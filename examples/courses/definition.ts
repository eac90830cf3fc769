import { defineInventory } from '../../lambdas/fields/definition.ts';
import { kinds } from '../../lambdas/fields/kinds.ts';

const {
  activities,
  choice,
  choices,
  language,
  line,
  links,
  number,
  organisations,
  partialDate,
  places,
  recordIds,
  text,
  texts,
  url,
} = kinds;

/** What a register of courses says of each. */
export const definition = defineInventory({
  noun: { en: { one: 'course', a: 'a course', many: 'courses' } },
  path: 'courses',
  exampleId: 'first-aid-for-teachers',
  parties: { en: 'a provider, an accreditor' },
  search: {
    label: { en: 'Find a course by its title, subject, place or any other word' },
    hint: { en: 'Try fewer or other words, for example the name of a provider.' },
  },
  fields: {
    title: {
      kind: line({ limit: 200, sort: 'title', required: true }),
      label: { en: 'Title' },
      askFirst: true,
      alike: 'title',
    },
    number: {
      kind: line({ limit: 20 }),
      label: { en: 'Course number' },
      hint: { en: 'For example FA-101.' },
      alike: 'code',
    },
    level: {
      kind: choice({
        beginners: { en: 'Beginners' },
        experienced: { en: 'Experienced' },
        trainers: { en: 'Trainers' },
      }),
      label: { en: 'Level' },
      hint: { en: 'Whom the course is for.' },
      askFirst: true,
    },
    opensOn: { kind: partialDate(), label: { en: 'First day' }, askFirst: true },
    closesOn: { kind: partialDate(), label: { en: 'Last day' }, askFirst: true },
    enrolUntil: {
      kind: partialDate(),
      label: { en: 'Enrol until' },
      hint: { en: 'For example 31 December 2027, or 2027: as precise as you know it.' },
    },
    hours: { kind: number({ min: 1, max: 5000 }), label: { en: 'Hours' }, askFirst: true },
    seats: {
      kind: number({ min: 1 }),
      label: { en: 'Seats' },
      hint: { en: 'How many people may take part.' },
    },
    description: {
      kind: text({ limit: 3000 }),
      label: { en: 'Description' },
      hint: { en: 'What one learns, in a few sentences. At most 3,000 characters.' },
      askFirst: true,
    },
    goals: { kind: texts({ limit: 300 }), label: { en: 'What one can do afterwards' } },
    subjects: {
      kind: choices({
        'first-aid': { en: 'First aid' },
        'road-safety': { en: 'Road safety' },
        'fire-protection': { en: 'Fire protection' },
        'water-rescue': { en: 'Water rescue' },
        'mountain-rescue': { en: 'Mountain rescue' },
      }),
      label: { en: 'Subjects' },
      askFirst: true,
    },
    taughtBy: { kind: organisations(), label: { en: 'Providers' }, askFirst: true, haveASay: true },
    accreditors: { kind: organisations(), label: { en: 'Accredited by' }, haveASay: true },
    countries: {
      kind: places(),
      label: { en: 'Where it is taught' },
      hint: { en: 'Untick a country to remove it, write the name of one to add it.' },
    },
    sessions: { kind: activities(), label: { en: 'Sessions' } },
    page: { kind: url(), label: { en: 'Page of the course' }, alike: 'page' },
    materials: { kind: links(), label: { en: 'Materials' } },
    before: {
      kind: recordIds(),
      label: { en: 'Courses to take before' },
      hint: { en: 'The last part of its address here, for example first-aid-for-teachers.' },
    },
    language: {
      kind: language(),
      label: { en: 'Language of the texts' },
      hint: { en: 'For example English, fr or pt-BR.' },
      input: 'recordLanguage',
    },
  },
  periods: [
    ['opensOn', 'closesOn'],
    ['enrolUntil', 'closesOn'],
  ],
});

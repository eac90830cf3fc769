import { element, list, webLink } from './dom.js';
import { changedFields, lastChange, period, placeName, search, spokenDate } from './words.js';

/** Everything this site says of all projects: a search box, and the projects found. */
export function listPage(records, inventory, typed, remember) {
  const box = element('input', {
    type: 'search',
    id: 'search',
    value: typed,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const count = element('p', { role: 'status', class: 'quiet' });
  const results = element('ul', { class: 'cards' });
  const show = () => {
    const found = search(records, box.value);
    remember(box.value);
    count.textContent = `${found.length} of ${records.length} projects`;
    results.replaceChildren(...found.map((project) => element('li', {}, card(project, inventory))));
  };
  box.addEventListener('input', show);
  show();
  const label = element('label', { for: 'search' }, 'Search by title, organisation or country');
  return [
    element('h1', { tabindex: '-1' }, 'Projects'),
    element('search', { class: 'search' }, label, box),
    count,
    results,
  ];
}

function card(project, inventory) {
  return element(
    'article',
    { class: 'card' },
    element('h2', {}, element('a', { href: `#${project.id}` }, project.title)),
    element('p', { class: 'facts' }, ...badges(project), sentence(period(project))),
    element('p', {}, places(project)),
    element('p', { class: 'quiet' }, `${sources(project)}. ${changeNote(project)}`),
    element('p', {}, correction('Correct this', project.title, `${inventory}/correct/${project.id}`)),
  );
}

/** Its name starts with what is seen and goes on with what it corrects, so that no two links sound alike. */
function correction(seen, what, href) {
  return element('a', { class: 'correction', href, 'aria-label': `${seen}: ${what}` }, seen);
}

/** Everything this site says of one project. */
export function projectPage(project, inventory) {
  const correct = `${inventory}/correct/${project.id}`;
  return [
    element('p', {}, element('a', { href: '#/' }, 'All projects')),
    element('h1', { tabindex: '-1' }, project.title),
    element('p', { class: 'facts' }, ...badges(project), project.code ? `Code ${project.code}` : null),
    ...paragraphs(project.summary, 'lead'),
    factSheet(project, correct),
    ...section('Context', element('div', {}, ...paragraphs(project.context))),
    ...section('Objectives', list(project.objectives, String)),
    ...section('Outputs', list(project.outputs, String)),
    ...section('Outcomes', list(project.outcomes, String)),
    ...section('Activities', list(project.activities, activity)),
    ...section(
      'More to read',
      list(project.links, ({ title, url }) => webLink(url, title ?? url)),
    ),
    ...section(
      'Sources',
      list(project.publication.sources, (url) => webLink(url)),
    ),
    element('p', { class: 'quiet' }, changeNote(project)),
    element('p', {}, element('a', { class: 'button', href: correct }, 'Correct this')),
  ];
}

/** What stands where a project would, if the inventory has none of this name. */
export function missingPage() {
  return [
    element('h1', { tabindex: '-1' }, 'No such project'),
    element('p', {}, 'The inventory has no project at this address now. It may have been withdrawn.'),
    element('p', {}, element('a', { href: '#/' }, 'All projects')),
  ];
}

/** What stands where the projects would, if they cannot be read. */
export function failurePage(reason, again) {
  const button = element('button', { type: 'button', class: 'button' }, 'Try again');
  button.addEventListener('click', again);
  return [
    element('h1', { tabindex: '-1' }, 'The inventory cannot be read'),
    element('p', {}, reason),
    element('p', {}, 'Nothing is shown instead, because it could be out of date.'),
    element('p', {}, button),
  ];
}

/** The release, the licence and the disclaimer, as the inventory states them. */
export function releaseNote(index, inventory) {
  const date = spokenDate(index.generatedAt.slice(0, 10));
  return [
    element('p', {}, `Release ${index.sequence} of ${date}, read from `, webLink(inventory), '.'),
    element('p', {}, 'Licence: ', webLink(index.licence.url, index.licence.name), '.'),
    element('p', {}, index.disclaimer),
  ];
}

function factSheet(project, correct) {
  const changes = changedFields(project);
  const facts = [
    ['startDate', 'Start date', project.startDate && spokenDate(project.startDate)],
    ['endDate', 'End date', project.endDate && spokenDate(project.endDate)],
    ['beneficiaries', 'Countries', project.beneficiaries.length > 0 && places(project)],
    ['funders', 'Funders', list(project.funders, organisation)],
    ['implementers', 'Implementers', list(project.implementers, organisation)],
    ['partners', 'Partners', list(project.partners, organisation)],
  ];
  const rows = facts.map(([field, label, value]) =>
    element(
      'div',
      {},
      element('dt', {}, label),
      element('dd', {}, value || 'Not known', changes.has(field) ? changeMark(changes.get(field)) : null),
      element('dd', {}, correction('Correct', label, `${correct}?field=${field}`)),
    ),
  );
  return element('dl', { class: 'sheet' }, ...rows);
}

function changeMark({ sequence, credit }) {
  return element(
    'small',
    { class: 'mark' },
    `Changed in release ${sequence}${credit ? `, thanks to ${credit}` : ''}`,
  );
}

function organisation({ name, url }) {
  return webLink(url, name);
}

function activity({ title, date, place, url }) {
  const where = [place, date && spokenDate(date)].filter(Boolean).join(', ');
  return element('span', {}, webLink(url, title), where ? ` (${where})` : null);
}

function badges({ status }) {
  return status ? [element('span', { class: 'badge' }, sentence(status))] : [];
}

function places({ beneficiaries }) {
  return beneficiaries.length > 0 ? beneficiaries.map(placeName).join(', ') : 'Countries not known';
}

function sources({ publication }) {
  const hosts = publication.sources.map((url) => new URL(url).hostname.replace(/^www\./, ''));
  return hosts.length > 0 ? `Sources: ${[...new Set(hosts)].join(', ')}` : 'Published with consent';
}

function changeNote(project) {
  const change = lastChange(project);
  return change ? `Last changed in release ${change.sequence}, ${change.date}.` : '';
}

function paragraphs(text, className = 'text') {
  return (text ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => element('p', { class: className }, line));
}

function section(heading, content) {
  return content?.hasChildNodes() ? [element('h2', {}, heading), content] : [];
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

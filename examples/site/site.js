import { readInventory, Unreadable } from './inventory.js';
import { failurePage, listPage, missingPage, projectPage, releaseNote } from './pages.js';

const main = document.querySelector('#main');
let typed = '';

async function start() {
  try {
    const origin = await inventoryOrigin();
    const { index, inventory } = await readInventory(origin);
    const route = () => showPage(inventory.records, origin, index.title);
    document.querySelector('#site-name').textContent = index.title;
    document.querySelector('#footer').replaceChildren(...releaseNote(index, origin));
    route();
    window.addEventListener('hashchange', () => {
      route();
      arrive();
    });
  } catch (error) {
    console.error(error);
    showFailure(
      error instanceof Unreadable ? error.message : 'The inventory has a form this site does not know.',
    );
  }
}

/** Where the inventory is published stands beside this page, so that the same files serve every portal. */
async function inventoryOrigin() {
  const response = await fetch('config.json', { cache: 'no-cache' }).catch(() => null);
  const config = await response?.json().catch(() => null);
  if (!config?.inventory)
    throw new Unreadable('This site’s config.json does not say where the inventory is.');
  return config.inventory.replace(/\/+$/, '');
}

/** `#` and `#/` are the list, `#cybersouth` is a project: no id contains a slash. */
function showPage(records, origin, title) {
  const id = location.hash.replace(/^#\/?/, '');
  const project = records.find((record) => record.id === id);
  main.replaceChildren(...(id ? detailPage(project, origin) : searchPage(records, origin)));
  document.title = project ? `${project.title} – ${title}` : title;
}

function detailPage(project, origin) {
  return project ? projectPage(project, origin) : missingPage();
}

function searchPage(records, origin) {
  return listPage(records, origin, typed, (text) => {
    typed = text;
  });
}

function showFailure(reason) {
  main.replaceChildren(...failurePage(reason, start));
  document.title = 'The inventory cannot be read';
  arrive();
}

/** Puts a person who follows a link by keyboard or screen reader at the new page's heading, as a page load would. */
function arrive() {
  window.scrollTo(0, 0);
  main.querySelector('h1')?.focus({ preventScroll: true });
}

await start();

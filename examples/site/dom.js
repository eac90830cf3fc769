/**
 * A new element. Texts become text nodes and are never read as HTML: this is the only way this site makes elements.
 * Absent children (null, undefined) are left out.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A link, if the address is one of the web; else only its text. */
export function webLink(url, text = url) {
  return url && /^https?:\/\//.test(url) ? element('a', { href: url }, text) : element('span', {}, text);
}

/** A list of what is made of each item; null without items. */
export function list(items, make, attributes = {}) {
  if (items.length === 0) return null;
  return element('ul', attributes, ...items.map((item) => element('li', {}, make(item))));
}

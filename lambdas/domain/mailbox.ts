/** The host of a web address or a mail domain as it resolves: lower case, Punycode, no dot at the end; empty where it is none. */
export function canonicalHost(host: string): string {
  return (URL.parse(`http://${host}`)?.hostname ?? '').replace(/\.+$/, '');
}

/** The domain of an address, as it resolves. */
export function mailDomain(address: string): string {
  return canonicalHost(address.slice(address.lastIndexOf('@') + 1).trim());
}

/** Two names of one provider, to which a dot in front of the @ is nothing. */
const dotless: readonly string[] = ['gmail.com', 'googlemail.com'];

/** The mailbox that an address leads to: what a mail program adds behind a plus, and case, make no other one. */
export function mailboxOf(address: string): string {
  const domain = mailDomain(address);
  const local = address
    .slice(0, address.lastIndexOf('@'))
    .trim()
    .toLowerCase()
    .replace(/(?<=.)\+.*$/, '');
  return dotless.includes(domain) ? `${local.replaceAll('.', '')}@${dotless[0]}` : `${local}@${domain}`;
}

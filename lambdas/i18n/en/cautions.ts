/** What a manager should look at twice. */
export const cautions = {
  title: 'Look twice',
  number: (host: string) => `The web address ${host} is a number, not the name of a site.`,
  port: (url: string) => `The web address ${url} names a port, as public pages rarely do.`,
  noDot: (host: string) => `The host ${host} has no dot: it leads nowhere in public.`,
  user: (host: string) => `A web address has a name before its host, which is ${host}.`,
  letters: (host: string, reads: string) =>
    `The host ${host} is written with letters beyond ASCII: ${reads}.`,
  mixed: (host: string, reads: string) =>
    `The host ${host} reads ${reads}: some of its letters only look like others.`,
  imitates: (host: string, party: string) =>
    `The host ${host} looks like ${party}, which is listed here, but is not part of it.`,
  passesFor: (text: string, name: string) => `“${text}” looks like “${name}”, but is written otherwise.`,
  foreignLetters: (text: string, letters: string) =>
    `“${text}” has letters that look like those of another script: ${letters}.`,
  /** Below a value in which letters pass for others. */
  inValue: (letters: string) => `Letters of another script: ${letters}.`,
};

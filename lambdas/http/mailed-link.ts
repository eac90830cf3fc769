import type { Name } from '../domain/names.ts';
import type { HttpRequest } from './exchange.ts';

/** The characters of a link's secret: 256 bits in base64url. */
const LENGTH = 43;
/** The most secrets that are tried for one link; few mail programs leave more than one behind. */
const MOST = 8;

/**
 * The secrets that a piece of an address may hold, most likely first. Mail programs put behind it what ended the sentence, or
 * the parameters of their own; they encode it once more, break it as quoted-printable does, and set blanks that nobody sees.
 */
export function tokensIn(text: string): readonly string[] {
  const readings = [text, unquoted(text)].map((one) => runsOf(decoded(one)));
  return [...new Set(readings.flatMap((runs) => [...runs.flatMap(windows), ...rejoined(runs)]))].slice(
    0,
    MOST,
  );
}

/** The secrets that the path of a mailed link may hold: `/confirm/SECRET`, `/review/SECRET`. */
export function pathTokens({ parameters }: HttpRequest): readonly string[] {
  return tokensIn(parameters['token'] ?? '');
}

/** Those of `?t=SECRET`, which may stand there twice, be called `amp;t`, or have become part of the path. */
export function queryTokens({
  parameters,
  query,
}: Pick<HttpRequest, 'parameters' | 'query'>): readonly string[] {
  const named = [...query].filter(([name]) => /^(?:amp;)*t$/i.test(name)).map(([, text]) => text);
  const found = [...new Set(named.flatMap(tokensIn))];
  const all = [...Object.values(parameters), ...[...query].flat()].join(' ');
  return found.length > 0 ? found.slice(0, MOST) : tokensIn(all);
}

/** A reference or the id of a receipt as it stands in a text, with the letters that are easily misread; null for none. */
export function referenceIn(text: string): Name | null {
  const plain = decoded(unquoted(text))
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toUpperCase();
  const [, kind, ...groups] =
    /(COR|RCP)[^0-9A-Z]*([0-9A-Z]{4})[^0-9A-Z]*([0-9A-Z]{4})(?![0-9A-Z])/.exec(plain) ?? [];
  if (kind === undefined) return null;
  const [first, second] = groups.map((group) => group.replaceAll('O', '0').replace(/[IL]/g, '1'));
  return `${kind as 'COR' | 'RCP'}-${first}-${second}`;
}

/** Which of a bundle a link is about, as it was mailed. */
export function memberNamed({ query }: Pick<HttpRequest, 'query'>): string | null {
  const of = query.get('of') ?? query.get('amp;of');
  return of === null ? null : (referenceIn(of) ?? of);
}

/** A request by a mailed link as it was meant: what a mail program added to the path leads no further. */
export function asMailed(request: HttpRequest, path: string): HttpRequest {
  const of = memberNamed(request);
  const query = new URLSearchParams(request.query);
  if (of !== null) query.set('of', of);
  return { ...request, path, query };
}

/** Percent-encoded again, and entities of HTML: what none of a secret's letters may come from is a blank. */
function decoded(text: string): string {
  return text
    .replace(/%25/g, '%')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => letterOrBlank(hex))
    .replace(/&(?:#\d+|#x[0-9a-f]+|amp|lt|gt|quot|apos|nbsp|shy|zwnj|zwj);/gi, ' ')
    .replace(/[\u2010\u2011]/g, '-');
}

/** As quoted-printable writes it: `=3D` for `=`, `=` and a line end for nothing. */
function unquoted(text: string): string {
  return decoded(text).replace(/=([0-9a-f]{2})/gi, (_, hex: string) => letterOrBlank(hex));
}

function letterOrBlank(hex: string): string {
  const letter = String.fromCharCode(Number.parseInt(hex, 16));
  return /[A-Za-z0-9_-]/.test(letter) ? letter : ' ';
}

/** What stands between anything that no secret has. */
function runsOf(text: string): readonly string[] {
  return text.split(/[^\w-]+/).filter(Boolean);
}

/** A run as long as a secret is one; one a little longer has something in front or behind. */
function windows(run: string): readonly string[] {
  const more = run.length - LENGTH;
  if (more < 0) return [];
  const from = more < MOST - 1 ? [...Array(more + 1).keys()] : [0, more];
  return from.map((start) => run.slice(start, start + LENGTH));
}

/** The secret broken into pieces by what was set into it. */
function rejoined(runs: readonly string[]): readonly string[] {
  const whole = runs.join('');
  return whole.length < LENGTH ? [] : [whole.slice(0, LENGTH)];
}

import type { Caution } from '../domain/cautions.ts';
import type { ForeignLetter } from '../domain/confusables.ts';
import { formatList } from './format.ts';
import type { Language } from './messages.ts';
import type { Words } from './value-lines.ts';

/** A sentence for each thing to look at twice. */
export function cautionLines(cautions: readonly Caution[], words: Words): readonly string[] {
  return cautions.map((one) => cautionLine(one, words));
}

function cautionLine(caution: Caution, { messages: { cautions }, language }: Words): string {
  switch (caution.kind) {
    case 'number':
      return cautions.number(caution.host);
    case 'port':
      return cautions.port(caution.url);
    case 'no-dot':
      return cautions.noDot(caution.host);
    case 'user':
      return cautions.user(caution.host);
    case 'letters':
      return cautions.letters(caution.host, caution.reads);
    case 'mixed':
      return cautions.mixed(caution.host, caution.reads);
    case 'imitates':
      return cautions.imitates(caution.host, caution.party);
    case 'passes-for':
      return cautions.passesFor(caution.text, caution.name);
    case 'foreign-letters':
      return cautions.foreignLetters(caution.text, letterNames(caution.letters, language));
    default:
      return caution satisfies never;
  }
}

/** Letters by their script: `Cyrillic а and е`. */
export function letterNames(letters: readonly ForeignLetter[], language: Language): string {
  const names = new Intl.DisplayNames(language, { type: 'script' });
  return formatList(
    letters.map(({ letter, script }) => `${names.of(script) ?? script} ${letter}`),
    language,
  );
}

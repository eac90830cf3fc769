import { activities } from './activities.ts';
import { choice } from './choice.ts';
import { choices } from './choices.ts';
import { contributions } from './contributions.ts';
import { language } from './language.ts';
import { line } from './line.ts';
import { links } from './links.ts';
import { number } from './number.ts';
import { organisations } from './organisations.ts';
import { partialDate } from './partial-date.ts';
import { places } from './places.ts';
import { recordIds } from './record-ids.ts';
import { text } from './text.ts';
import { texts } from './texts.ts';
import { url } from './url.ts';

/** Every kind of field there is, by its name. Pages have a view for each, and tests have examples: neither compiles without. */
export const kinds = {
  line,
  text,
  url,
  choice,
  partialDate,
  number,
  language,
  texts,
  organisations,
  contributions,
  activities,
  links,
  places,
  choices,
  recordIds,
};

export type KindName = keyof typeof kinds;
/** What a kind makes of its options. */
export type KindOf<Name extends KindName> = ReturnType<(typeof kinds)[Name]>;

import type { ValueOf } from '../../fields/kind.ts';
import type { KindName, KindOf } from '../../fields/kinds.ts';
import { activities } from './activities.tsx';
import { choice } from './choice.tsx';
import { choices } from './choices.tsx';
import { contributions } from './contributions.tsx';
import { language } from './language.tsx';
import { line } from './line.tsx';
import { links } from './links.tsx';
import { number } from './number.tsx';
import { organisations } from './organisations.tsx';
import { partialDate } from './partial-date.tsx';
import { places } from './places.tsx';
import { recordIds } from './record-ids.tsx';
import { text } from './text.tsx';
import { texts } from './texts.tsx';
import { url } from './url.tsx';
import type { View } from './view.ts';

/** The view of each kind of field. */
const views = {
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
} satisfies { readonly [Name in KindName]: View<NonNullable<ValueOf<KindOf<Name>>>> };

/** @throws where a definition has a kind that is not in the table of kinds */
export function viewOf(kind: string): View<unknown> {
  if (!isKindName(kind)) throw new Error(`There is no kind of field ${kind}.`);
  return views[kind] as View<unknown>;
}

function isKindName(kind: string): kind is KindName {
  return Object.hasOwn(views, kind);
}

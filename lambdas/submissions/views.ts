import { additionView } from './addition/view.tsx';
import { consentView } from './consent/view.tsx';
import { correctionView } from './correction/view.tsx';
import type { Kind } from './kinds.ts';
import { objectionView } from './objection/view.tsx';
import type { View } from './view.ts';

const views: { readonly [K in Kind]: View<K> } = {
  correction: correctionView,
  addition: additionView,
  consent: consentView,
  objection: objectionView,
};

/** How a kind is shown, to be asked about submissions of that kind. */
export function viewOf({ kind }: { readonly kind: Kind }): View {
  return views[kind] as View;
}

import type { Understood } from '../domain/form.ts';
import type { Language } from '../i18n/messages.ts';
import { readPlace } from '../pages/places.ts';

const languages: readonly Language[] = ['en', 'fr', 'es', 'ar'];

/** Month and country names are understood in all languages, whatever the page's. */
export const understood: Understood = { languages, readPlace: (typed) => readPlace(typed, languages) };

import { placeCodes } from '../domain/places.ts';
import { fields, kindOf } from '../domain/record.ts';
import { fieldLabels } from '../i18n/field-labels.ts';
import { formatPlace } from '../i18n/format.ts';
import { said } from '../i18n/localized.ts';
import type { Language } from '../i18n/messages.ts';
import { type Artefact, jsonFile } from './format.ts';

/** `labels/{lang}.json`: what fields, their choices and places are called in a language. */
export function labelsFile(language: Language): Artefact {
  const chosen = fields.flatMap((field) => {
    const { choices } = kindOf(field);
    if (choices === null) return [];
    const labels = Object.entries(choices).map(([code, text]) => [code, said(text, language)]);
    return [[field, Object.fromEntries(labels)] as const];
  });
  const countries = placeCodes.map((code) => [code, formatPlace(code, language)]);
  return jsonFile(`v1/labels/${language}.json`, {
    fields: { ...fieldLabels(language) },
    ...Object.fromEntries(chosen),
    countries: Object.fromEntries(countries),
  });
}

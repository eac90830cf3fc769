import { type SubmissionForm, showForm, takeForm } from '../flows/submission-form.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import type { Dependencies } from '../runtime/dependencies.ts';
import { additionForm } from './addition/form.ts';
import { consentForm } from './consent/form.ts';
import { correctionForm } from './correction/form.ts';
import type { DocumentOf, SubmissionDocument } from './documents.ts';
import { type FormRoute, type Kind, kindNames, kinds } from './kinds.ts';
import { objectionForm } from './objection/form.ts';

const forms: { readonly [K in Kind]: SubmissionForm<unknown, DocumentOf<K>> } = {
  correction: correctionForm,
  addition: additionForm,
  consent: consentForm,
  objection: objectionForm,
};

type Answering = (request: HttpRequest) => Promise<HttpResponse>;

/** What answers the routes of all forms. */
export function formHandlers(dependencies: Dependencies): Readonly<Record<FormRoute, Answering>> {
  const handlers = kindNames.flatMap((kind): readonly (readonly [FormRoute, Answering])[] => {
    const form = forms[kind] as SubmissionForm<unknown, SubmissionDocument>;
    return [
      [`GET ${kinds[kind].formPath}`, (request) => showForm(dependencies, request, form)],
      [`POST ${kinds[kind].formPath}`, (request) => takeForm(dependencies, request, form)],
    ];
  });
  return Object.fromEntries(handlers) as Record<FormRoute, Answering>;
}

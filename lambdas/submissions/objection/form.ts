import { filledFields } from '../../domain/basis.ts';
import type { CurrentRecord } from '../../domain/record-state.ts';
import { publicRecord } from '../../flows/about-record.ts';
import type { SubmissionForm } from '../../flows/submission-form.ts';
import { effectProblems } from '../../forms/effect.ts';
import { pageContext } from '../../http/page-context.ts';
import { checkPage } from '../../pages/check.tsx';
import type { Objection } from './document.ts';
import { objectionFacts, objectionPage } from './page.tsx';
import { readObjection } from './read-form.ts';

/** The form by which somebody objects to a record or some of its fields. */
export const objectionForm: SubmissionForm<CurrentRecord, Objection> = {
  find: (dependencies, request) => publicRecord(dependencies, request),
  page: ({ settings }, request, { id, content }, filled) => {
    const props = { id, title: content.title, offered: filledFields(content), ...filled };
    return objectionPage(props, pageContext(request, settings.portal));
  },
  read: (request, form, { id }) => readObjection(form, id, request.language),
  problemsBeforeStoring: () => [],
  problemsOf: (problems) => effectProblems(problems),
  check: ({ settings }, request, { id, content }, { fields, comment, contributor }, hidden) => {
    const context = pageContext(request, settings.portal);
    const props = {
      kind: 'objection',
      action: `/object/${id}`,
      title: content.title,
      changes: [],
      evidence: [],
      comment,
      contributor,
      hidden,
    } as const;
    return checkPage({ ...props, matter: objectionFacts(fields, context) }, context);
  },
  generalInput: () => 'email',
};

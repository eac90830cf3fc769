import { describedBy, probableDuplicates } from '../../domain/duplicates.ts';
import { changesOf } from '../../domain/judge-changes.ts';
import { proposalProblems } from '../../domain/proposal.ts';
import type { SubmissionForm } from '../../flows/submission-form.ts';
import { understoodIn } from '../../forms/understood.ts';
import { portalNotice } from '../../http/notice.ts';
import { pageContext } from '../../http/page-context.ts';
import { loadAlike } from '../../storage/alike.ts';
import { loadSearchEntries } from '../../storage/search.ts';
import { additionCheckPage } from './check.tsx';
import type { Addition } from './document.ts';
import { additionPage } from './page.tsx';
import { additionProblems, readAddition } from './read-form.ts';

/** The form that proposes a project. */
export const additionForm: SubmissionForm<null, Addition> = {
  find: async () => ({ seen: null }),
  page: ({ settings, publicUrl }, request, _seen, filled) => {
    const notice = portalNotice(request.language, settings, publicUrl);
    return additionPage({ notice, ...filled }, pageContext(request, settings.portal));
  },
  read: (request, form) =>
    readAddition(form, request.language, understoodIn(form, request.query.get('lang'))),
  problemsBeforeStoring: ({ proposal }) => proposalProblems({ changes: changesOf(proposal) }),
  problemsOf: (problems, form) => additionProblems(problems, form),
  check: async ({ table, settings }, request, _seen, document, hidden) => {
    const { proposal, basis, evidence, comment, contributor } = document;
    const described = describedBy(proposal);
    const duplicates = probableDuplicates(described, await loadSearchEntries(table));
    const waits = (await loadAlike(table, described)).length > 0;
    const changes = changesOf(proposal);
    const props = {
      title: proposal.title,
      changes,
      basis,
      duplicates,
      waits,
      evidence,
      comment,
      contributor,
      hidden,
    };
    return additionCheckPage(props, pageContext(request, settings.portal));
  },
  generalInput: () => 'title',
};

import { filledFields, hasBasis } from '../../domain/basis.ts';
import type { CurrentRecord } from '../../domain/record-state.ts';
import { publicRecord } from '../../flows/about-record.ts';
import type { SubmissionForm } from '../../flows/submission-form.ts';
import { effectProblems } from '../../forms/effect.ts';
import { portalNotice } from '../../http/notice.ts';
import { pageContext } from '../../http/page-context.ts';
import { checkPage } from '../../pages/check.tsx';
import type { Consent } from './document.ts';
import { consentFacts, consentPage } from './page.tsx';
import { readConsent } from './read-form.ts';

/** The form by which somebody consents to the publication of a record. */
export const consentForm: SubmissionForm<CurrentRecord, Consent> = {
  find: (dependencies, request) => publicRecord(dependencies, request, true),
  page: ({ settings, publicUrl }, request, record, filled) => {
    const notice = portalNotice(request.language, settings, publicUrl);
    const { id, version, content, publication } = record;
    const covered = filledFields(content);
    // What is not public yet is not shown: a person who is asked to consent knows it from elsewhere.
    const shown = hasBasis(publication) ? content : null;
    const props = { id, version, title: titleOf(record), content: shown, covered, notice, ...filled };
    return consentPage(props, pageContext(request, settings.portal));
  },
  read: (request, form, { id, version }) =>
    readConsent(form, { id, version: seenVersion(form, version) }, request.language),
  problemsBeforeStoring: () => [],
  problemsOf: (problems) => effectProblems(problems),
  check: ({ settings }, request, record, { comment, contributor }, hidden) => {
    const context = pageContext(request, settings.portal);
    const props = {
      kind: 'consent',
      action: `/consent/${record.id}`,
      title: titleOf(record),
      changes: [],
      evidence: [],
      comment,
      contributor,
      hidden,
    } as const;
    return checkPage({ ...props, matter: consentFacts(filledFields(record.content), context) }, context);
  },
  generalInput: () => 'authority',
};

/** What somebody consents to is what the form showed. */
function seenVersion(form: URLSearchParams, newest: number): number {
  const version = form.get('version') ?? '';
  return /^[1-9]\d{0,9}$/.test(version) ? Number(version) : newest;
}

function titleOf({ id, content, publication }: CurrentRecord): string {
  return hasBasis(publication) ? content.title : id;
}

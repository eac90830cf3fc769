import { changeProblems } from '../../domain/judge-changes.ts';
import { type Content, type Field, fields } from '../../domain/record.ts';
import type { CurrentRecord } from '../../domain/record-state.ts';
import { publicRecord } from '../../flows/about-record.ts';
import type { SubmissionForm } from '../../flows/submission-form.ts';
import { understoodIn } from '../../forms/understood.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { pageContext } from '../../http/page-context.ts';
import { checkPage } from '../../pages/check.tsx';
import { loadVersion } from '../../storage/records.ts';
import { loadRivalsOf } from '../../storage/rivals.ts';
import type { Table } from '../../storage/table.ts';
import type { Correction } from './document.ts';
import { correctionPage } from './page.tsx';
import { formProblemsOf, readCorrection, type SeenRecord } from './read-form.ts';

/** The record as the contributor saw it, and as it is now. */
type Seen = SeenRecord & {
  /** False where the form names a version that never was, or says nothing any more. */
  readonly known: boolean;
  readonly now: Content;
};

/** The form that corrects a record, or one field of it. */
export const correctionForm: SubmissionForm<Seen, Correction> = {
  find: async (dependencies, request, form) => {
    const found = await publicRecord(dependencies, request);
    if ('answer' in found) return found;
    return { seen: await seenRecord(dependencies.table, found.seen, form?.get('version') ?? null) };
  },
  page: ({ settings }, request, seen, filled) => {
    const shown = shownFields(request);
    const { id, version, content } = seen;
    const all = shown.length === fields.length;
    const props = { id, title: content.title, version, shown, all, current: content, ...filled };
    return correctionPage(props, pageContext(request, settings.portal));
  },
  read: (request, form, seen) => {
    if (!seen.known) return { problems: [{ name: firstShown(request), rule: 'no-such-version' }] };
    return readCorrection(form, seen, request.language, understoodIn(form, request.query.get('lang')));
  },
  problemsBeforeStoring: ({ changes }, { now }) => changeProblems(changes, now),
  problemsOf: (problems, form, document) => formProblemsOf(problems, document, form),
  check: async ({ table, settings }, request, { id, content }, document, hidden) => {
    const { changes, evidence, comment, contributor } = document;
    const rivals = await loadRivalsOf(table, { kind: 'correction', record: id, reference: null, changes });
    const props = {
      kind: 'correction',
      action: `/correct/${id}`,
      title: content.title,
      changes,
      rivals: [...new Set(rivals.flatMap((one) => one.changes.map(({ field }) => field)))],
      evidence,
      comment,
      contributor,
      hidden,
    } as const;
    return checkPage(props, pageContext(request, settings.portal));
  },
  generalInput: firstShown,
};

/** The fields the address or the form names, else all. */
function shownFields(request: HttpRequest): readonly Field[] {
  const named = [...request.query.getAll('field'), ...new URLSearchParams(request.body).getAll('field')];
  const asked = fields.filter((field) => named.includes(field));
  return asked.length > 0 ? asked : fields;
}

function firstShown(request: HttpRequest): string {
  return shownFields(request)[0] ?? 'title';
}

/** What the contributor saw may be older than the record now: the form says which version it was made from. */
async function seenRecord(table: Table, record: CurrentRecord, version: string | null): Promise<Seen> {
  const { id, content: now } = record;
  if (!version) return { id, version: record.version, content: now, known: true, now };
  const older = /^[1-9]\d{0,9}$/.test(version) ? await loadVersion(table, id, Number(version)) : null;
  const seen = older ?? record;
  return { id, version: seen.version, content: seen.content, known: older !== null, now };
}

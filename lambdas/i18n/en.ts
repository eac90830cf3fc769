import { about } from './en/about.ts';
import { accuracy } from './en/accuracy.ts';
import { alike } from './en/alike.ts';
import { api } from './en/api.ts';
import { bundles } from './en/bundles.ts';
import { cautions } from './en/cautions.ts';
import { columns } from './en/columns.ts';
import { forms } from './en/forms.ts';
import { http } from './en/http.ts';
import { kinds } from './en/kinds.ts';
import { labels } from './en/labels.ts';
import { links } from './en/links.ts';
import { mails } from './en/mails.ts';
import { objections } from './en/objections.ts';
import { confirm, expired, home, layout, outcome, record, review, status } from './en/pages.ts';
import { receiptWords } from './en/receipts.ts';
import { rules } from './en/rules.ts';
import { fieldHints, fieldLabels } from './field-labels.ts';

/** The English catalogue, which is the type of all catalogues. */
export const en = {
  layout,
  home,
  about,
  record,
  ...forms,
  bundles,
  objections,
  cautions,
  kinds,
  status,
  confirm,
  review,
  outcome,
  expired,
  mails,
  accuracy,
  links,
  alike,
  http,
  fields: fieldLabels('en'),
  hints: fieldHints('en'),
  columns,
  labels,
  receiptWords,
  rules,
  api,
};

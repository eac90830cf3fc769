import { feeds } from '../i18n/en/feeds.ts';
import { fieldLabels } from '../i18n/field-labels.ts';
import { formatList } from '../i18n/format.ts';
import type { FeedItem } from './feed-items.ts';

/** What happened to a record, in a sentence. Feeds are in English. */
export function sentenceOf(item: FeedItem): string {
  if (item.op === 'remove') return item.forGood ? feeds.gone : feeds.held;
  if (item.op === 'add') return feeds.added;
  const labels: Readonly<Record<string, string>> = fieldLabels('en');
  const named = item.fields.map((field) => feeds.around[field] ?? labels[field] ?? field);
  return feeds.changed(formatList(named, 'en'), item.sequence);
}

import { canonicalJson } from '../domain/canonical.ts';
import { jsonOfParts } from './format.ts';
import { activityOf, mapping } from './iati-activity.ts';

/** `left-out.json`: the records that a format leaves out, and what each of them lacks. */
export const leftOut = jsonOfParts(
  'v1/left-out.json',
  'iati',
  ({ sequence }) => ({ sequence }),
  (record) => {
    const { lacks } = mapping ? activityOf(record, mapping) : {};
    return lacks ? canonicalJson({ id: record.id, lacks }) : null;
  },
);

import { nothingJudged } from '../../domain/approval.ts';
import { filledFields, withConsent } from '../../domain/basis.ts';
import { given, givenConsent, publicConsent } from '../../domain/consent.ts';
import { nextVersion } from '../../domain/record-state.ts';
import type { Rules } from '../rule.ts';
import { aboutFields } from '../shared/about-fields.ts';
import { agreed } from '../shared/agreed.ts';
import { onPresentRecord } from '../shared/present-record.ts';

export const consentRules: Rules<'consent'> = {
  ...aboutFields,
  noticeOf: ({ notice }) => notice,
  versionOf: ({ version }, newest) => version ?? newest,
  matterOf: ({ kind, record }, { version, agreement }) => {
    if (!version) throw new Error('Consent is to what a version says.');
    return {
      kind,
      record,
      version: version.number,
      fields: filledFields(version.content),
      ...agreed(agreement),
    };
  },
  approve: ({ receipt }, submission, { at, ...state }) =>
    onPresentRecord(state.record, { evenHeld: false }, (record) => {
      const covered = { record: record.id, version: submission.version, fields: submission.fields };
      const consent = givenConsent(submission, submission, covered, receipt);
      const version = nextVersion(record, {
        publication: withConsent(record.publication, publicConsent(consent)),
        changed: [],
        submission: submission.reference,
        credit: submission.creditLine,
        at,
      });
      const effect = { type: 'revise', version, erases: [] } as const;
      return { value: { record: record.id, ...nothingJudged, effect, consents: [given(consent)] } };
    }),
  onlyVersion: ({ version }) => version,
  shownFields: () => [],
};

import { nothingJudged } from '../../domain/approval.ts';
import { isInForce, revoked } from '../../domain/consent.ts';
import { fields as allFields } from '../../domain/record.ts';
import { objectionEffect } from '../../domain/withdrawal.ts';
import type { Rules } from '../rule.ts';
import { aboutFields } from '../shared/about-fields.ts';
import { onPresentRecord } from '../shared/present-record.ts';

export const objectionRules: Rules<'objection'> = {
  ...aboutFields,
  noticeOf: () => null,
  versionOf: () => null,
  matterOf: ({ kind, record, fields }) => ({ kind, record, fields }),
  approve: ({ by }, { fields, reference }, { consents, at, ...state }) =>
    onPresentRecord(state.record, { evenHeld: true }, (record) => {
      const effect = objectionEffect(record, fields, { at, submission: reference });
      const ended = effect.type === 'remove' ? consents.filter(isInForce) : [];
      const revocations = ended.map((consent) => revoked(consent, by, at));
      return { value: { record: record.id, ...nothingJudged, effect, consents: revocations } };
    }),
  onlyVersion: () => null,
  shownFields: ({ fields }) => (fields.length === 0 ? allFields : fields),
};

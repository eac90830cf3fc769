import { formatList } from '../../i18n/format.ts';
import { facts } from '../../mail/blocks.ts';
import { onBehalf } from '../../mail/on-behalf.ts';
import type { MailLines } from '../mail.ts';

export const consentLines: MailLines<'consent'> = {
  matter: ({ fields, version, organisation }, { messages, language }) => {
    const { review } = messages;
    const covered = formatList(
      fields.map((field) => messages.fields[field]),
      language,
    );
    return [
      ...facts([[review.consentCovers, [`${covered}, ${review.consentVersion(version)}`]]]),
      ...onBehalf(organisation, messages),
    ];
  },
};

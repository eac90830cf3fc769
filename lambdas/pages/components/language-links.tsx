import { formatLanguage } from '../../i18n/format.ts';
import type { Language } from '../../i18n/messages.ts';
import { localHref } from '../context.ts';

type Props = {
  readonly offered: readonly Language[];
  readonly current: Language;
  readonly path: string;
  readonly label: string;
};

/** The same page in the other languages; nothing where there is only one. */
export function LanguageLinks({ offered, current, path, label }: Props) {
  if (offered.length < 2) return null;
  return (
    <nav aria-label={label}>
      <ul>
        {offered.map((language) => (
          <li key={language}>
            <a
              href={localHref(path, language)}
              lang={language}
              hreflang={language}
              aria-current={language === current ? 'true' : undefined}
            >
              {formatLanguage(language, language)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { describe, expect, it } from 'vitest';
import { readLanguageTag } from '../../lambdas/domain/read-language.ts';

describe('a language', () => {
  it.each([
    ['en', 'en'],
    ['FR', 'fr'],
    ['fr_FR', 'fr-FR'],
    ['FR-fr', 'fr-FR'],
    ['pt_br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['zh_Hans', 'zh-Hans'],
    ['es-419', 'es-419'],
    ['eng', 'en'],
    ['FRA', 'fr'],
    ['fre', 'fr'],
    ['en-uk', 'en-GB'],
    ['iw', 'he'],
    ['French', 'fr'],
    ['french', 'fr'],
    ['français', 'fr'],
    ['Francais', 'fr'],
    ['francés', 'fr'],
    ['الفرنسية', 'fr'],
    ['Deutsch', 'de'],
    ['español', 'es'],
    ['عربي', null],
    ['العربية', 'ar'],
    ['Arabic', 'ar'],
    ['русский', 'ru'],
    ['中文', 'zh'],
    ['Kiswahili', 'sw'],
    ['Swahili', 'sw'],
    ['sr-Latn-RS', 'sr-Latn-RS'],
    ['Portuguese (Brazil)', 'pt-BR'],
    ['Brazilian Portuguese', 'pt-BR'],
    ['English (United Kingdom)', 'en-GB'],
    ['British English', 'en-GB'],
    ['français canadien', 'fr-CA'],
    ['Simplified Chinese', 'zh-Hans'],
    ['Castellano', 'es'],
    ['Farsi', 'fa'],
    ['en_GB.UTF-8', 'en-GB'],
    ['sr_RS@latin', 'sr-RS'],
  ])('%s is %s', (typed, tag) => expect(readLanguageTag(typed)).toBe(tag));

  it.each([
    '',
    'xx',
    'zz',
    'qq',
    'Klingonese',
    'en-XX',
    'en-ZZ',
    'und',
    'mul',
    'x-mine',
    'en-u-ca-buddhist',
    'en fr',
    'en.UTF-8',
    'Portuguese (Atlantis)',
  ])('%j is none', (typed) => expect(readLanguageTag(typed)).toBeNull());

  it('is itself when read again', () => {
    for (const typed of ['FR', 'fr_FR', 'zh-hant-tw', 'French']) {
      const tag = readLanguageTag(typed) ?? '';
      expect(readLanguageTag(tag)).toBe(tag);
    }
  });
});

import { languageOfWords, languagesTold } from '../../../server/archive/submission/languages-told.ts';
import { moveSubmission } from '../../../server/archive/submission/states.ts';
import { saveStep } from '../../../server/archive/submission/step-saving.ts';
import { answersFrom, type StepName } from '../../../server/archive/submission/steps.ts';
import { beginSubmission } from '../../../server/archive/submission/submission.ts';
import { catalogueSubmission } from '../../../server/archive/submission/to-catalogue.ts';
import { temporaryArchive } from '../../archive-folder.ts';

test.each([
  ['Arabic, French and Hebrew', ['ar', 'fr', 'he']],
  ['arabe et français', ['ar', 'fr']],
  ['עברית, צרפתית', ['he', 'fr']],
  ['בעברית ובצרפתית', ['he', 'fr']],
  ['العربية والفرنسية', ['ar', 'fr']],
  ['بالعربية، العبرية', ['ar', 'he']],
  ['فارسی و عبری', ['fa', 'he']],
  ['Judeo-Arabic', ['jrb']],
  ['Judeo-Iraqi Arabic; Iraqi Arabic', ['yhd', 'acm']],
  ['ערבית יהודית, לאדינו', ['jrb', 'lad']],
  ['Arabic French', ['ar', 'fr']],
  ['“Ladino”.', ['lad']],
  ['ar', ['ar']],
])('“%s” is read in whole', (text, tags) => {
  expect(languagesTold(text)).toEqual({ tags, unread: [] });
});

test.each([
  ['French and Martian', ['fr'], ['Martian']],
  ['mostly Arabic, some French', ['ar', 'fr'], ['mostly Arabic', 'some French']],
  ['the language of our street', [], ['the language of our street']],
  ['no', [], ['no']],
  ['in the kitchen', [], ['in the kitchen']],
  ['', [], []],
])('of “%s” what is not understood stays in the family’s words', (text, tags, unread) => {
  expect(languagesTold(text)).toEqual({ tags, unread });
});

test('of several languages the words are in the one whose script they have', () => {
  expect(languageOfWords(['he', 'ar'], 'خرجنا في الليل')).toBe('ar');
  expect(languageOfWords(['ar', 'fr'], 'Nous sommes partis la nuit')).toBe('fr');
  expect(languageOfWords(['ar', 'fr'], '')).toBe('ar');
  expect(languageOfWords([], 'We left')).toBe('und');
});

test('a story told in languages that nobody knows is not given that of its pages', () => {
  const { db } = temporaryArchive();
  const now = new Date('2026-11-24T12:00:00Z');
  const catalogued = (language: string) => {
    const { id, personId } = beginSubmission(db, { kind: 'story', lang: 'en', now });
    const save = (step: StepName, sent: Record<string, string>) =>
      saveStep(db, id, step, { answers: answersFrom(step, sent).answers, version: 0, personId, now });
    save('who', { language });
    save('story', { text: 'خرجنا في الليل.' });
    moveSubmission(db, id, { to: 'submitted', actor: 'the family', now });
    const accession = catalogueSubmission(db, id, { actor: 'a@example.org', now });
    return db
      .prepare<[string], { lang: string; words: string; provenance: string }>(`
        SELECT testimony.lang, transcript.lang AS words, provenance FROM testimony
        JOIN transcript ON testimony_id = testimony.id WHERE accession = ?`)
      .get(accession);
  };
  expect(catalogued('Martian')).toEqual({ lang: 'und', words: 'und', provenance: 'S-00001\nlanguages: Martian' });
  expect(catalogued('French and Arabic')).toMatchObject({ lang: 'ar', words: 'ar' });
  expect(catalogued('French and Arabic')?.provenance).toContain('languages: French and Arabic');
  expect(catalogued('Arabic')).toEqual({ lang: 'ar', words: 'ar', provenance: 'S-00004' });
  expect(catalogued('')?.lang).toBe('en');
});

test('the question for the language takes the names of many', () => {
  const many = 'Judeo-Arabic of Baghdad, Arabic, Hebrew, French, English and a little Persian'.padEnd(200, '.');
  expect(answersFrom('who', { language: many }).tooLong).toEqual([]);
  expect(answersFrom('who', { language: `${many}.` }).tooLong).toEqual([{ field: 'language', most: 200 }]);
});

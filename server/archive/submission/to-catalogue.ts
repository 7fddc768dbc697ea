/**
 * From what a family sent to a testimony in the catalogue: a closed draft with everything they said and gave where it belongs,
 * and the agreement they signed. What the archive cannot read for certain (a place nobody knows, a date in words) stays in the
 * provenance note for the archivist, in the family's own words; nothing is guessed.
 */
import type { Database } from '../../db/open.ts';
import { setDepartures, setJourney } from '../departure.ts';
import { Conflict } from '../errors.ts';
import { addPerson, setTestimonyPeople } from '../person.ts';
import { addTestimony, nextAccession, testimonyId, touch } from '../testimony.ts';
import { signaturesOf } from './agreement.ts';
import { filesOf } from './file.ts';
import { languageOfWords, languagesTold } from './languages-told.ts';
import { writeState } from './states.ts';
import { rowsIn, stepsOf, textIn } from './steps.ts';
import { referenceOf, submission } from './submission.ts';
import { keepAgreement, keepFile, partsForRecordings, storeWords } from './what-was-given.ts';
import { departures, formOf, journey, reader, shownAs, titleOf } from './what-was-said.ts';

/**
 * Makes a testimony of a story and gives its accession number. The state becomes `catalogued`. Throws Conflict where it is in
 * the catalogue already, is no story, or was taken back.
 */
export function catalogueSubmission(
  db: Database,
  submissionId: number,
  { actor, now }: { actor: string; now: Date },
): string {
  return db
    .transaction(() => {
      const from = submission(db, submissionId);
      if (from.kind !== 'story') throw new Conflict('Only a story becomes a testimony.');
      if (from.testimonyId !== null) throw new Conflict('It is in the catalogue already.');
      if (from.state === 'draft' || from.state === 'withdrawn')
        throw new Conflict('The family has not sent it, or has taken it back.');
      const steps = stepsOf(db, submissionId);
      const said = (step: keyof typeof steps) => steps[step].answers;
      const signature = signaturesOf(db, submissionId).find(({ replacedAt }) => replacedAt === null) ?? null;
      const unread: string[] = [];
      const reading = reader(db, unread);
      const texts = [textIn(said('story'), 'text'), textIn(said('song'), 'text')].filter(Boolean);
      const spoken = textIn(said('who'), 'language');
      const told = languagesTold(spoken);
      // Only where nobody said anything is it the language of the pages on which it was told.
      const lang = spoken ? languageOfWords(told.tags, texts.join(' ') || textIn(said('story'), 'title')) : from.lang;
      if (told.tags.length > 1 || told.unread.length > 0) unread.push(`languages: ${spoken}`);
      const narrators = rowsIn(said('who'), 'narrators').filter(({ name }) => name);
      const accession = nextAccession(db);
      const descendant = textIn(said('who'), 'teller') === 'descendant';
      const id = addTestimony(db, accession, {
        form: formOf(said('story'), said('song')),
        title: titleOf(said('story'), said('song'), narrators, reading.shown(signature?.choices ?? null)),
        lang,
        abstract: null,
        generation: textIn(said('who'), 'teller') ? (descendant ? 'descendant' : 'first') : null,
        collectionId: null,
        rights: null,
        credit: null,
        provenance: null,
        sample: false,
      });
      setTestimonyPeople(
        db,
        id,
        'narrator',
        narrators.map(({ name = '', born = '' }) => ({
          personId: addPerson(db, {
            name,
            nameLang: null,
            variants: [],
            gender: null,
            birth: reading.date(born, 'born'),
            birthCountry: null,
            sample: false,
          }),
          role: 'narrator',
          shownAs: shownAs(name, signature?.choices ?? null),
        })),
      );
      setDepartures(db, id, departures(said('from'), said('left'), reading));
      setJourney(db, id, journey(said('road'), reading));
      const loss = textIn(said('behind'), 'text');
      if (loss)
        db.prepare(`
          INSERT INTO loss (testimony_id, kind, description, lang, proof) VALUES (@id, 'other', @loss, @lang, @proof)`).run(
          {
            id,
            loss,
            lang,
            proof: textIn(said('behind'), 'proof') || null,
          },
        );
      if (texts.length > 0) storeWords(db, id, lang, texts.join('\n\n'));
      const parts = partsForRecordings(db, submissionId, id, texts.length > 0);
      for (const file of filesOf(db, submissionId)) keepFile(db, id, file, lang, parts.get(file.id) ?? null);
      if (signature) keepAgreement(db, id, signature);
      for (const [step, field] of [
        ['from', 'community'],
        ['left', 'how'],
        ['who', 'relation'],
      ] as const) {
        const text = textIn(said(step), field);
        if (text) unread.push(text);
      }
      db.prepare('UPDATE testimony SET provenance = ? WHERE id = ?').run(
        [referenceOf(submissionId), ...unread].join('\n'),
        id,
      );
      db.prepare('UPDATE submission SET testimony_id = ? WHERE id = ?').run(id, submissionId);
      const named = db
        .prepare("SELECT 1 FROM withdrawal WHERE submission_id = ? AND what = 'name' AND undone_at IS NULL")
        .get(submissionId);
      if (named)
        db.prepare('UPDATE testimony SET names_withdrawn_on = ? WHERE id = ?').run(now.toISOString().slice(0, 10), id);
      db.prepare('UPDATE withdrawal SET testimony_id = ? WHERE submission_id = ?').run(id, submissionId);
      touch(db, id);
      writeState(db, submissionId, from.state, { to: 'catalogued', actor, reason: accession, now });
      return accession;
    })
    .immediate();
}

/** The accession number of what became of a submission; null where nothing has yet. */
export function accessionOf(db: Database, submissionId: number): string | null {
  return (
    db
      .prepare<[number], string>(
        'SELECT accession FROM testimony JOIN submission ON testimony.id = testimony_id WHERE submission.id = ?',
      )
      .pluck()
      .get(submissionId) ?? null
  );
}

/** The submission that became a testimony; null where it came another way. */
export function submissionOf(db: Database, accession: string): number | null {
  const id = testimonyId(db, accession);
  return (
    db
      .prepare<[number | null], number>("SELECT id FROM submission WHERE testimony_id = ? AND kind = 'story'")
      .pluck()
      .get(id) ?? null
  );
}

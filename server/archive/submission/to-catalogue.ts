/**
 * From what a family sent to a testimony in the catalogue: a closed draft with everything they said and gave where it belongs,
 * and the agreement they signed. What the archive cannot read for certain (a place nobody knows, a date in words) stays in the
 * provenance note for the archivist, in the family's own words; nothing is guessed.
 */
import { createHash } from 'node:crypto';
import type { Database } from '../../db/open.ts';
import { addAgreement } from '../agreement.ts';
import { addAsset, setCaption } from '../asset.ts';
import { countriesByName } from '../country.ts';
import { MANNERS, type NewDeparture, type NewLeg, setDepartures, setJourney } from '../departure.ts';
import { type ArchiveDate, readDate } from '../edtf.ts';
import { Conflict, Invalid } from '../errors.ts';
import { languageTag } from '../languages.ts';
import { nameKey } from '../names.ts';
import type { NewPassage } from '../passage-match.ts';
import { addPerson, setTestimonyPeople } from '../person.ts';
import { placeNamed, placesByName } from '../place.ts';
import { firstSession, partAt } from '../session.ts';
import { addTestimony, type Form, nextAccession, setAccess, testimonyId, touch } from '../testimony.ts';
import { storeTranscript } from '../transcript.ts';
import { type Choices, type Signature, signaturesOf } from './agreement.ts';
import { filesOf, type SubmissionFile } from './file.ts';
import { writeState } from './states.ts';
import { type Answers, rowsIn, stepsOf, textIn } from './steps.ts';
import { referenceOf, submission } from './submission.ts';

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
      const lang = languageTag(textIn(said('who'), 'language')) ?? from.lang;
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
      const texts = [textIn(said('story'), 'text'), textIn(said('song'), 'text')].filter(Boolean);
      if (texts.length > 0) storeWords(db, id, lang, texts.join('\n\n'));
      for (const file of filesOf(db, submissionId)) keepFile(db, id, file, lang);
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

interface Reading {
  date(text: string, about: string): ArchiveDate | null;
  place(text: string, country: string | null): { placeId: number | null; country: string | null };
  country(text: string): string | null;
  shown(choices: Choices | null): (name: string) => string;
}

/** Reads what the archive can read for certain, and remembers the rest in the family's words. */
function reader(db: Database, unread: string[]): Reading {
  const places = placesByName(db);
  const countries = countriesByName(db);
  return {
    date(text, about) {
      if (!text) return null;
      try {
        return readDate(text);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        unread.push(`${about}: ${text}`);
        return null;
      }
    },
    country(text) {
      return (text && countries.get(nameKey(text))) || null;
    },
    place(text, country) {
      if (!text) return { placeId: null, country };
      const known = placeNamed(places, text, country);
      if (known) return { placeId: known.id, country: known.country ?? country };
      const [first = '', ...rest] = text.split(/[,،]/).map((part) => part.trim());
      const within = (rest.length > 0 && countries.get(nameKey(rest.at(-1)!))) || null;
      const narrower = within && first ? placeNamed(places, first, within) : null;
      if (!narrower) unread.push(text);
      return {
        placeId: narrower?.id ?? null,
        country: narrower?.country ?? within ?? countries.get(nameKey(text)) ?? country,
      };
    },
    shown: (choices) => (name) => shownAs(name, choices) ?? name,
  };
}

function departures(from: Answers, left: Answers, reading: Reading): NewDeparture[] {
  const country = reading.country(textIn(from, 'country'));
  const place = reading.place(textIn(from, 'place'), country);
  if (place.placeId === null && place.country === null) return [];
  const whose = textIn(left, 'whose');
  return [
    {
      ...place,
      date: reading.date(textIn(left, 'date'), 'left'),
      manner: MANNERS.find((one) => one === textIn(left, 'manner')) ?? null,
      whose:
        whose === 'parent' || whose === 'grandparent' || whose === 'spouse' || whose === 'other' ? whose : 'narrator',
    },
  ];
}

function journey(road: Answers, reading: Reading): NewLeg[] {
  const legs = rowsIn(road, 'legs').map(({ place = '', date = '' }) => ({
    ...reading.place(place, null),
    date: reading.date(date, place),
  }));
  const placed = legs.filter(({ placeId, country }) => placeId !== null || country !== null);
  return placed.map((leg, at) => ({
    ...leg,
    kind: at === 0 ? 'origin' : at === placed.length - 1 ? 'destination' : 'stop',
  }));
}

function formOf(story: Answers, song: Answers): Form {
  const form = textIn(song, 'form');
  if (!textIn(story, 'text') && textIn(song, 'text') && (form === 'song' || form === 'prayer' || form === 'recipe'))
    return form;
  return 'family-story';
}

/** The title the family gave, else who tells, as they are to be shown. */
function titleOf(
  story: Answers,
  song: Answers,
  narrators: Record<string, string>[],
  shown: (name: string) => string,
): string {
  const names = narrators.map(({ name = '' }) => shown(name)).join(', ');
  return textIn(story, 'title') || textIn(song, 'title') || names || '—';
}

/** How somebody agreed to appear; null: under their full name. */
export function shownAs(name: string, choices: Choices | null): string | null {
  const words = name.trim().split(/\s+/).filter(Boolean);
  switch (choices?.name) {
    case 'first':
      return words[0] ?? null;
    case 'initials':
      return words.map((word) => `${[...word][0]}.`).join(' ') || null;
    case 'pseudonym':
      return choices.pseudonym;
    default:
      return null;
  }
}

/** The typed words, a paragraph a passage. */
function storeWords(db: Database, testimonyId: number, lang: string, text: string): void {
  const partId = partAt(db, testimonyId, firstSession(db, testimonyId), 1);
  const passages = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph): NewPassage => {
      const cue = {
        startMs: null,
        endMs: null,
        charStart: 0,
        charEnd: paragraph.length,
        identifier: null,
        settings: null,
      };
      return {
        startMs: null,
        endMs: null,
        estimated: false,
        speaker: null,
        personId: null,
        text: paragraph,
        cues: [{ ...cue, payload: paragraph }],
      };
    });
  storeTranscript(db, {
    testimonyId,
    partId,
    lang,
    kind: 'verbatim',
    status: 'uncorrected',
    translates: null,
    source: { format: 'typed', sha256: createHash('sha256').update(text).digest('hex'), assetId: null, notes: null },
    passages,
  });
}

function keepFile(db: Database, testimonyId: number, file: SubmissionFile, lang: string): void {
  const recording = file.mime.startsWith('video/') ? 'video' : 'audio';
  const kind = {
    photograph: 'photograph',
    document: 'document',
    story: file.mime.startsWith('audio/') || file.mime.startsWith('video/') ? recording : 'source',
    recording,
    agreement: 'agreement',
  } as const;
  const assetId = addAsset(db, testimonyId, {
    kind: kind[file.purpose],
    position: file.position,
    sha256: file.sha256,
    bytes: file.bytes,
    mime: file.mime,
    originalName: file.originalName,
    width: file.width,
    height: file.height,
    durationMs: file.durationMs,
    placeholder: file.placeholder,
  });
  const caption = [file.what, file.who, file.place, file.date].filter(Boolean).join(' · ');
  if (caption) setCaption(db, assetId, lang, caption);
  if (file.withdrawnAt !== null)
    db.prepare('UPDATE asset SET withdrawn_on = ? WHERE id = ?').run(file.withdrawnAt.slice(0, 10), assetId);
  db.prepare('UPDATE submission_file SET asset_id = ? WHERE id = ?').run(assetId, file.id);
  db.prepare('UPDATE withdrawal SET asset_id = ? WHERE file_id = ?').run(assetId, file.id);
}

/** Writes the agreement, and narrows access to what it allows. An archivist publishes; nothing here opens anything. */
function keepAgreement(db: Database, id: number, signature: Signature): void {
  const { choices } = signature;
  const agreementId = addAgreement(db, id, {
    kind: signature.method === 'spoken' ? 'recorded' : 'licence',
    date: signature.signedOn,
    uses: choices.uses,
    assetId: assetOf(db, signature.fileId),
  });
  const signedBy = [signature.signer, signature.relation, signature.authority].filter(Boolean).join(' · ');
  db.prepare('UPDATE agreement SET wording = @wording, decides_later = @later, revocable = 1 WHERE id = @id').run({
    id: agreementId,
    wording: signature.wording,
    later: [choices.later, choices.laterReach].filter(Boolean).join(' · ') || null,
  });
  db.prepare('UPDATE agreement_party SET signed_by = ? WHERE agreement_id = ?').run(signedBy, agreementId);
  db.prepare('UPDATE submission_signature SET agreement_id = ? WHERE id = ?').run(agreementId, signature.id);
  setAccess(db, id, {
    access: choices.far === 'archive' ? 'closed' : choices.far,
    embargoUntil: choices.until === 'date' ? choices.untilDate : null,
    embargoCondition: choices.until === 'gone' ? 'until the narrator is gone' : null,
  });
  const rule = db.prepare("INSERT OR REPLACE INTO access_rule (testimony_id, scope, access) VALUES (?, ?, 'closed')");
  const scopes = { text: 'transcript', sound: 'sound', image: 'picture', name: 'names' } as const;
  for (const [given, scope] of Object.entries(scopes) as [keyof typeof scopes, string][])
    if (!choices.give.includes(given)) rule.run(id, scope);
}

function assetOf(db: Database, fileId: number | null): number | null {
  return (
    db
      .prepare<[number | null], number | null>('SELECT asset_id FROM submission_file WHERE id = ?')
      .pluck()
      .get(fileId) ?? null
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

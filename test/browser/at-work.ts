/** An archive at work: stories in every state, somebody who asks, something closed, so that each page has something to show. */
import { readFileSync } from 'node:fs';
import { keep, writeNote } from '../../server/archive/account/shelf/bookmark.ts';
import { layInto, makeFolder } from '../../server/archive/account/shelf/folder.ts';
import type { Archive } from '../../server/archive/archive.ts';
import { redact } from '../../server/archive/redact.ts';
import { sign } from '../../server/archive/submission/agreement.ts';
import { sendAtOnce } from '../../server/archive/submission/concern.ts';
import { chooseWord } from '../../server/archive/submission/confirmation.ts';
import { addMessage } from '../../server/archive/submission/conversation.ts';
import { addFile } from '../../server/archive/submission/file.ts';
import { makeLink } from '../../server/archive/submission/link.ts';
import { moveSubmission, setOwner } from '../../server/archive/submission/states.ts';
import { saveStep } from '../../server/archive/submission/step-saving.ts';
import type { Answers, StepName } from '../../server/archive/submission/steps.ts';
import {
  addPersonTo,
  beginSubmission,
  referenceOf,
  type SubmissionState,
} from '../../server/archive/submission/submission.ts';
import { catalogueSubmission } from '../../server/archive/submission/to-catalogue.ts';
import { viewerOf } from '../../server/archive/viewer.ts';
import { sendMail } from '../../server/mail/mail.ts';
import { keepOriginal } from '../../server/media/storage.ts';
import { inserter } from '../insert.ts';
import { signedIn } from '../web/site.ts';

const PICTURE = new URL('../../scripts/sample/collection/pictures/bread-board.jpg', import.meta.url);
export const WORD = 'bread board';
const DAY = 86_400_000; // milliseconds

/** What was told, in the five languages of the archive. */
const TOLD = [
  {
    lang: 'en',
    spoken: 'English',
    name: 'Noam Shamash',
    country: 'Iraq',
    place: 'Baghdad',
    title: 'The bread oven of Rashid Street',
    text: 'We kept the key. Nobody asked us for it.',
  },
  {
    lang: 'ar',
    spoken: 'العربية',
    name: 'سليم حدّاد',
    country: 'سوريا',
    place: 'حلب',
    title: 'مفاتيح بيت جدّي في حلب',
    text: 'بقي المفتاح معنا. لم يسألنا عنه أحد.',
  },
  {
    lang: 'he',
    spoken: 'עברית',
    name: 'רחל ביטון',
    country: 'מרוקו',
    place: 'פאס',
    title: 'המזוודה של סבתא',
    text: 'המפתח נשאר אצלנו. איש לא ביקש אותו.',
  },
  {
    lang: 'fr',
    spoken: 'français',
    name: 'Odette Attali',
    country: 'Algérie',
    place: 'Oran',
    title: 'La nuit où nous sommes partis',
    text: 'Nous avons gardé la clé. Personne ne nous l’a demandée.',
  },
  {
    lang: 'fa',
    spoken: 'فارسی',
    name: 'پروانه کهن',
    country: 'ایران',
    place: 'همدان',
    title: 'نامه‌های پدرم از تهران',
    text: 'کلید پیش ما ماند. کسی سراغش را نگرفت.',
  },
] as const;

type Told = (typeof TOLD)[number];

/** A story as a family tells it, with a photograph, signed where it was sent. */
async function tell(archive: Archive, told: Told, now: Date, { sent = true } = {}) {
  const { db, folder } = archive;
  const person = { name: told.name, email: `family-${told.lang}@example.org`, phone: '+33 4 91 00 00 00' };
  const { id, personId } = beginSubmission(db, { kind: 'story', lang: told.lang, now, person });
  const save = (step: StepName, answers: Answers) => saveStep(db, id, step, { answers, version: 0, personId, now });
  save('who', {
    teller: 'narrator',
    relation: '',
    language: told.spoken,
    narrators: [{ name: told.name, born: '1931' }],
  });
  save('from', { country: told.country, place: told.place, community: '' });
  save('left', { manner: 'fled', date: '1951', whose: 'narrator', how: told.text });
  save('road', {
    legs: [
      { place: told.place, date: '1951', note: told.text },
      { place: 'Marseille', date: '1952', note: '' },
    ],
  });
  save('behind', { text: told.text, proof: '' });
  save('story', { title: told.title, text: `${told.text}\n\n`.repeat(8).trim() });
  const { sha256, bytes } = await keepOriginal(folder, readFileSync(PICTURE));
  addFile(db, id, {
    purpose: 'photograph',
    sha256,
    bytes,
    mime: 'image/jpeg',
    originalName: 'grand-mère à Oran.jpg',
    width: 800,
    height: 600,
    scanned: false,
    personId,
    now,
  });
  await chooseWord(db, id, WORD);
  if (sent) {
    sign(db, id, {
      lang: told.lang,
      choices: {
        give: ['text', 'image', 'name'],
        far: 'public',
        until: 'now',
        untilDate: null,
        name: 'full',
        pseudonym: null,
        uses: ['research', 'teaching'],
        later: null,
        laterReach: null,
      },
      site: 'Kolot',
      signer: told.name,
      signedOn: now.toISOString().slice(0, 10),
      method: 'typed',
      fileId: null,
      narrator: null,
      relation: null,
      authority: null,
      personId,
      now,
    });
    moveSubmission(db, id, { to: 'submitted', actor: 'the family', now });
  }
  return { id, personId };
}

const WAY: SubmissionState[] = [
  'in review',
  'needs answer',
  'accepted',
  'catalogued',
  'with the narrator',
  'published',
];

/** Fills an archive that has the sample collection. Gives who is signed in, and the private links of a few stories. */
export async function putToWork(archive: Archive) {
  const { db } = archive;
  const insert = inserter(db);
  const administrator = signedIn(archive, 'administrator', 'Dalia Nasser');
  const archivist = signedIn(archive, 'archivist', 'rachel');
  const reader = signedIn(archive, 'reader', 'Yael Cohen');
  db.prepare('UPDATE account SET confirmed_at = created_at').run();
  const actor = 'rachel@example.org';
  const ago = (days: number) => new Date(Date.now() - days * DAY);
  const links: { reference: string; key: string; state: SubmissionState }[] = [];
  const link = (id: number, personId: number, state: SubmissionState) =>
    links.push({ reference: referenceOf(id), key: makeLink(db, personId, new Date()), state });

  const draft = await tell(archive, TOLD[0], ago(2), { sent: false });
  const brother = { name: 'أخي يوسف', email: 'yusuf@example.org', invitedBy: draft.personId, now: ago(1) };
  const answers = { text: 'The house, the shop and the well.', proof: '' };
  saveStep(db, draft.id, 'behind', { answers, version: 1, personId: addPersonTo(db, draft.id, brother), now: ago(1) });
  link(draft.id, draft.personId, 'draft');
  let queued = 0;
  for (let steps = 0; steps <= WAY.length; steps += 1) {
    for (const told of TOLD) {
      const now = ago(40 - steps * 5 - queued / 10);
      queued += 1;
      const { id, personId } = await tell(archive, told, now);
      if (steps > 0) setOwner(db, id, { owner: queued % 2 ? administrator.id : archivist.id, actor, now });
      for (const to of WAY.slice(0, steps)) {
        if (to === 'catalogued') catalogueSubmission(db, id, { actor, now });
        else if (to !== 'published' || told.lang !== 'ar') moveSubmission(db, id, { to, actor, now });
        if (to === 'needs answer') addMessage(db, id, { text: 'Which street was it?', accountId: archivist.id, now });
      }
      if (steps === 2) addMessage(db, id, { text: told.text, personId, now });
      if (told.lang === 'en' || told.lang === 'ar') link(id, personId, WAY[steps - 1] ?? 'submitted');
    }
  }

  const testimony = db
    .prepare<
      [],
      { id: number; accession: string; transcript: number; passage: string; version: number; length: number }
    >(`
      SELECT testimony.id, accession, transcript.id AS transcript, passage.public_id AS passage, passage.version, length(passage.text) AS length
      FROM testimony JOIN transcript ON testimony_id = testimony.id AND transcript.original_id IS NULL
        JOIN passage ON transcript_id = transcript.id AND passage.position = (SELECT max(position) FROM passage AS other WHERE other.transcript_id = transcript.id)
      WHERE sample = 1 AND testimony.status = 'published' AND EXISTS (SELECT 1 FROM asset WHERE asset.testimony_id = testimony.id AND kind = 'audio')
        AND EXISTS (SELECT 1 FROM transcript AS other WHERE other.original_id = transcript.id)
      ORDER BY testimony.id LIMIT 1`)
    .get()!;
  redact(db, {
    accession: testimony.accession,
    actor,
    reason: 'Asked for by the family',
    marks: [{ publicId: testimony.passage, version: testimony.version, start: 0, end: 12 }],
    time: null,
  });
  const person = { name: 'Maurice Saban', email: 'maurice@example.org', phone: null };
  sendAtOnce(db, 'concern', {
    lang: 'fr',
    answers: { what: 'privacy', passage: '', text: 'Ma mère y est nommée.', who: 'Son fils' },
    person,
    testimonyId: testimony.id,
    now: ago(1),
  });
  sendAtOnce(db, 'tape', {
    lang: 'en',
    answers: {
      whose: 'Our grandmother',
      when: '1987',
      where: 'Marseille',
      who_recorded: '',
      know: 'She was recorded for the radio.',
    },
    person,
    testimonyId: null,
    now: ago(3),
  });

  const collection = db
    .prepare<[], { id: number; slug: string }>('SELECT id, slug FROM collection ORDER BY id LIMIT 1')
    .get()!;
  for (const state of ['asked', 'question', 'granted', 'refused'])
    insert('access_request', {
      account_id: reader.id,
      collection_id: collection.id,
      who: 'Yael Cohen, a student at Aix',
      purpose: 'A thesis on the songs of those who left Aleppo.\n\nI shall quote a few lines.',
      state,
      asked_at: ago(4).toISOString(),
    });

  for (const [kind, state, error] of [
    ['peaks', 'failed', 'ffmpeg: no such file'],
    ['transcription', 'running', null],
    ['mail', 'done', null],
    ['rendition', 'waiting', null],
  ] as const)
    insert('job', {
      kind,
      payload: JSON.stringify({ state }),
      state,
      error,
      attempts: state === 'failed' ? 5 : 1,
      progress: state === 'running' ? 0.4 : null,
    });
  for (const lang of ['en', 'ar'] as const)
    sendMail(db, {
      to: `reader-${lang}@example.org`,
      lang,
      template: 'account_reset',
      values: { site: 'Kolot', hours: '2', link: 'https://kolot.example/en/account/password?key=x' },
    });
  const keeper = viewerOf('reader', reader.id);
  const told = db
    .prepare<[], string>(`
      SELECT passage.public_id FROM passage JOIN part ON part.id = part_id JOIN testimony ON testimony.id = testimony_id
      WHERE status = 'published' AND access = 'public' ORDER BY accession, passage.id LIMIT 3`)
    .pluck()
    .all();
  const [bookmark = ''] = told.map((passage) => keep(db, keeper, `passage:${passage}`, ago(2)));
  const folders = ['Wells', 'طرق الخروج'].map((name) => makeFolder(db, keeper, name));
  writeNote(db, keeper, bookmark, { note: 'Compare with the second tape.\nAsk her sister.', version: 1 });
  layInto(db, keeper, bookmark, folders);
  const withReader = db.prepare<[], number>('SELECT id FROM access_request ORDER BY id').pluck().all();
  return {
    administrator,
    archivist,
    reader,
    links,
    testimony,
    collection: collection.slug,
    requests: withReader,
    bookmark,
    folder: folders[0]!,
  };
}

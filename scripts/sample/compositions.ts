/** A programme and a lesson made of the sample's own passages: illustrations, as all of it. */
import {
  composition,
  newComposition,
  save,
  setPublished,
  storeAbout,
} from '../../server/archive/composition/composition.ts';
import { addItem, type ItemText, type NewItem } from '../../server/archive/composition/item.ts';
import type { CompositionKind } from '../../server/archive/composition/may-carry.ts';
import { NotAllowed } from '../../server/archive/errors.ts';
import { dayOf } from '../../server/archive/viewer.ts';
import type { Database } from '../../server/db/open.ts';

interface Sample {
  kind: CompositionKind;
  titles: Record<string, string>;
  introductions: Record<string, string>;
  copying: Record<string, string>;
  items: readonly (Partial<Omit<NewItem, 'texts'>> & {
    kind: NewItem['kind'];
    of?: readonly [string, number];
    says?: Said;
  })[];
}
/** By language: a heading or who speaks, and what is said under it. */
type Said = Record<string, readonly [title: string, body?: string]>;

const SAMPLES: readonly Sample[] = [
  {
    kind: 'programme',
    titles: {
      en: 'Remembrance Day: what they carried',
      fr: 'Jour du souvenir : ce qu’ils emportaient',
      ar: 'يوم الذكرى: ما حملوه معهم',
    },
    introductions: {
      en: 'An illustrative programme for 30 November, when Israel remembers the Jews who left Arab lands and Iran. Everything in it was written for this sample.',
      fr: 'Un programme d’illustration pour le 30 novembre, jour où Israël se souvient des Juifs partis des pays arabes et d’Iran. Tout y a été écrit pour cet exemple.',
      ar: 'برنامج توضيحيّ ليوم 30 تشرين الثاني الذي تُذكَر فيه هجرة اليهود من البلاد العربيّة وإيران. كلّ ما فيه كُتب لهذه العيّنة.',
    },
    copying: {
      en: 'Made for the sample collection; free to copy.',
      fr: 'Fait pour l’exemple ; libre de copie.',
      ar: 'أُعدّ للعيّنة، ونسخه حرّ.',
    },
    items: [
      { kind: 'heading', says: { en: ['Opening'], fr: ['Ouverture'], ar: ['الافتتاح'] } },
      {
        kind: 'silence',
        seconds: 60,
        says: { en: ['A minute of silence'], fr: ['Une minute de silence'], ar: ['دقيقة صمت'] },
      },
      { kind: 'heading', says: { en: ['Voices'], fr: ['Voix'], ar: ['أصوات'] } },
      { kind: 'passage', of: ['SAMPLE-013', 10] },
      { kind: 'passage', of: ['SAMPLE-009', 3] },
      { kind: 'passage', of: ['SAMPLE-012', 3] },
      { kind: 'map', country: 'YE' },
    ],
  },
  {
    kind: 'lesson',
    titles: { en: 'A house left behind', fr: 'Une maison laissée', ar: 'بيت تُرك' },
    introductions: {
      en: 'An illustrative lesson of forty minutes: two houses in Iraq, told by those who left them, and the questions they leave. Everything in it was written for this sample.',
      fr: 'Une leçon d’illustration de quarante minutes : deux maisons d’Irak, racontées par ceux qui les ont quittées, et les questions qu’elles laissent. Tout y a été écrit pour cet exemple.',
      ar: 'درس توضيحيّ من أربعين دقيقة: بيتان في العراق يرويهما من غادراهما، وما يتركانه من أسئلة. كلّ ما فيه كُتب لهذه العيّنة.',
    },
    copying: { en: 'May be copied for a class.', fr: 'Peut être copié pour une classe.', ar: 'يجوز نسخه للصفّ.' },
    items: [
      { kind: 'passage', of: ['SAMPLE-001', 3] },
      {
        kind: 'question',
        says: {
          en: ['What does the narrator name, and what is left unsaid?'],
          fr: ['Que nomme la personne qui raconte, et que laisse-t-elle de côté ?'],
          ar: ['ما الذي يسمّيه الراوي، وما الذي يسكت عنه؟'],
        },
      },
      { kind: 'timeline', country: 'IQ' },
      { kind: 'passage', of: ['SAMPLE-002', 3] },
    ],
  },
];

/** Adds them where there are none, published today, without what their agreements do not allow. */
export function addSampleCompositions(db: Database, now: Date): void {
  db.transaction(() => {
    if (!db.prepare('SELECT 1 FROM composition WHERE sample = 1').get()) addAll(db, dayOf(now));
  }).immediate();
}

function addAll(db: Database, today: string): void {
  for (const { kind, titles, introductions, copying, items } of SAMPLES) {
    const slug = newComposition(db, kind, { lang: 'en', title: titles.en!, sample: true }, null);
    const { revision, ...about } = composition(db, slug);
    save(db, slug, { revision, actor: null, action: 'composition published' }, (id) => {
      storeAbout(db, id, {
        ...about,
        texts: Object.entries(titles).map(([lang, title]) => ({
          lang,
          title,
          introduction: introductions[lang] ?? null,
          copying: copying[lang] ?? null,
        })),
      });
      for (const { of, says = {}, ...item } of items) {
        const passage = of ? passageAt(db, ...of) : null;
        if (of && !passage) continue;
        addAllowed(db, id, { ...NOTHING, ...item, passage, texts: textsOf(says) }, today);
      }
      setPublished(db, id, today);
    });
  }
}

/** Takes them out again. */
export function removeSampleCompositions(db: Database): void {
  db.prepare('DELETE FROM composition WHERE sample = 1').run();
}

const NOTHING = {
  seconds: null,
  passage: null,
  picture: null,
  country: null,
  bearing: null,
  dated: null,
  reference: null,
};

function textsOf(says: Said): ItemText[] {
  return Object.entries(says).map(([lang, [title, body = null]]) => ({ lang, title, body, aside: null }));
}

function addAllowed(db: Database, id: number, item: NewItem, today: string): void {
  try {
    addItem(db, id, item, { today });
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error; // whose consent was changed by hand since
  }
}

/** The public id of the passage at a place of the first text of a testimony. */
function passageAt(db: Database, accession: string, position: number): string | null {
  return (
    db
      .prepare<[string, number], string>(`
        SELECT passage.public_id FROM passage JOIN transcript ON transcript.id = passage.transcript_id
          JOIN testimony ON testimony.id = transcript.testimony_id
        WHERE accession = ? AND transcript.original_id IS NULL AND passage.position = ?`)
      .pluck()
      .get(accession, position) ?? null
  );
}

/**
 * A small collection in which every claim of the contract has something to be wrong about: scripts, spellings, departures
 * that must not be mixed, and words that only some may find.
 */
import { changed } from '../../../server/archive/outbox.ts';
import type { Database } from '../../../server/db/open.ts';
import { type Told, tell } from '../embedded/small-archive.ts';

const TESTIMONIES = {
  orange: {
    title: 'The orange tree',
    narrator: 'Sara Levi',
    recorded: 1990,
    published: '2024-03-01T10:00:00.000Z',
    departures: [{ country: 'IQ', from: 1951 }],
    passages: [
      'We had an orange tree in the courtyard.',
      'The market of Basra was near the river.',
      'My father sold oranges, and the tree was old.',
    ],
  },
  river: {
    title: 'By the river',
    narrator: 'Moshe Cohen',
    recorded: 2001,
    published: '2024-03-02T10:00:00.002Z',
    departures: [
      { country: 'SY', from: 1947 },
      { country: 'LB', from: 1967 },
    ],
    passages: [
      'A boat on the river.',
      'From Aleppo we went to Beirut; twenty years later we left again.',
      'Nobody called it co-existence.',
    ],
  },
  school: {
    title: 'A school in Cairo',
    narrator: 'Levana Orange',
    form: 'memoir',
    published: '2024-03-02T10:00:00.003Z',
    departures: [{ country: 'EG', from: 1955, to: 1957 }],
    passages: [
      'The school had a courtyard and a tree.',
      'Our teacher taught in the morning, and we were teaching her.',
      'Coexistence was a word that visitors used.',
    ],
  },
  arabic: {
    title: 'سوق بغداد',
    recorded: 1990,
    published: '2024-02-01T10:00:00.000Z',
    embargoUntil: '2024-03-02', // later than it was published
    departures: [{ country: 'IQ', from: 1941 }, { country: 'IQ' }],
    passages: ['ذهبنا إلى السوق في بغداد', 'كان المغرب بعيدا', 'كان الألماني هناك'],
  },
  hebrew: {
    title: 'הבית בבגדאד',
    departures: [{ country: 'IQ' }],
    passages: ['גרנו בבית גדול ליד הנהר', 'הלכנו לשוק'],
  },
  undated: {
    title: 'Nobody knows when',
    passages: ['A tree, a boat, a courtyard.', 'He wrote co existence in two words.'],
  },
  readers: {
    title: 'For those signed in',
    access: 'registered',
    departures: [{ country: 'YE', from: 1949 }],
    passages: ['A pomegranate tree.'],
  },
  restricted: {
    title: 'On request',
    access: 'restricted',
    departures: [{ country: 'MA', from: 1956 }],
    passages: ['A mulberry tree behind the house.', 'Mulberries, in a basket.'],
  },
  closed: {
    title: 'Closed by the family',
    narrator: 'Hidden Name',
    access: 'closed',
    published: '2024-04-01T10:00:00.000Z',
    departures: [{ country: 'FR', from: 1942 }],
    passages: ['A fig tree, and secretword.'],
  },
  draft: { title: 'Not yet', status: 'draft', passages: ['A fig tree in a draft.'] },
} as const satisfies Record<string, Told>;

export type Name = keyof typeof TESTIMONIES;
export const NAMES = Object.keys(TESTIMONIES) as Name[];

/** Adds the collection to an archive; gives the id of each. */
export function addCollection(db: Database): Record<Name, number> {
  const ids = Object.fromEntries(NAMES.map((name) => [name, tell(db, structuredClone(TESTIMONIES[name]) as Told)]));
  withheld(db, ids.river!);
  topics(db, ids.orange!, ids.school!);
  return ids as Record<Name, number>;
}

/** Two words of a passage that only staff may read: `boat on`. */
function withheld(db: Database, testimonyId: number): void {
  db.prepare(`
    INSERT INTO redaction (testimony_id, passage_id, char_start, char_end)
    SELECT @testimonyId, passage.id, 2, 9 FROM passage JOIN transcript ON transcript.id = transcript_id
    WHERE transcript.testimony_id = @testimonyId AND passage.text LIKE 'A boat%'`).run({ testimonyId });
  changed(db, testimonyId);
}

function topics(db: Database, ...testimonyIds: number[]): void {
  const topic = db
    .prepare("INSERT INTO term (vocabulary, slug) VALUES ('topic', 'Été-Summer') RETURNING id")
    .pluck()
    .get();
  db.prepare(
    "INSERT INTO term_label (term_id, lang, label, kind) VALUES (?, 'en', 'Summers at home', 'preferred')",
  ).run(topic);
  for (const id of testimonyIds) {
    db.prepare('INSERT INTO testimony_term (testimony_id, term_id) VALUES (?, ?)').run(id, topic);
    changed(db, id);
  }
}

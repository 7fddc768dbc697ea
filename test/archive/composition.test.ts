/** What is composed for a ceremony, a class or a wall holds only what those who tell agreed to, on every day anew. */
import { addAgreement, type Use } from '../../server/archive/agreement.ts';
import {
  composition,
  newComposition,
  removeComposition,
  save,
  setPublished,
  storeAbout,
} from '../../server/archive/composition/composition.ts';
import {
  addItem,
  changeItem,
  itemsOf,
  moveItem,
  type NewItem,
  removeItem,
} from '../../server/archive/composition/item.ts';
import type { CompositionKind } from '../../server/archive/composition/may-carry.ts';
import { compositionShown } from '../../server/archive/composition/shown.ts';
import { redact } from '../../server/archive/redact.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { inserter } from '../insert.ts';
import { ACTOR, addInterview, addWords, passagesIn } from './transcript-edit/made.ts';

const today = '2027-01-10';
const actor = 'archivist@example.org';

const text = (title: string, body: string | null = null) => ({ lang: 'en', title, body, aside: 'For Ruth alone.' });
const item = (kind: NewItem['kind'], more: Partial<NewItem> = {}): NewItem => ({
  kind,
  seconds: null,
  passage: null,
  picture: null,
  country: null,
  bearing: null,
  dated: null,
  reference: null,
  texts: [],
  ...more,
});

/** An archive with one published testimony, of two passages and a photograph, whose agreement allows `uses`. */
function told(uses: Use[]) {
  const archive = temporaryArchive();
  const { db } = archive;
  const interview = addInterview(archive, 'K-1');
  const en = addWords(archive, interview, [
    { startMs: 0, endMs: 10_000, text: 'We locked the door of the house.' },
    { startMs: 10_000, endMs: 20_000, text: 'The key is still with Ezra.' },
  ]);
  addWords(archive, interview, [{ startMs: 0, endMs: 10_000, text: 'Nous avons fermé la porte.' }], {
    lang: 'fr',
    translates: 'en',
  });
  db.prepare("UPDATE testimony SET status = 'published', access = 'public'").run();
  addAgreement(db, interview.testimonyId, { kind: 'deed', date: null, uses });
  const made = { testimony_id: interview.testimonyId, sha256: 'a'.repeat(64), width: 400, height: 300 };
  inserter(db)('asset', { ...made, public_id: 'picture', kind: 'photograph', turn: 90 });
  const [door, key] = [passagesIn(archive, en)[0]!, passagesIn(archive, en)[1]!];
  const begun = (kind: CompositionKind) => {
    const slug = newComposition(db, kind, { lang: 'en', title: 'Remembrance Day' }, actor);
    return { slug, id: composition(db, slug).id };
  };
  const publishedAt = (slug: string) => {
    const { revision } = composition(db, slug);
    save(db, slug, { revision, actor, action: 'composition published' }, (id) => setPublished(db, id, today));
  };
  const shown = (slug: string, lang = 'en') => compositionShown(db, slug, { today, lang });
  return { db, door, key, begun, publishedAt, shown };
}

test('a programme has what was put in, in its order, with its sound of words and what is said in the language asked for', () => {
  const { db, door, begun, publishedAt, shown } = told(['programme']);
  const { slug, id } = begun('programme');
  const heading = addItem(db, id, item('heading', { texts: [text('Opening'), { ...text('Ouverture'), lang: 'fr' }] }), {
    today,
  });
  addItem(db, id, item('picture', { picture: 'picture' }), { today });
  const reading = addItem(db, id, item('passage', { passage: door.publicId, seconds: 40 }), { today, position: 1 });
  expect(
    itemsOf(db, id)
      .map((one) => one.id)
      .slice(0, 2),
  ).toEqual([reading, heading]);
  moveItem(db, id, heading, 1);
  expect(() => shown(slug)).toThrow('There is no composition');
  publishedAt(slug);
  const [first, second, third] = shown(slug, 'fr').items;
  expect(first!.text).toEqual({ lang: 'fr', title: 'Ouverture', body: null, aside: null });
  expect(second!.passage).toMatchObject({
    text: 'We locked the door of the house.',
    accession: 'K-1',
    recording: null,
  });
  expect(second!.passage!.translation.map((one) => one.text)).toEqual(['Nous avons fermé la porte.']);
  expect(third!.picture).toMatchObject({ width: 300, height: 400, turn: 90 });
});

test.each<[CompositionKind, Use]>([
  ['programme', 'programme'],
  ['lesson', 'teaching'],
  ['exhibit', 'exhibition'],
  ['evidence', 'statement'],
])('in a %s stands a passage only where its agreement allows %s', (kind, use) => {
  const allowed = told([use]);
  const yes = allowed.begun(kind);
  addItem(allowed.db, yes.id, item('passage', { passage: allowed.door.publicId }), { today });
  expect(itemsOf(allowed.db, yes.id)).toHaveLength(1);
  const others: Use[] = ['research', 'social', 'programme', 'teaching', 'exhibition', 'statement'];
  const refused = told(others.filter((other) => other !== use));
  const no = refused.begun(kind);
  const add = (what: NewItem) => () => addItem(refused.db, no.id, what, { today });
  expect(add(item('passage', { passage: refused.door.publicId }))).toThrow('have not agreed to this use');
  expect(add(item('picture', { picture: 'picture' }))).toThrow('have not agreed to this use');
  expect(itemsOf(refused.db, no.id)).toEqual([]);
});

test('what is closed, withdrawn or taken back later is gone from it, and comes back with it', () => {
  const { db, door, begun, publishedAt, shown } = told(['exhibition']);
  const { slug, id } = begun('exhibit');
  addItem(db, id, item('passage', { passage: door.publicId }), { today });
  addItem(db, id, item('picture', { picture: 'picture' }), { today });
  publishedAt(slug);
  const kinds = () => shown(slug).items.map(({ kind }) => kind);
  expect(kinds()).toEqual(['passage', 'picture']);
  for (const [close, open] of [
    ["UPDATE testimony SET access = 'restricted'", "UPDATE testimony SET access = 'public'"],
    ["UPDATE agreement SET revoked_on = '2027-01-01'", 'UPDATE agreement SET revoked_on = NULL'],
    ["UPDATE testimony SET status = 'draft'", "UPDATE testimony SET status = 'published'"],
  ] as const) {
    db.exec(close);
    expect(kinds()).toEqual([]);
    expect(shown(slug).left).toBe(2);
    db.exec(open);
    expect(kinds()).toEqual(['passage', 'picture']);
  }
  db.exec('DELETE FROM testimony');
  expect(itemsOf(db, id)).toEqual([]);
});

test('words withheld are withheld there', () => {
  const { db, key, begun, publishedAt, shown } = told(['programme']);
  const { slug, id } = begun('programme');
  addItem(db, id, item('passage', { passage: key.publicId }), { today });
  publishedAt(slug);
  const mark = { publicId: key.publicId, version: key.version, start: 22, end: 26 };
  redact(db, { accession: 'K-1', actor: ACTOR, reason: 'He asked not to be named.', marks: [mark], time: null });
  expect(JSON.stringify(shown(slug))).not.toContain('Ezra');
});

test('two who compose at once lose nothing: the second is told', () => {
  const { db, begun } = told(['programme']);
  const { slug } = begun('programme');
  const { revision, ...about } = composition(db, slug);
  const titled = (title: string) => ({ ...about, texts: [{ lang: 'en', title, introduction: null, copying: null }] });
  const as = (title: string) =>
    save(db, slug, { revision, actor, action: 'composition saved' }, (id) => storeAbout(db, id, titled(title)));
  as('First');
  expect(() => as('Second')).toThrow('Somebody else saved this meanwhile');
  expect(composition(db, slug).texts[0]!.title).toBe('First');
  expect(() => as('')).toThrow();
});

test('an item is changed, taken out, and of no other composition', () => {
  const { db, begun } = told(['teaching']);
  const [one, other] = [begun('lesson'), begun('lesson')];
  expect(other.slug).toBe('remembrance-day-2');
  const question = addItem(db, one.id, item('question', { texts: [text('Why a key?')] }), { today });
  expect(() => changeItem(db, other.id, question, item('question'), today)).toThrow('There is no item');
  expect(() => removeItem(db, other.id, question)).toThrow('There is no item');
  expect(() => addItem(db, one.id, item('map'), { today })).toThrow('Choose a country');
  expect(() => addItem(db, one.id, item('silence', { seconds: 0.5 }), { today })).toThrow('whole seconds');
  expect(() => addItem(db, one.id, item('text', { texts: [text('a'.repeat(20_001))] }), { today })).toThrow(
    'at most 20000 letters',
  );
  changeItem(db, one.id, question, item('silence', { seconds: 60 }), today);
  expect(itemsOf(db, one.id)).toMatchObject([{ kind: 'silence', seconds: 60, texts: [] }]);
  removeItem(db, one.id, question);
  removeComposition(db, one.slug, actor);
  expect(() => composition(db, one.slug)).toThrow('There is no composition');
});

/** The addresses of every page that a visitor may open, without a language, over the sample collection. */
import type { Archive } from '../../server/archive/archive.ts';
import { compositions, newComposition } from '../../server/archive/composition/composition.ts';
import type { CompositionKind } from '../../server/archive/composition/may-carry.ts';
import { allGatherings, gathering, makeGathering } from '../../server/archive/event/event.ts';
import { keyFor, takeIn } from '../../server/archive/event/guest.ts';
import { askFor, confirm } from '../../server/archive/newsletter/subscriber.ts';
import { quote } from '../../server/archive/quotation.ts';
import type { Database } from '../../server/db/open.ts';
import type { AtWork } from './desk-pages.ts';

const SEARCHES = [
  '/search?q=house&country=IQ',
  '/search?q=%22zzzz%22',
  '/search?q=Bagdad',
  '/search?q=Bagdad&spellings=as-typed',
  '/search?q=tialor',
  '/search?q=Shlomo',
  '/search?view=map',
  '/search?view=timeline&q=house',
  '/search/concordance?q=house',
  '/search/frequency?q=house',
];

/** An event with a guest who has a seat, made where there is none. */
function announced(db: Database): { slug: string; key: string } {
  const now = new Date();
  const known = allGatherings(db)[0]?.id;
  const next = now.getUTCFullYear() + 1;
  const id =
    known ??
    makeGathering(
      db,
      {
        title: 'An evening of voices',
        lang: 'en',
        text: 'Three readings, and the songs of Djerba.',
        starts: `${next}-07-06T19:00`,
        ends: `${next}-07-06T21:00`,
        zone: 'America/New_York',
        country: 'US',
        city: 'New York',
        venue: 'The hall',
        address: '7 Quiet Street',
        accessibility: 'No steps; a loop for hearing aids.',
        seats: 20,
        protected: false,
        state: 'open',
      },
      { actor: 'test', now },
    );
  const guest = takeIn(db, id, { name: 'Lea', email: 'lea@example.org', lang: 'en', seats: 1 }, now);
  return { slug: gathering(db, id).slug, key: keyFor(db, guest.id) };
}

export function publicPages({ db }: Archive): string[] {
  const all = (sql: string, ...values: string[]) =>
    db
      .prepare<string[], string>(sql)
      .pluck()
      .all(...values);
  const [first = '', second = ''] = all(
    "SELECT accession FROM testimony WHERE status = 'published' AND access = 'public' ORDER BY accession",
  );
  const picture = all(
    `SELECT public_id FROM asset JOIN testimony ON testimony.id = asset.testimony_id
     WHERE kind = 'photograph' AND accession = ? LIMIT 1`,
    first,
  )[0];
  const passageOf = (accession: string) =>
    all(
      `SELECT public_id FROM passage JOIN transcript ON transcript.id = passage.transcript_id
         JOIN testimony ON testimony.id = transcript.testimony_id
       WHERE accession = ? ORDER BY position LIMIT 1 OFFSET 2`,
      accession,
    )[0];
  const [shared, kept] = [passageOf('SAMPLE-009'), passageOf('SAMPLE-002')]; // whose narrators agreed to it, and did not
  const slug = (sql: string) => encodeURIComponent(all(sql)[0] ?? '');
  const term = (vocabulary: string) =>
    slug(`SELECT slug FROM term JOIN testimony_term ON term_id = term.id WHERE vocabulary = '${vocabulary}' LIMIT 1`);
  const narrator = slug(`
    SELECT slug FROM person JOIN testimony_person ON person_id = person.id JOIN testimony ON testimony.id = testimony_id
    WHERE role = 'narrator' AND accession = '${first}'`);
  const asked = (email: string) => askFor(db, email, { lang: 'ar', countries: ['IQ'], digest: 'weekly' }, new Date())!;
  const { letter, key } = asked('salma@example.org');
  const own = letter === 'known' ? key : confirm(db, key, new Date());
  const event = announced(db);
  const composedOf = (kind: CompositionKind) => {
    const known = compositions(db, kind)[0]?.slug;
    const made = known ?? newComposition(db, kind, { lang: 'en', title: `A made ${kind}` }, 'test');
    db.prepare("UPDATE composition SET published_on = '2020-01-01' WHERE slug = ?").run(made);
    return made;
  };
  return [
    '/',
    ...SEARCHES,
    '/countries',
    '/countries/IQ',
    '/countries/IQ?year=1938',
    '/people',
    `/people/${narrator}`,
    '/places',
    '/places/baghdad',
    '/topics',
    `/topics/${term('topic')}`,
    '/topics/events/farhud',
    `/topics/communities/${term('community')}`,
    '/collections',
    `/collections/${slug('SELECT slug FROM collection ORDER BY id LIMIT 1')}`,
    '/sign-in',
    '/newsletter',
    '/statements',
    ...['contributing', 'privacy', 'accessibility'].map((page) => `/pages/${page}`),
    `/newsletter/confirm/${asked('ruth@example.org').key}`,
    `/newsletter/${own}`,
    `/newsletter/${own}/leave`,
    '/searches/stop/nothing',
    ...['/programmes', '/lessons', '/exhibits', '/evidence'],
    ...['', '/booklet'].map((page) => `/exhibits/${composedOf('exhibit')}${page}`),
    ...['', '/booklet'].map((page) => `/evidence/${composedOf('evidence')}${page}`),
    `/events/${event.slug}`,
    `/events/guest/${event.key}`,
    ...['', '/booklet?with=ar', '/projection'].map((page) => `/programmes/remembrance-day-what-they-carried${page}`),
    ...['', '/booklet'].map((page) => `/lessons/a-house-left-behind${page}`),
    '/events',
    '/workbench',
    '/nothing',
    `/testimonies/${first}`,
    `/testimonies/${first}?q=house&match=2`,
    `/testimonies/${first}?q=tialor`,
    `/testimonies/${first}/cite`,
    `/testimonies/SAMPLE-009/cite?passage=${shared}`,
    `/testimonies/${second}?beside=en`,
    `/testimonies/${first}/photographs/${picture}`,
    `/contribute/concern?what=recognised&testimony=${first}&photograph=${picture}`,
    `/passages/${shared}/share`,
    `/embed/passages/${shared}`,
    `/passages/${kept}/share`,
    `/passages/${shared}`,
    `/quotations/${quote(db, shared!, new Date().toISOString().slice(0, 10))}`,
  ];
}

/** What a family sees: before there is a story, then of a story in each state, and the steps of the first of them. */
export function familyPages(work: Pick<AtWork, 'links'>, steps: readonly string[]): { open: string[]; own: string[] } {
  const open = ['', '/begin', '/lost', '/tape', '/concern', '/thanks', '/paper'];
  const own = ['', '/link', '/look', '/people', '/confirm', '/record', '/agreement', '/agreement/print', '/withdraw'];
  const inEachState = [...new Map(work.links.map((link) => [link.state, link])).values()];
  return {
    open: [...open.map((page) => `/contribute${page}`), '/contribute/open?key=x'],
    own: inEachState.flatMap(({ reference }, at) =>
      [
        ...own,
        '/reading',
        ...(at === 0 ? steps : []).map((step) => `/step/${step}`),
        ...(at === 0 ? ['/step/behind/earlier'] : []),
      ].map((page) => `/contribute/${reference}${page}`),
    ),
  };
}

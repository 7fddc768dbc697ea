import type { Archive } from '../../server/archive/archive.ts';
import { inserter } from '../insert.ts';

/** Controls of direction, as they come along with texts that were pasted: an embedding never ended, an override, an isolate. */
export const TURNED = { embedding: '\u202b', override: '\u202e', isolate: '\u2067', end: '\u2069' } as const;

/**
 * Testimonies that a page is not made for at first sight, by accession number: one of which nothing is known but that it was
 * told, a life in 2,000 passages with a translation, a narrator named in
 * three scripts, one with controls of direction in every text, and one that was
 * taken back.
 */
export function plantStrange({ db }: Archive) {
  const insert = inserter(db);
  const published = {
    form: 'interview',
    lang: 'en',
    status: 'published',
    access: 'public',
    published_at: '2025-06-01',
  };

  /** A text of a testimony, each passage `text(position)`; of a translation, each of the passage before it. */
  function words(
    testimony: number,
    lang: string,
    passages: number,
    text: (at: number) => string,
    of: number | null = null,
  ) {
    const part =
      of === null
        ? insert('part', {
            session_id: insert('session', { testimony_id: testimony }),
            testimony_id: testimony,
            position: 1,
          })
        : db.prepare<[number], number>('SELECT part_id FROM passage WHERE transcript_id = ? LIMIT 1').pluck().get(of)!;
    const transcript = insert('transcript', {
      testimony_id: testimony,
      lang,
      original_id: of,
      status: 'audited against sound',
    });
    const originals =
      of === null
        ? []
        : db
            .prepare<[number], number>('SELECT id FROM passage WHERE transcript_id = ? ORDER BY position')
            .pluck()
            .all(of);
    for (let at = 1; at <= passages; at += 1) {
      insert('passage', {
        public_id: `${testimony}${lang}${at}`.padEnd(12, 'x'),
        transcript_id: transcript,
        part_id: part,
        position: at,
        start_ms: at * 9_000,
        end_ms: at * 9_000 + 8_500,
        text: text(at),
        original_id: originals[at - 1] ?? null,
      });
    }
    return transcript;
  }
  const narrator = (testimony: number, slug: string, name: string, lang: string) => {
    const id = insert('person', { slug, name, name_lang: lang, sort_name: name });
    insert('testimony_person', { testimony_id: testimony, person_id: id, role: 'narrator' });
    return id;
  };

  db.transaction(() => {
    insert('testimony', { ...published, accession: 'K-BARE', title: 'Told without a recording' });

    const long = insert('testimony', { ...published, accession: 'K-LONG', title: 'A whole life', lang: 'ar' });
    narrator(long, 'long-one', 'نعيمة', 'ar');
    const original = words(long, 'ar', 2_000, (at) =>
      `${at}. كان البيت في آخر الشارع، وكان أبي يفتح الباب كل صباح قبل أن نستيقظ. `.repeat(4),
    );
    words(
      long,
      'en',
      2_000,
      (at) =>
        `${at}. The house stood at the end of the street, and my father opened the door before we woke. `.repeat(4),
      original,
    );

    const three = insert('testimony', { ...published, accession: 'K-THREE', title: 'Three names' });
    const person = narrator(three, 'three-names', 'Salima סלימה سليمة', 'en');
    const spelled: [name: string, lang: string][] = [
      ['Salima Dangoor', 'en'],
      ['סלימה דנגור', 'he'],
      ['سليمة دنكور', 'ar'],
    ];
    for (const [name, lang] of spelled) insert('person_name', { person_id: person, name, lang, kind: 'variant' });
    words(three, 'en', 3, (at) => `They called me ${['Salima', 'סלימה', 'سليمة'][at - 1]}.`);

    const turned = insert('testimony', {
      ...published,
      accession: 'K-TURNED',
      title: `${TURNED.override}The door${TURNED.isolate} דלת`,
      abstract: `${TURNED.embedding}A house ${TURNED.override}and its key`,
    });
    narrator(turned, 'turned', `${TURNED.override}Moshe${TURNED.embedding} משה`, 'he');
    words(turned, 'he', 2, (at) => `${TURNED.override}${at} אמר: "The key"${TURNED.embedding}, וזהו`);
    insert('departure', { testimony_id: turned, country: 'IQ', date: '1951', year_min: 1951, year_max: 1951 });

    insert('testimony', {
      ...published,
      accession: 'K-WITHDRAWN',
      title: 'Of which nobody shall be told',
      withdrawn_on: '2025-07-01',
    });
  })();
}

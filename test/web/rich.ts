import type { Archive } from '../../server/archive/archive.ts';
import { inserter } from '../insert.ts';

/**
 * A testimony with all that a page can show: two parts and a long text in chapters, recordings here and elsewhere, a film, a
 * title that runs the other way, departures in several calendars, losses. Gives its accession number.
 */
export function plantRich({ db }: Archive): string {
  const insert = inserter(db);
  const sound = 'f'.repeat(64); // which is not there
  const id = insert('testimony', {
    accession: 'K-RICH',
    form: 'family-story',
    title: 'השער <הישן> & "המפתח"',
    lang: 'he',
    abstract: 'Two sisters tell of a house & its <garden>.',
    generation: 'descendant',
    status: 'published',
    access: 'public',
    rights: 'https://creativecommons.org/licenses/by/4.0/',
    credit: 'With thanks to the family.',
    sample: 1,
    published_at: '2025-06-01',
  });
  insert('testimony_text', { testimony_id: id, lang: 'ar', title: 'الباب القديم', abstract: null });
  const person = (name: string, lang: string, role: string, shownAs: string | null = null) => {
    const personId = insert('person', {
      slug: `rich-${name}`,
      name,
      name_lang: lang,
      sort_name: name,
      birth_date: '1931~',
      birth_year_min: 1931,
      birth_year_max: 1931,
      birth_country: 'EG',
      gender: 'female',
    });
    insert('testimony_person', { testimony_id: id, person_id: personId, role, shown_as: shownAs });
    insert('person_name', { person_id: personId, name: `${name} la petite`, lang: 'fr', kind: 'nickname' });
    return personId;
  };
  const narrator = person('סלימה', 'he', 'narrator');
  const interviewer = person('Dana', 'en', 'interviewer');
  insert('kinship', { person_id: narrator, relative_id: interviewer, relation: 'child', agreed: 1 });
  insert('kinship', { person_id: interviewer, relative_id: narrator, relation: 'parent', agreed: 1 });
  for (const [position, manner, date, given, calendar] of [
    [0, 'expelled', '1956-11', null, 'gregorian'],
    [1, 'airlifted', '[1948..1951]', 'ניסן תשי״א', 'hebrew'],
    [2, 'never-left', null, null, null],
    [3, null, '1330-01-01', '١٣٣٠', 'islamic'],
  ] as const) {
    insert('departure', {
      testimony_id: id,
      position,
      country: ['EG', 'IQ', 'MA', 'YE'][position]!,
      whose: position ? 'parent' : 'narrator',
      manner,
      date,
      date_given: given,
      calendar,
      year_min: date ? 1951 : null,
      year_max: date ? 1956 : null,
    });
  }
  insert('leg', { testimony_id: id, position: 0, kind: 'origin', country: 'EG' });
  insert('leg', { testimony_id: id, position: 1, kind: 'destination', country: 'FR', date: '1957' });
  insert('loss', {
    testimony_id: id,
    kind: 'nationality',
    description: 'Their papers.',
    lang: 'en',
    country: 'EG',
    date: '1956',
  });
  for (const label of ['Music & song', 'السفر']) {
    const term = insert('term', { vocabulary: 'topic', slug: label.replace(/\W+/g, '-') });
    insert('term_label', { term_id: term, lang: 'en', label, kind: 'preferred' });
    insert('testimony_term', { testimony_id: id, term_id: term });
  }
  const session = insert('session', {
    testimony_id: id,
    date: '2001-03-14',
    year_min: 2001,
    year_max: 2001,
    place_text: 'At home',
  });
  const parts = [1, 2].map((position) =>
    insert('part', { session_id: session, testimony_id: id, position, duration_ms: 3_600_000 }),
  );
  const recording = (publicId: string, row: Record<string, string | number | null>) =>
    insert('asset', { public_id: publicId, testimony_id: id, ...row });
  recording('rich-film', {
    kind: 'video',
    part_id: parts[0]!,
    sha256: sound,
    mime: 'video/mp4',
    width: 640,
    height: 480,
  });
  recording('rich-far', {
    kind: 'audio',
    part_id: parts[1]!,
    remote_url: 'https://media.example.org/two.mp3',
    remote_host: 'media.example.org',
    mime: 'audio/mpeg',
  });
  for (const [lang, status] of [
    ['he', 'audited against sound'],
    ['en', 'machine draft'],
  ] as const) {
    const original =
      db.prepare<[number], number>('SELECT min(id) FROM transcript WHERE testimony_id = ?').pluck().get(id) ?? null;
    const transcript = insert('transcript', { testimony_id: id, lang, original_id: original, status });
    for (let at = 1; at <= 140; at++) {
      const told = { transcript_id: transcript, part_id: parts[at <= 70 ? 0 : 1]!, position: at };
      insert('passage', {
        ...told,
        public_id: `rich${lang}${at}`,
        start_ms: (at % 70) * 20_000,
        end_ms: null,
        estimated: at % 2,
        speaker: at % 3 ? null : 'ש"ע',
        person_id: at % 3 ? narrator : null,
        text: lang === 'he' ? `זה מה שסיפרה, ${at}, <על> "הבית" & הגן.` : `This is what she told, ${at}.`,
      });
    }
  }
  for (const [position, start] of [0, 600_000, 1_300_000].entries()) {
    const point = insert('index_point', { testimony_id: id, part_id: parts[0]!, position, start_ms: start });
    insert('index_point_text', {
      index_point_id: point,
      lang: 'en',
      title: `Moment ${position} & <more>`,
      synopsis: position ? 'What happened then.' : null,
    });
    insert('index_point_keyword', {
      index_point_id: point,
      lang: 'en',
      kind: 'subject',
      position: 0,
      text: '"Quoted" word',
    });
    insert('index_point_place', { index_point_id: point, position: 0, label: 'A street', latitude: 30, longitude: 31 });
    insert('index_point_link', {
      index_point_id: point,
      position: 0,
      url: position ? 'javascript:alert(1)' : 'https://example.org/?a=1&b=2',
      label: null,
    });
  }
  insert('outbox', { testimony_id: id });
  return 'K-RICH';
}

/** The addresses of every page of the desk and of accounts, over an archive at work. */
import type { APIRequestContext } from 'playwright-core';
import type { Archive } from '../../server/archive/archive.ts';
import { IMPORT_JOB } from '../../server/archive/import-run.ts';
import { carryOutImport } from '../../server/desk-import.ts';
import { fieldsOf, withFields } from '../web/desk/form.ts';
import type { putToWork } from './at-work.ts';

export type AtWork = Awaited<ReturnType<typeof putToWork>>;

const TABLE =
  'Number,Name of the tale,Who,Left from,Remark\r\nD-1,The long road,Salima Dangoor,Iraq,\r\nD-2,,Nobody,,\r\nD-3,خبز وملح,עזרא חדד,Atlantis-upon-Sea,\r\n';

async function carryOut(archive: Archive): Promise<void> {
  const job = archive.db
    .prepare<[string], { id: number; payload: string }>(
      "SELECT id, payload FROM job WHERE kind = ? AND state = 'waiting'",
    )
    .get(IMPORT_JOB)!;
  await carryOutImport(archive, JSON.parse(job.payload), new AbortController().signal);
  archive.db.prepare("UPDATE job SET state = 'done' WHERE id = ?").run(job.id);
}

/** Imports as far as each page of one: to be mapped, looked at, brought in. Gives their addresses. */
async function imports(archive: Archive, asked: APIRequestContext): Promise<string[]> {
  const begun = async () => {
    const file = { name: 'our list.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) };
    const answer = await asked.post('/en/desk/import', { multipart: { files: file }, maxRedirects: 0 });
    return answer.headers().location!;
  };
  const send = (path: string, fields: [string, string][]) =>
    asked.post(path, { form: Object.fromEntries(fields), maxRedirects: 0 });
  const pages: string[] = [await begun()];
  for (const far of ['looked', 'made']) {
    const page = await begun();
    const shown = await (await asked.get(page)).text();
    const mapped = withFields(fieldsOf(shown, `${page}/look`), {
      table: 'our list.csv',
      'column.number': 'accession',
      'column.name_of_the_tale': 'title',
      'column.who': 'narrator',
      'column.left_from': 'country_of_origin',
      access: 'public',
      agreement: 'legacy',
    });
    await send(`${page}/look`, mapped);
    await send(`${page}/look`, withFields(mapped, { table: 'testimonies.csv' }));
    await carryOut(archive);
    if (far === 'made') {
      await send(`${page}/run`, []);
      await carryOut(archive);
    }
    pages.push(page);
  }
  return pages;
}

const ids = (archive: Archive, sql: string) => archive.db.prepare<[], number>(sql).pluck().all();

/** What staff see, as `/desk/…` without a language. The context is signed in as an administrator. */
export async function deskPages(archive: Archive, work: AtWork, asked: APIRequestContext): Promise<string[]> {
  const entry = `/desk/testimonies/${work.testimony.accession}`;
  const text = `${entry}/transcripts/${work.testimony.transcript}`;
  const made = (await imports(archive, asked)).map((page) => page.replace(/^\/en/, ''));
  const look = await (await asked.get('/en/desk/batch?q=house')).text();
  await asked.post('/en/desk/batch', {
    form: Object.fromEntries(
      withFields(fieldsOf(look, '/desk/batch'), {
        credit: 'With thanks to the family.',
        really: 'yes',
        reason: 'As agreed',
      }),
    ),
  });
  await asked.post('/en/desk/pages/2/fr', { form: { title: 'Vie privée', body: '## Rien\n\n- de plus', seen: '0' } });
  const issue = (await asked.post('/en/desk/newsletter', { form: {}, maxRedirects: 0 })).headers().location!;
  const letter = { subject_ar: 'رسالة', opening_ar: 'سلام', testimonies: '' };
  await asked.post(issue, { form: { seen: '1', lang: 'ar', ...letter }, maxRedirects: 0 });
  const other = ids(archive, `SELECT id FROM transcript WHERE original_id = ${work.testimony.transcript}`)[0];
  const story = (state: string, kind = 'story') =>
    ids(archive, `SELECT id FROM submission WHERE state = '${state}' AND kind = '${kind}' LIMIT 1`)[0];
  const term = ids(
    archive,
    "SELECT term_id FROM testimony_term JOIN term ON term.id = term_id WHERE vocabulary = 'topic' LIMIT 1",
  )[0];
  const place = ids(archive, 'SELECT place_id FROM departure WHERE place_id IS NOT NULL LIMIT 1')[0];
  const narrator = ids(archive, "SELECT person_id FROM testimony_person WHERE role = 'narrator' LIMIT 1")[0];
  return [
    '/desk',
    '/desk/queue',
    '/desk/queue?view=answered',
    '/desk/queue?view=all&q=zzzz',
    ...['submitted', 'in review', 'needs answer', 'catalogued', 'with the narrator', 'published'].map(
      (state) => `/desk/queue/${story(state)}`,
    ),
    `/desk/queue/${story('submitted', 'concern')}`,
    `/desk/queue/${story('submitted', 'tape')}`,
    '/desk/testimonies',
    '/desk/testimonies?q=zzzz',
    entry,
    ...[
      'history',
      'photographs',
      'care?q=a',
      'closing',
      'leaks',
      'erase',
      'transcripts',
      'index-points',
      'redactions',
    ].map((page) => `${entry}/${page}`),
    `${entry}/redactions?passage=${work.testimony.passage}`,
    text,
    `${text}?beside=${other}&find=a`,
    `${text}/synchronise`,
    '/desk/agreements',
    '/desk/batch',
    '/desk/batch?q=house',
    ...ids(archive, 'SELECT id FROM batch LIMIT 1').map((id) => `/desk/batch/${id}`),
    '/desk/import',
    ...made,
    '/desk/vocabularies',
    ...['topic', 'place', 'person'].map((kind) => `/desk/vocabularies/${kind}`),
    `/desk/vocabularies/topic/${term}`,
    `/desk/vocabularies/place/${place}`,
    `/desk/vocabularies/person/${narrator}`,
    `${entry}/publishing`,
    `${entry}/agreements`,
    '/desk/pages',
    '/desk/pages/new',
    '/desk/pages/2',
    '/desk/pages/2/fr',
    '/desk/pages/2/fr/history',
    '/desk/voices',
    '/desk/voices?q=house',
    '/desk/erasures',
    '/desk/questions',
    '/desk/questions?of=ar',
    '/desk/access',
    ...work.requests.map((id) => `/desk/access/${id}`),
    '/desk/events',
    '/desk/events/new',
    '/desk/health',
    '/desk/jobs',
    '/desk/audit',
    '/desk/settings',
    '/desk/settings/mail/account_reset/ar',
    '/desk/settings/agreement/ar',
    '/desk/compositions',
    '/desk/compositions/remembrance-day-what-they-carried/items?kind=passage',
    ...ids(archive, "SELECT id FROM composition_item WHERE kind = 'passage' LIMIT 1").map(
      (id) => `/desk/compositions/remembrance-day-what-they-carried/items/${id}`,
    ),
    ...['', '/preview', '/run-sheet'].map((page) => `/desk/compositions/remembrance-day-what-they-carried${page}`),
    '/desk/wording',
    '/desk/wording?q=search',
    '/desk/wording/ar/nav.search',
    '/desk/mail',
    ...ids(archive, 'SELECT id FROM mail ORDER BY id DESC LIMIT 1').map((id) => `/desk/mail/${id}`),
    '/desk/newsletter',
    ...ids(archive, 'SELECT id FROM newsletter_issue LIMIT 1').flatMap((id) => [
      `/desk/newsletter/${id}`,
      `/desk/newsletter/${id}/preview?of=ar`,
    ]),
    '/desk/newsletter/subscribers',
    '/desk/accounts',
    `/desk/accounts/${work.reader.id}`,
    '/desk/nothing',
  ];
}

/** What a reader has of an account. */
export function accountPages(work: AtWork, signedIn: boolean): string[] {
  if (!signedIn) return ['/sign-in', '/sign-in/code', '/account/new', '/account/forgot', '/account/password?key=x'];
  return [
    '/account',
    '/account/searches',
    '/account/codes',
    '/account/requests',
    `/account/requests/${work.requests[1]}`,
    `/collections/${work.collection}/ask`,
    '/testimonies/SAMPLE-016/ask', // which is opened on request
    '/workbench',
    '/workbench/reader',
    `/workbench/entries/${work.bookmark}`,
    `/workbench/folders/${work.folder}`,
    `/workbench/folders/${work.folder}/reader`,
  ];
}

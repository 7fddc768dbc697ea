/**
 * Whatever the staff can do is in the log, or is named here with why it is not: the list of routes is the register of exits,
 * so that what is added to the desk is refused until somebody has decided.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign } from '../../../server/archive/submission/agreement.ts';
import { moveSubmission } from '../../../server/archive/submission/states.ts';
import { saveStep } from '../../../server/archive/submission/step-saving.ts';
import { beginSubmission } from '../../../server/archive/submission/submission.ts';
import { undoWithdrawal, withdraw } from '../../../server/archive/submission/withdrawal.ts';
import { EXITS } from '../../../server/exits.ts';
import { auditWords } from '../../../server/web/desk/audit-words.ts';
import { addInterview } from '../../archive/transcript-edit/made.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

const T = '/desk/testimonies/:accession';
const TEXT = `${T}/transcripts/:id`;
const edits = ['edited a transcript'];

/** What each form of the desk writes, where it does what it is for. */
const WRITTEN: Record<string, string[]> = {
  '/desk/access/:id': ['access-request granted', 'access-request refused', 'access-request question'],
  '/desk/access/:id/end': ['access-grant ended'],
  '/desk/questions/:of': ['changed'],
  '/desk/questions/:of/:version': ['changed'],
  '/desk/queue/:id/claim': ['claimed', 'moved to in review'],
  '/desk/queue/:id/hand-over': ['handed over', 'put back'],
  '/desk/queue/:id/note': ['wrote a note'],
  '/desk/queue/:id/message': ['wrote to the family'],
  '/desk/queue/:id/move': ['moved to accepted'],
  '/desk/queue/:id/catalogue': ['moved to catalogued'],
  '/desk/queue/:id/publish': ['published', 'moved to published'],
  '/desk/queue/:id/part': ['marked a part'],
  '/desk/queue/:id/told': ['dealt with what was told', 'opened what was told again', 'saved'],
  '/desk/queue/:id/earlier': ['brought an earlier answer back'],
  '/desk/queue/:id/hide': ['hidden', 'shown again'],
  '/desk/health/check': ['asked for a check'],
  '/desk/jobs/:id/retry': ['tried again'],
  '/desk/settings': ['settled'],
  '/desk/settings/agreement/:lang': ['worded anew', 'brought back the wording of'],
  '/desk/settings/mail/:name/:lang': ['worded anew', 'brought back the wording of'],
  '/desk/wording/:lang/:key': ['corrected', 'brought back the wording of'],
  '/desk/wording/import': ['corrected'],
  '/desk/mail/:id/again': ['sent again'],
  '/desk/mail/:id/delivered': ['passed on'],
  '/desk/newsletter': ['began'],
  '/desk/newsletter/subscribers.csv': ['took out the subscribers'],
  '/desk/newsletter/:id': ['saved'],
  '/desk/newsletter/:id/test': ['sent a letter to try it'],
  '/desk/newsletter/:id/send': ['sent', 'went on sending'],
  '/desk/newsletter/:id/stop': ['stopped'],
  '/desk/accounts': ['invited as archivist'],
  '/desk/accounts/:id/role': ['gave the role archivist'],
  '/desk/accounts/:id/disable': ['closed'],
  '/desk/accounts/:id/enable': ['opened again'],
  '/desk/accounts/:id/codes-off': ['turned one-time codes off'],
  '/desk/accounts/:id/sign-out': ['signed out everywhere'],
  '/desk/accounts/:id/reset': ['sent a link (reset)'],
  '/desk/pages': ['added'],
  '/desk/pages/menus': ['ordered the menus'],
  '/desk/pages/:id': ['changed', 'published', 'made a draft again'],
  '/desk/pages/:id/:lang': ['worded anew', 'brought back the wording of'],
  '/desk/pages/:id/:lang/restore': ['worded anew', 'brought back the wording of'],
  '/desk/events': ['made an event'],
  '/desk/events/:id': ['changed an event'],
  '/desk/events/:id/cancel': ['called an event off'],
  '/desk/voices': ['voice chosen', 'voice taken back'],
  '/desk/testimonies': ['added'],
  [T]: ['saved'],
  [`${T}/restore`]: ['restored'],
  [`${T}/photographs`]: ['saved'],
  [`${T}/care`]: ['saved'],
  [`${T}/agreements`]: ['attached an agreement'],
  [`${T}/agreements/:id`]: ['said whose an agreement is'],
  '/desk/agreements': ['attached an agreement'],
  '/desk/batch': ['changed many at once'],
  '/desk/batch/:id/undo': ['took a batch back'],
  '/desk/import': ['sent files to bring in'],
  '/desk/import/:id/run': ['brought in'],
  '/desk/import/:id/undo': ['took back'],
  '/desk/import/:id/forget': ['forgot'],
  '/desk/vocabularies/:kind': ['added'],
  '/desk/vocabularies/:kind/:id': ['edited'],
  '/desk/vocabularies/:kind/:id/join': ['joined'],
  '/desk/vocabularies/:kind/:id/undo': ['edited', 'took apart'],
  '/desk/vocabularies/:kind/import': ['brought a vocabulary in'],
  [`${T}/publish`]: ['published'],
  [`${T}/unpublish`]: ['made a draft again'],
  [`${T}/read`]: ['read by the narrator'],
  [`${T}/closing/hide`]: ['hidden', 'shown again'],
  [`${T}/closing/file`]: ['closed a file'],
  [`${T}/closing/section`]: ['closed a section'],
  [`${T}/closing/open`]: ['opened a section'],
  [`${T}/closing/concern`]: ['decided on a concern'],
  [`${T}/leaks`]: ['asked for a leak check'],
  [`${T}/erase`]: ['erased'],
  '/desk/erasures/backups/:id': ['destroyed'],
  [`${T}/transcripts`]: ['brought words in'],
  [`${T}/transcribe`]: ['asked for a transcription'],
  [`${TEXT}/passages/:passage`]: edits,
  [`${TEXT}/speakers`]: edits,
  [`${TEXT}/replace`]: edits,
  [`${TEXT}/align/:passage`]: edits,
  [`${TEXT}/undo`]: ['undid an edit of a transcript', 'made an edit of a transcript again'],
  [`${TEXT}/status`]: ['moved a transcript on'],
  [`${TEXT}/import`]: ['brought words in'],
  [`${TEXT}/remove`]: ['removed a transcript'],
  [`${TEXT}/synchronise`]: ['synchronised a transcript'],
  [`${T}/index-points/:point`]: ['added a moment', 'changed a moment', 'removed a moment'],
  [`${T}/redactions`]: ['redaction made'],
  [`${T}/redactions/:id/lift`]: ['redaction lifted'],
  '/desk/compositions': ['composition begun'],
  '/desk/compositions/:slug': ['composition saved'],
  '/desk/compositions/:slug/publish': ['composition published', 'composition taken back'],
  '/desk/compositions/:slug/remove': ['composition removed'],
  '/desk/compositions/:slug/items': ['composition item added'],
  '/desk/compositions/:slug/items/:item': ['composition item changed'],
  '/desk/compositions/:slug/items/:item/place': ['composition item moved', 'composition item taken out'],
};

/** What is not written, and why. */
const UNWRITTEN: Record<string, string> = {
  [`${T}/draft`]: 'it keeps what somebody is typing, every few seconds, for themselves; the save is written',
  [`${TEXT}/drafts/:passage`]:
    'it keeps what somebody is typing, every few seconds, for themselves; the edit is written',
  '/desk/import/:id/look': 'it looks at files that were sent and changes nothing of the archive; the import is written',
};

const forms = EXITS.flatMap(({ address }) => /^POST (\/desk.*)$/.exec(address)?.[1] ?? []);

test('every form of the desk is written in the log, or named with the reason why not', () => {
  expect([...Object.keys(WRITTEN), ...Object.keys(UNWRITTEN)].sort()).toEqual([...forms].sort());
});

test('what is said to be written is in the house, and has words', () => {
  const folder = new URL('../../../server', import.meta.url).pathname;
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(archive|web|ingest).*\.ts$/.test(name) && !name.endsWith('audit-words.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const said = auditWords('fr');
  for (const action of new Set(Object.values(WRITTEN).flat())) {
    const literal = action.replace(/^(moved to|invited as|gave the role|access-request|sent a link).*/, '$1');
    expect([action, source.includes(`'${literal}'`) || source.includes(`\`${literal} `)]).toEqual([action, true]);
    expect([action, said.action(action) !== null]).toEqual([action, true]);
  }
});

describe('at the desk of a real archive', () => {
  const NOW = new Date('2026-03-01T09:00:00Z');
  let site: OpenSite;
  let miriam: ReturnType<typeof visitorOf>;
  let other: number;
  beforeAll(async () => {
    site = await openSite((archive) => {
      const { testimonyId } = addInterview(archive, 'K-1');
      archive.db.prepare("UPDATE testimony SET status = 'published', access = 'public' WHERE id = ?").run(testimonyId);
    });
    miriam = visitorOf(site, signedIn(site.archive, 'administrator', 'miriam').cookie);
    other = signedIn(site.archive, 'archivist', 'rachel').id;
    site.archive.db.prepare('UPDATE account SET confirmed_at = created_at').run();
  });
  afterAll(() => site.close());

  const lines = () =>
    site.archive.db
      .prepare<[], { actor: string; action: string; thing: string; thing_id: string | null; detail: string | null }>(
        'SELECT actor, action, thing, thing_id, detail FROM audit ORDER BY id',
      )
      .all();
  /** The lines that something adds to the log. */
  async function added(work: () => Promise<unknown> | unknown) {
    const before = lines().length;
    await work();
    return lines().slice(before);
  }

  function story(): { id: number; personId: number } {
    const { db } = site.archive;
    const person = { name: 'Noam Levi', email: 'noam@example.org' };
    const { id, personId } = beginSubmission(db, { kind: 'story', lang: 'en', now: NOW, person });
    saveStep(db, id, 'story', {
      answers: { title: 'The bread oven', text: 'We kept the key.' },
      version: 0,
      personId,
      now: NOW,
    });
    return { id, personId };
  }

  test('a family that signs, withdraws and gives again is called by the number of its story, and by no name', async () => {
    const { db } = site.archive;
    const { id, personId } = story();
    const written = await added(() => {
      sign(db, id, {
        lang: 'en',
        choices: {
          give: ['text'],
          far: 'public',
          until: 'now',
          untilDate: null,
          name: 'full',
          pseudonym: null,
          uses: [],
          later: null,
          laterReach: null,
        },
        site: 'Kolot',
        signer: 'Noam Levi',
        signedOn: '2026-03-01',
        method: 'typed',
        fileId: null,
        narrator: null,
        relation: null,
        authority: null,
        personId,
        now: NOW,
      });
      moveSubmission(db, id, { to: 'submitted', actor: 'the family', now: NOW });
      const taken = { what: 'whole' } as const;
      const withdrawal = withdraw(db, id, {
        taken,
        thenDo: 'erase',
        reason: 'My aunt Salima asked for it',
        personId,
        now: NOW,
      });
      undoWithdrawal(db, id, withdrawal, NOW);
    });
    const by = `S-0000${id}`;
    expect(written.map(({ action }) => action)).toEqual([
      'signed the agreement',
      'moved to submitted',
      'moved to withdrawn',
      'withdrew',
      'moved to submitted',
      'took a withdrawal back',
    ]);
    for (const { actor, thing, thing_id } of written) expect([actor, thing, thing_id]).toEqual([by, 'submission', by]);
    expect(JSON.stringify(written)).not.toMatch(/Noam|Salima|noam|aunt/);
    const page = (await miriam.get(`/fr/desk/audit?actor=${by}`)).text;
    expect(page).toContain('l’auteur de l’envoi');
    expect(page).toContain('Tout'); // the whole of it
  });

  test('claiming, handing over, noting and writing are written by who did it, and never the words', async () => {
    const { id } = story();
    moveSubmission(site.archive.db, id, { to: 'submitted', actor: 'the family', now: NOW });
    const at = `/en/desk/queue/${id}`;
    const written = await added(async () => {
      await miriam.post(`${at}/claim`, {});
      await miriam.post(`${at}/note`, { text: 'Her cousin knows more' });
      await miriam.post(`${at}/message`, { text: 'Which street was it?' });
      await miriam.post(`${at}/part`, { part: 'step:story', state: 'read' });
      await miriam.post(`${at}/hand-over`, { owner: String(other), reason: 'She reads Arabic' });
      await miriam.post(`${at}/move`, { to: 'accepted', text: '' });
    });
    expect(written.map(({ action, detail }) => [action, detail])).toEqual([
      ['claimed', null],
      ['moved to in review', null],
      ['wrote a note', null],
      ['wrote to the family', null],
      ['marked a part', 'read'],
      ['handed over', 'rachel@example.org'],
      ['moved to accepted', null],
    ]);
    expect(new Set(written.map(({ actor }) => actor))).toEqual(new Set(['miriam@example.org']));
  });

  test('a save is one line with the revision it led to, and a form sent unchanged none', async () => {
    const page = '/en/desk/testimonies/K-1';
    const [line, ...more] = await added(() => miriam.send(page, { credit: 'With thanks to her sister' }));
    const revision = site.archive.db.prepare('SELECT max(id) FROM revision').pluck().get();
    expect([line?.action, line?.thing_id, line?.detail, more]).toEqual(['saved', 'K-1', `revision ${revision}`, []]);
    expect(await added(() => miriam.send(page, {}))).toEqual([]);
    const back = await added(() => miriam.post(`${page}/restore`, { revision: String(revision) }));
    expect(back.map(({ action }) => action)).toEqual(['restored']);
  });

  test('a place is added, edited and joined to another: a line each, without names', async () => {
    const written = await added(async () => {
      const one = (await miriam.post('/en/desk/vocabularies/place', { name: 'Baghdad' })).headers.location!;
      const two = (await miriam.post('/en/desk/vocabularies/place', { name: 'Bagdad' })).headers.location!;
      const [to, from] = [one, two].map((path) => path.split('?')[0]!);
      const id = from!.split('/').at(-1)!;
      await miriam.post(`${to}/join`, { from: id, from_text: 'Bagdad', from_for: 'Bagdad', confirm: 'yes' });
    });
    expect(written.map(({ action, thing }) => [action, thing])).toEqual([
      ['added', 'place'],
      ['added', 'place'],
      ['joined', 'place'],
    ]);
    expect(JSON.stringify(written)).not.toMatch(/Ba?gh?dad/);
  });

  test('accounts are written under their e-mail for staff and under their number for readers', async () => {
    const reader = signedIn(site.archive, 'reader', 'lea').id;
    const written = await added(async () => {
      await miriam.post(`/en/desk/accounts/${other}/sign-out`, {});
      await miriam.post(`/en/desk/accounts/${reader}/disable`, {});
    });
    expect(written.map(({ action, thing_id }) => [action, thing_id])).toEqual([
      ['signed out everywhere', 'rachel@example.org'],
      ['closed', String(reader)],
    ]);
  });
});

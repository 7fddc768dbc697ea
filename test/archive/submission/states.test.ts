import { visible } from '../../../server/archive/access.ts';
import { narrowedAfter } from '../../../server/archive/outbox.ts';
import { choicesIn, shippedAgreement, sign, signaturesOf } from '../../../server/archive/submission/agreement.ts';
import { setHidden } from '../../../server/archive/submission/concern.ts';
import { chooseWord, confirm, isConfirmed, makeCode } from '../../../server/archive/submission/confirmation.ts';
import { carryOutWithdrawal } from '../../../server/archive/submission/erase.ts';
import { linkHolder, makeLink, removeInvited } from '../../../server/archive/submission/link.ts';
import { historyOf, moveSubmission, setOwner } from '../../../server/archive/submission/states.ts';
import { earlierAnswers } from '../../../server/archive/submission/step-before.ts';
import { StepConflict, saveStep } from '../../../server/archive/submission/step-saving.ts';
import { answersFrom, stepOf } from '../../../server/archive/submission/steps.ts';
import { addPersonTo, beginSubmission, submission } from '../../../server/archive/submission/submission.ts';
import { catalogueSubmission } from '../../../server/archive/submission/to-catalogue.ts';
import { undoWithdrawal, withdraw } from '../../../server/archive/submission/withdrawal.ts';
import { publish } from '../../../server/archive/testimony.ts';
import { viewerOf, visitor } from '../../../server/archive/viewer.ts';
import { LANGUAGES } from '../../../server/i18n/languages.ts';
import { temporaryArchive } from '../../archive-folder.ts';

const archive = temporaryArchive();
const { db } = archive;
const now = new Date('2026-11-24T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const USE = {
  give_text: 'yes',
  give_image: 'yes',
  give_name: 'yes',
  far: 'public',
  until: 'now',
  name: 'first',
  use_research: 'yes',
  use_teaching: 'yes',
  use_exhibition: 'no',
  use_programme: 'no',
  use_translation: 'yes',
  use_statement: 'no',
  use_social: 'no',
  use_ai: 'no',
  later: 'My daughter Nour',
};

function story(text = 'We left at night.\n\nMy mother carried the bread board.') {
  const { id, personId } = beginSubmission(db, { kind: 'story', lang: 'en', now });
  const save = (step: Parameters<typeof saveStep>[2], sent: Record<string, string>) =>
    saveStep(db, id, step, { answers: answersFrom(step, sent).answers, version: 0, personId, now });
  save('who', { teller: 'narrator', 'narrators.0.name': 'Salima Dangoor', 'narrators.0.born': '1932' });
  save('from', { country: 'Iraq', place: 'Baghdad' });
  save('left', { date: 'Nisan 5711', manner: 'airlifted' });
  save('road', { 'legs.0.place': 'Baghdad', 'legs.1.place': 'Nowhere That Is Known', 'legs.2.place': 'Haifa, Israel' });
  save('story', { title: 'The bread board', text });
  save('use', USE);
  return { id, personId };
}

function signed(id: number, personId: number) {
  const { choices } = choicesIn(stepOf(db, id, 'use').answers, '2026-11-24');
  sign(db, id, {
    lang: 'en',
    choices: choices!,
    site: 'Kolot',
    signer: 'Salima Dangoor',
    signedOn: '2026-11-24',
    method: 'typed',
    fileId: null,
    narrator: null,
    relation: null,
    authority: null,
    personId,
    now,
  });
}

function published() {
  const { id, personId } = story();
  signed(id, personId);
  moveSubmission(db, id, { to: 'submitted', actor: 'the family', now });
  moveSubmission(db, id, { to: 'in review', actor: 'a@example.org', now });
  moveSubmission(db, id, { to: 'accepted', actor: 'a@example.org', now });
  const accession = catalogueSubmission(db, id, { actor: 'a@example.org', now });
  const testimonyId = submission(db, id).testimonyId!;
  publish(db, testimonyId);
  return { id, personId, accession, testimonyId };
}

describe('a submission', () => {
  test('goes through its states, and no other way, with who, when and why kept', () => {
    const { id } = story();
    expect(() => moveSubmission(db, id, { to: 'published', actor: 'x', now })).toThrow(/does not lead/);
    moveSubmission(db, id, { to: 'submitted', actor: 'the family', now });
    moveSubmission(db, id, { to: 'in review', actor: 'a@example.org', reason: 'mine', now });
    expect(historyOf(db, id).map(({ actor, from, to, reason }) => [actor, from, to, reason])).toEqual([
      ['the family', 'draft', 'submitted', null],
      ['a@example.org', 'submitted', 'in review', 'mine'],
    ]);
    setOwner(db, id, { owner: null, actor: 'x', now });
    expect(historyOf(db, id)).toHaveLength(2);
  });

  test('shows both texts when two save the same step, and keeps what each step said before', () => {
    const { id, personId } = story();
    const save = (text: string, version: number) =>
      saveStep(db, id, 'behind', { answers: answersFrom('behind', { text }).answers, version, personId, now });
    expect(save('The house', 0)).toBe(1);
    expect(() => save('The shop', 0)).toThrow(StepConflict);
    expect(stepOf(db, id, 'behind').answers.text).toBe('The house');
    expect(save('The shop', 1)).toBe(2);
    expect(save('The shop', 1)).toBe(2);
    expect(earlierAnswers(db, id, 'behind').map(({ answers }) => answers.text)).toEqual(['The house']);
  });

  test('is reached by a link that nobody can guess, that ends, and that an invited person can lose', () => {
    const { id, personId } = story();
    const token = makeLink(db, personId, now);
    expect(linkHolder(db, token, now)).toEqual({ personId, submissionId: id, expired: false });
    expect(linkHolder(db, token, later(91))?.expired).toBe(true);
    expect(linkHolder(db, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, now)).toBeNull();
    expect(db.prepare('SELECT * FROM submission_link WHERE token_sha256 = ?').get(token)).toBeUndefined();
    const sister = addPersonTo(db, id, { name: 'Nour', invitedBy: personId, now });
    const hers = makeLink(db, sister, now);
    removeInvited(db, id, sister, now);
    expect(linkHolder(db, hers, now)).toBeNull();
    removeInvited(db, id, personId, now);
    expect(linkHolder(db, token, now)).not.toBeNull();
  });

  test('asks a word or a mailed code as well, however the word is typed, and counts tries', async () => {
    const { id, personId } = story();
    await chooseWord(db, id, 'Café Baghdad');
    await expect(chooseWord(db, id, 'another')).rejects.toThrow(/already/);
    const confirmed = await confirm(db, { personId, submissionId: id, given: '  CAFE  baghdad', now });
    expect(isConfirmed(db, personId, confirmed!.token, now)).toBe(true);
    expect(isConfirmed(db, personId, confirmed!.token, later(1))).toBe(false);
    expect(await confirm(db, { personId, submissionId: id, given: 'café', now })).toBeNull();
    const code = await makeCode(db, personId, now);
    const arabic = code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
    for (let n = 0; n < 5; n += 1)
      expect(await confirm(db, { personId, submissionId: id, given: '000 001', now })).toBeNull();
    expect(await confirm(db, { personId, submissionId: id, given: arabic, now })).toBeNull();
    const second = await makeCode(db, personId, now);
    const typed = second.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
    expect(await confirm(db, { personId, submissionId: id, given: typed, now })).not.toBeNull();
  });
});

describe('the agreement', () => {
  test('has the same version and as many paragraphs in every language', () => {
    const shape = (lang: string) => {
      const { version, plain, legal } = shippedAgreement(lang);
      return [version, plain.length, legal.length];
    };
    for (const lang of LANGUAGES) expect([lang, ...shape(lang)]).toEqual([lang, ...shape('en')]);
  });

  test('asks every use for itself, and takes no silence for a yes', () => {
    const { use_ai: _ai, ...rest } = USE;
    expect(choicesIn(answersFrom('use', rest).answers, '2026-11-24').problems).toEqual(['use_ai']);
    const until = answersFrom('use', { ...USE, until: 'date', until_date: '1990' }).answers;
    expect(choicesIn(until, '2026-11-24').problems).toEqual(['until_date']);
    const ahead = answersFrom('use', { ...USE, until: 'date', until_date: '2040' }).answers;
    expect(choicesIn(ahead, '2026-11-24').choices?.untilDate).toBe('2040-01-01');
  });

  test('keeps what was signed word for word, also when it is signed anew', () => {
    const { id, personId } = story();
    signed(id, personId);
    signed(id, personId);
    const [now, before] = signaturesOf(db, id);
    expect(now!.wording).toContain('Research by scholars and students? Yes.');
    expect(now!.wording).toContain('My daughter Nour');
    expect([now!.replacedAt === null, before!.replacedAt === null]).toEqual([true, false]);
  });
});

describe('what a family takes back', () => {
  test('is seen by nobody but staff at once, can be undone for thirty days, and then is erased', () => {
    const { id, testimonyId } = published();
    const seen = () => visible(db, visitor('2026-11-24'), { kind: 'testimony', id: testimonyId, scope: 'transcript' });
    expect(seen()).toBe(true);
    const taken = { taken: { what: 'whole' as const }, thenDo: 'erase' as const, reason: null, personId: null, now };
    const first = withdraw(db, id, taken);
    expect(seen()).toBe(false);
    expect(narrowedAfter(db, 0)).toContain(testimonyId);
    expect(submission(db, id).state).toBe('withdrawn');
    undoWithdrawal(db, id, first, later(29));
    expect(seen()).toBe(true);
    const second = withdraw(db, id, taken);
    expect(carryOutWithdrawal(db, first, later(31))).toEqual([]);
    expect(() => undoWithdrawal(db, id, second, later(31))).toThrow(/thirty days/);
    carryOutWithdrawal(db, second, later(29));
    expect(db.prepare('SELECT 1 FROM testimony WHERE id = ?').get(testimonyId)).toBeDefined();
    carryOutWithdrawal(db, second, later(31));
    expect(db.prepare('SELECT 1 FROM testimony WHERE id = ?').get(testimonyId)).toBeUndefined();
    expect(stepOf(db, id, 'story').version).toBe(0);
    expect(db.prepare("SELECT count(*) AS n FROM audit WHERE action = 'erased'").get()).toEqual({ n: 1 });
  });

  test('may be the name, or a passage with its words', () => {
    const { id, testimonyId } = published();
    const anyone = visitor('2026-11-24');
    const names = () => visible(db, anyone, { kind: 'testimony', id: testimonyId, scope: 'names' });
    expect(names()).toBe(true);
    withdraw(db, id, { taken: { what: 'name' }, thenDo: 'keep closed', reason: null, personId: null, now });
    expect(names()).toBe(false);
    const passage = db
      .prepare<[number], { id: number; public_id: string }>(
        'SELECT passage.id, public_id FROM passage JOIN part ON part.id = part_id WHERE testimony_id = ? ORDER BY passage.position LIMIT 1',
      )
      .get(testimonyId)!;
    const back = withdraw(db, id, {
      taken: { what: 'passage', passage: passage.public_id },
      thenDo: 'erase',
      reason: null,
      personId: null,
      now,
    });
    expect(db.prepare('SELECT count(*) AS n FROM redaction WHERE passage_id = ?').get(passage.id)).toEqual({ n: 1 });
    undoWithdrawal(db, id, back, now);
    expect(db.prepare('SELECT count(*) AS n FROM redaction WHERE passage_id = ?').get(passage.id)).toEqual({ n: 0 });
    const again = withdraw(db, id, {
      taken: { what: 'passage', passage: passage.public_id },
      thenDo: 'erase',
      reason: null,
      personId: null,
      now,
    });
    carryOutWithdrawal(db, again, later(31));
    expect(db.prepare('SELECT text FROM passage WHERE id = ?').get(passage.id)).toEqual({ text: '▒▒▒' });
  });
});

test('a story becomes a closed draft under its agreement, and nothing is guessed', () => {
  const { id, accession, testimonyId } = published();
  const row = db.prepare('SELECT title, form, access, provenance FROM testimony WHERE id = ?').get(testimonyId);
  expect(row).toMatchObject({ title: 'The bread board', form: 'family-story', access: 'public' });
  expect((row as { provenance: string }).provenance).toContain('Nowhere That Is Known');
  expect(db.prepare('SELECT date, country, manner FROM departure WHERE testimony_id = ?').all(testimonyId)).toEqual([
    { date: '[1951-04-07..1951-05-06]', country: 'IQ', manner: 'airlifted' },
  ]);
  expect(db.prepare('SELECT shown_as FROM testimony_person WHERE testimony_id = ?').all(testimonyId)).toEqual([
    { shown_as: 'Salima' },
  ]);
  expect(
    db.prepare('SELECT access FROM access_rule WHERE testimony_id = ? AND scope = ?').get(testimonyId, 'sound'),
  ).toEqual({
    access: 'closed',
  });
  expect(() => catalogueSubmission(db, id, { actor: 'x', now })).toThrow(/already/);
  expect(accession).toMatch(/^K-\d{5}$/);
});

test('a testimony that staff hide while they decide is closed to readers and open to staff', () => {
  const { accession, testimonyId } = published();
  const who = (viewer: ReturnType<typeof visitor>) => visible(db, viewer, { kind: 'testimony', id: testimonyId });
  setHidden(db, accession, { hidden: true, actor: 'a@example.org', reason: 'a concern', now });
  expect([who(visitor('2026-11-24')), who(viewerOf('archivist', 1, '2026-11-24'))]).toEqual([false, true]);
  setHidden(db, accession, { hidden: false, actor: 'a@example.org', reason: null, now });
  expect(who(visitor('2026-11-24'))).toBe(true);
});

/** Consent: whom an agreement covers, for what, and that nothing is published without it. */
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { visible } from '../../server/archive/access.ts';
import {
  addAgreement,
  allows,
  consentIsComplete,
  USES,
  type Use,
  withoutAgreement,
} from '../../server/archive/agreement.ts';
import { Conflict } from '../../server/archive/errors.ts';
import { addPerson, setTestimonyPeople } from '../../server/archive/person.ts';
import { addTestimony, publish, setAccess } from '../../server/archive/testimony.ts';
import { viewerOf, visitor } from '../../server/archive/viewer.ts';
import { migrate } from '../../server/db/migrate.ts';

const db = new Sqlite(':memory:');
migrate(db);
afterAll(() => db.close());

let count = 0;
const named = (name: string) =>
  addPerson(db, { name, nameLang: null, variants: [], gender: null, birth: null, birthCountry: null, sample: false });
const [salima, moshe, dana] = ['Salima', 'Moshe', 'Dana'].map(named) as [number, number, number];

/** A testimony told by Salima and Moshe to Dana. */
function told(): number {
  count += 1;
  const id = addTestimony(db, `K-${count}`, {
    form: 'interview',
    title: 'A testimony',
    lang: 'en',
    abstract: null,
    generation: null,
    collectionId: null,
    rights: null,
    credit: null,
    provenance: null,
    sample: false,
  });
  setTestimonyPeople(
    db,
    id,
    'narrator',
    [salima, moshe].map((personId) => ({ personId, role: 'narrator' as const })),
  );
  setTestimonyPeople(db, id, 'interviewer', [{ personId: dana, role: 'interviewer' }]);
  return id;
}

type Capacity = 'narrator' | 'interviewer' | 'owner';
const agree = (id: number, uses: Use[], ...parties: [number, Capacity][]) =>
  addAgreement(db, id, {
    kind: 'deed',
    date: null,
    uses,
    parties: parties.map(([personId, capacity]) => ({ personId, capacity })),
  });
const revoke = (agreement: number) =>
  db.prepare("UPDATE agreement SET revoked_on = '2026-01-01' WHERE id = ?").run(agreement);

test('without an agreement nobody is covered, nothing allowed, and nothing published', () => {
  const id = told();
  expect(withoutAgreement(db, id)).toEqual([salima, moshe, dana]);
  expect(consentIsComplete(db, id)).toBe(false);
  expect(USES.filter((use) => allows(db, use, id))).toEqual([]);
  expect(() => publish(db, id)).toThrow(Conflict);
  expect(db.prepare('SELECT status FROM testimony WHERE id = ?').pluck().get(id)).toBe('draft');
});

test('a testimony of nobody named needs an agreement all the same', () => {
  const id = told();
  db.prepare('DELETE FROM testimony_person WHERE testimony_id = ?').run(id);
  expect(consentIsComplete(db, id)).toBe(false);
  agree(id, ['research']);
  expect(consentIsComplete(db, id)).toBe(true);
});

test('each narrator and interviewer has to be covered; several agreements may do it together', () => {
  const id = told();
  agree(id, ['research', 'teaching'], [salima, 'narrator']);
  agree(id, ['research'], [moshe, 'narrator']);
  expect(withoutAgreement(db, id)).toEqual([dana]);
  expect(() => publish(db, id)).toThrow('Nothing is published without an agreement');
  agree(id, ['research', 'teaching'], [dana, 'interviewer']);
  expect(consentIsComplete(db, id)).toBe(true);
  expect(USES.filter((use) => allows(db, use, id))).toEqual(['research']); // Moshe allowed no teaching
  publish(db, id);
});

test('who lends a photograph has not thereby agreed to be heard', () => {
  const id = told();
  agree(id, ['research'], [salima, 'owner'], [moshe, 'narrator'], [dana, 'interviewer']);
  expect(withoutAgreement(db, id)).toEqual([salima]);
});

test('mentioned people, translators and those at the camera need not agree to the whole', () => {
  const id = told();
  setTestimonyPeople(db, id, 'mentioned', [{ personId: named('Ezra'), role: 'mentioned' }]);
  setTestimonyPeople(db, id, 'translator', [{ personId: named('Noor'), role: 'translator' }]);
  agree(id, ['research']);
  expect(withoutAgreement(db, id)).toEqual([]);
});

test('a revoked agreement covers nobody; what rested on it is open to nobody any more, and cannot be published again', () => {
  const id = told();
  const agreement = agree(id, ['research', 'exhibition']);
  setAccess(db, id, { access: 'public' });
  publish(db, id);
  const everyone = visitor();
  expect([visible(db, everyone, { kind: 'testimony', id }), allows(db, 'exhibition', id)]).toEqual([true, true]);
  revoke(agreement);
  expect(visible(db, everyone, { kind: 'testimony', id })).toBe(false);
  expect(visible(db, viewerOf('archivist', 1), { kind: 'testimony', id })).toBe(true);
  expect(USES.filter((use) => allows(db, use, id))).toEqual([]);
  expect(() => publish(db, id)).toThrow(Conflict);
  agree(id, ['research']);
  expect(visible(db, everyone, { kind: 'testimony', id })).toBe(true);
  expect(USES.filter((use) => allows(db, use, id))).toEqual(['research']);
});

test('what agreements allow together is what each person’s own, in force, allow', () => {
  const people = [salima, moshe, dana] as const;
  const one = fc.record({
    of: fc.option(fc.constantFrom(0, 1, 2), { nil: null }), // null: everyone named
    as: fc.constantFrom<Capacity>('narrator', 'narrator', 'interviewer', 'owner'),
    uses: fc.subarray([...USES]),
    revoked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), (made) => {
      const id = told();
      for (const { of, as, uses, revoked } of made) {
        const agreement = agree(id, uses, ...(of === null ? [] : [[people[of]!, as] as [number, Capacity]]));
        if (revoked) revoke(agreement);
      }
      const inForce = made.filter(({ revoked }) => !revoked);
      const covering = (at: number) =>
        inForce.filter(({ of, as }) => of === null || (of === at && as === (at === 2 ? 'interviewer' : 'narrator')));
      const allowed = USES.filter((use) =>
        [0, 1, 2].every((at) => covering(at).some(({ uses }) => uses.includes(use))),
      );
      expect(withoutAgreement(db, id)).toEqual(people.filter((_, at) => covering(at).length === 0));
      expect(USES.filter((use) => allows(db, use, id))).toEqual(allowed);
      expect(consentIsComplete(db, id)).toBe([0, 1, 2].every((at) => covering(at).length > 0));
    }),
    { numRuns: 100 },
  );
});

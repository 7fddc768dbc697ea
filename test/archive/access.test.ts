/** The rule of access, against an oracle that works it out the slow and plain way over the same data. */
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import {
  assetOpenTo,
  describedTo,
  indexPointOpenTo,
  namedTo,
  openTo,
  passageOpenTo,
  SCOPES,
  type Thing,
  visible,
} from '../../server/archive/access.ts';
import { silencedFor } from '../../server/archive/redaction.ts';
import { testimoniesOpenedTo, type Viewer, viewerOf } from '../../server/archive/viewer.ts';
import { migrate } from '../../server/db/migrate.ts';
import * as oracle from './access/oracle.ts';
import { ACCOUNTS, DAYS, type Stored, store, storeCast, type Telling, telling } from './access/telling.ts';

const db = new Sqlite(':memory:');
migrate(db);
storeCast(db);
afterAll(() => db.close());

const CAST = [
  'visitor',
  'reader',
  'granted',
  'giver',
  'translator',
  'coordinator',
  'archivist',
  'administrator',
] as const;
const viewer = (who: (typeof CAST)[number], today: string): Viewer =>
  who === 'visitor'
    ? viewerOf('visitor', 0, today)
    : viewerOf(who === 'granted' || who === 'giver' ? 'reader' : who, ACCOUNTS[who], today);

/** Stores it for as long as `look` looks, and gives what it saw. */
function told<Seen>(one: Telling, look: (stored: Stored) => Seen): Seen {
  db.exec('SAVEPOINT told');
  try {
    return look(store(db, one));
  } finally {
    db.exec('ROLLBACK TO told; RELEASE told');
  }
}

const asked = (sql: string) => {
  const statement = db.prepare<unknown[], number>(sql).pluck();
  return (who: Viewer) => statement.all(who);
};
const FROM_PASSAGES = `passage JOIN transcript ON transcript.id = passage.transcript_id
  JOIN testimony ON testimony.id = transcript.testimony_id`;
const many = {
  ...Object.fromEntries(
    SCOPES.map((scope) => [scope, asked(`SELECT id FROM testimony WHERE ${openTo(scope, 'testimony')}`)]),
  ),
  passages: asked(`SELECT passage.id FROM ${FROM_PASSAGES} WHERE ${passageOpenTo('passage', 'testimony')} ORDER BY 1`),
  indexPoints: asked(`SELECT index_point.id FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id
    WHERE ${indexPointOpenTo('index_point', 'testimony')} ORDER BY 1`),
  assets: asked(`SELECT asset.id FROM asset JOIN testimony ON testimony.id = asset.testimony_id
    WHERE ${assetOpenTo('asset', 'testimony')} ORDER BY 1`),
} as Record<string, (who: Viewer) => number[]>;

test('whatever narrows a testimony, the rule over many is the oracle’s, for every role on every day', () => {
  fc.assert(
    fc.property(telling, fc.constantFrom(...DAYS), (one, today) => {
      const seen = told(one, (stored) =>
        CAST.map((who) => ({
          who,
          ...Object.fromEntries(Object.entries(many).map(([what, ask]) => [what, ask(viewer(who, today))])),
          stored,
        })),
      );
      for (const { who, stored, ...found } of seen) {
        const reach = oracle.reachOf(one, who, today);
        const within = (ids: number[], audience: (told: Telling, at: number, day: string) => number) =>
          ids.filter((_, at) => audience(one, at, today) <= reach);
        expect({ who, ...found }).toEqual({
          who,
          ...Object.fromEntries(
            SCOPES.map((scope) => [scope, oracle.audienceOfScope(one, scope, today) <= reach ? [stored.id] : []]),
          ),
          passages: within(stored.passages, oracle.audienceOfPassage),
          indexPoints: within(stored.indexPoints, oracle.audienceOfIndexPoint),
          assets: within(stored.assets, oracle.audienceOfAsset),
        });
      }
    }),
    { numRuns: 400 },
  );
});

test('the rule for one thing is the rule over many', () => {
  fc.assert(
    fc.property(telling, fc.constantFrom(...DAYS), fc.constantFrom(...CAST), (one, today, who) => {
      told(one, (stored) => {
        const by = viewer(who, today);
        const one_ = (things: Thing[]) => things.filter((thing) => visible(db, by, thing)).map(({ id }) => id);
        const things = (kind: 'passage' | 'index-point' | 'asset', ids: number[]) =>
          ids.map((id): Thing => ({ kind, id }));
        for (const scope of SCOPES) {
          expect(one_([{ kind: 'testimony', id: stored.id, scope }])).toEqual(many[scope]!(by));
        }
        expect(one_([{ kind: 'testimony', id: stored.id }])).toEqual(many.description!(by));
        expect(one_(things('passage', stored.passages))).toEqual(many.passages!(by));
        expect(one_(things('index-point', stored.indexPoints))).toEqual(many.indexPoints!(by));
        expect(one_(things('asset', stored.assets))).toEqual(many.assets!(by));
      });
    }),
    { numRuns: 40 },
  );
});

test('nothing is visible that is not there', () => {
  const staff = viewerOf('administrator', ACCOUNTS.administrator);
  for (const kind of ['testimony', 'passage', 'index-point', 'asset'] as const) {
    expect(visible(db, staff, { kind, id: 999_999 })).toBe(false);
  }
});

test('what is withheld of a recording is silent for exactly those it is withheld from', () => {
  fc.assert(
    fc.property(telling, fc.constantFrom(...DAYS), (one, today) => {
      told(one, (stored) => {
        for (const who of CAST) {
          const silent = stored.parts.map((part) =>
            silencedFor(db, viewer(who, today), part).map(({ startMs, endMs }) => [
              startMs,
              endMs < 1e9 ? endMs : Infinity,
            ]),
          );
          const reach = oracle.reachOf(one, who, today);
          expect(silent).toEqual([0, 1].map((part) => oracle.silenced(one, part, reach, today)));
        }
      });
    }),
    { numRuns: 400 },
  );
});

test('what is opened to a reader for a search is what the rule opens to them', () => {
  fc.assert(
    fc.property(telling, fc.constantFrom(...DAYS), (one, today) => {
      told(one, (stored) => {
        for (const who of CAST) {
          const { granted, given } = testimoniesOpenedTo(db, viewer(who, today));
          const reach = oracle.reachOf(one, who, today);
          expect(given.includes(stored.id)).toBe(reach === 3);
          expect(granted.includes(stored.id)).toBe(reach === 2);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test('names and description are asked for by names of their own', () => {
  expect(namedTo('testimony')).toBe(openTo('names', 'testimony'));
  expect(describedTo('testimony')).toBe(openTo('description', 'testimony'));
});

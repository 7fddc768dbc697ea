/** The leak check: it asks the real app as every role, finds nothing where nothing leaks, and a planted leak at once. */
import express from 'express';
import { askLeakCheck, lastLeakCheck } from '../../server/archive/leak-check.ts';
import { EXITS, type Exit } from '../../server/exits.ts';
import { createApp } from '../../server/web/app.ts';
import { handlesOf, walk } from '../../server/web/leak-check/addresses.ts';
import { checkLeaks } from '../../server/web/leak-check/check.ts';
import { carryOutLeakCheck } from '../../server/web/leak-check/job.ts';
import { type LeakReport, leaksIn } from '../../server/web/leak-check/report.ts';
import { thingsOf } from '../../server/web/leak-check/things.ts';
import type { Site } from '../../server/web/site.ts';
import { type Planted, type PlantedTestimony, plant } from './planted.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';
import { TODAY } from './states.ts';

const SLOW = 240_000; // milliseconds: some hundred requests a role, on a machine that others share
let site: OpenSite;
let words: Planted[];
let testimonies: PlantedTestimony[];
let asking: Site;

beforeAll(async () => {
  site = await openSite(async (archive) => {
    const ids = ['granted', 'ended', 'giver'].map((name) => signedIn(archive, 'reader', name).id);
    ({ words, testimonies } = await plant(archive, { granted: ids[0]!, ended: ids[1]!, giver: ids[2]! }));
  });
  asking = site.made;
}, SLOW);
afterAll(() => site.close());

const idOf = (state: string) => testimonies.find((one) => one.state === state)!.id;
const wordOf = (state: string, place: string) => words.find((one) => one.state === state && one.place === place)!.word;
const roleIn = (report: LeakReport, role: string) => report.roles.find((one) => one.role === role)!;
const seen = (report: LeakReport, role: string, kind: string) =>
  roleIn(report, role).kinds.find((one) => one.kind === kind)?.seen ?? 0;

test('every exit that is open to anyone is asked, and those of accounts, families and staff where a record has an address there', () => {
  const { db } = site.archive;
  const id = idOf('registered');
  const { notAsked } = walk(handlesOf(db, id, asking.config.publicUrl), thingsOf(db, id, TODAY));
  const theirs = /^\/(account|contribute|desk)\//;
  expect(EXITS.filter(({ name, address }) => notAsked.includes(name) && !theirs.test(address))).toEqual([]);
});

test(
  'of a record of which some is withheld, nobody is shown what is not theirs, and each role what is',
  async () => {
    const report = await checkLeaks(asking, idOf('registered'));
    expect(report.roles.flatMap(({ role, leaks }) => leaks.map((one) => ({ role, ...one })))).toEqual([]);
    // Pages of the desk that ask for work (a waveform) cannot, over a connection that writes nothing: the report says so.
    expect(report.roles.filter(({ role }) => role !== 'archivist').flatMap(({ failures }) => failures)).toEqual([]);
    expect(seen(report, 'visitor', 'title')).toBeGreaterThan(0);
    expect([seen(report, 'visitor', 'words'), seen(report, 'visitor', 'photograph')]).toEqual([0, 0]);
    expect(seen(report, 'reader', 'words')).toBeGreaterThan(0);
    expect(seen(report, 'translator', 'words')).toBe(seen(report, 'reader', 'words'));
    expect(seen(report, 'granted', 'words')).toBeGreaterThan(seen(report, 'reader', 'words'));
    expect([seen(report, 'granted', 'redacted'), seen(report, 'giver', 'redacted')]).toEqual([0, 1]);
    expect(seen(report, 'archivist', 'photograph')).toBe(4);
    expect(site.archive.db.prepare('SELECT count(*) FROM access_grant WHERE account_id < 0').pluck().get()).toBe(0);
  },
  SLOW,
);

test(
  'a route that ignores access is flagged for every role that it shows too much, and kept with the record, without its words',
  async () => {
    const state = 'closed';
    const leak: Exit = { name: 'planted', kind: 'page', address: '/planted/:accession', leaves: 'everything' };
    const secrets = ['title', 'redacted', 'closedCaption', 'pseudonymous'].map((place) => wordOf(state, place));
    const app = (one: Site) => {
      const leaking = express();
      leaking.get('/planted/:accession', (_req, res) => {
        res.send(`<p>${secrets.map((word) => `Of ${word}, Dora ${word}`).join('. ')}</p>`);
      });
      return leaking.use(createApp(one));
    };
    const report = await checkLeaks(asking, idOf(state), { app, exits: [leak, ...EXITS.slice(0, 3)] });
    expect(leaksIn(report)).toBeGreaterThan(0);
    for (const role of ['visitor', 'reader', 'granted', 'translator', 'coordinator']) {
      const kinds = roleIn(report, role).leaks.map(({ kind, exit }) => `${exit}: ${kind}`);
      expect(kinds).toEqual(expect.arrayContaining(['planted: title', 'planted: redacted', 'planted: name']));
      expect(kinds.filter((one) => !one.startsWith('planted'))).toEqual([]);
    }
    for (const role of ['giver', 'archivist']) expect(roleIn(report, role).leaks).toEqual([]);
    for (const word of secrets) expect(JSON.stringify(report)).not.toContain(word);
  },
  SLOW,
);

test(
  'it is asked for once at a time, and its job keeps what it found',
  async () => {
    const { accession, id } = testimonies.find((one) => one.state === 'draft')!;
    const { db } = site.archive;
    const by = { actor: 'rachel@example.org', now: asking.now() };
    const check = askLeakCheck(db, accession, by);
    expect(askLeakCheck(db, accession, by)).toBe(check);
    const shares: number[] = [];
    await carryOutLeakCheck(asking, { check }, new AbortController().signal, (share) => shares.push(share));
    const kept = lastLeakCheck(db, id)!;
    expect(kept).toMatchObject({ failed: false, progress: 1 });
    expect(leaksIn(kept.report as LeakReport)).toBe(0);
    expect([shares.length > 10, Math.max(...shares) <= 1]).toEqual([true, true]);
  },
  SLOW,
);

/** The leak check: every exit is asked about one record as every role, and what each is shown is held against access.ts. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Express } from 'express';
import { STAFF } from '../../archive/access.ts';
import { EXITS, type Exit } from '../../exits.ts';
import { parse } from '../../search/query.ts';
import { createApp } from '../app.ts';
import type { Site } from '../site.ts';
import { type Asked, handlesOf, searches, walk } from './addresses.ts';
import { type Answer, asker } from './asking.ts';
import { openForCheck } from './connection.ts';
import type { KindReport, Leak, LeakReport, RoleReport } from './report.ts';
import { CHECKED_ROLES, type CheckedRole, lookingAs, REACH } from './roles.ts';
import { commonWords, type LookingFor, lookingFor, seenIn } from './seeing.ts';
import { type Thing, type ThingKind, thingsOf } from './things.ts';

const MOST_SEARCHES = 40; // for each role
const MOST_LEAKS = 200; // listed for each role

export interface CheckOptions {
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  /** The app to be asked, made of a site; a test plants a leak here. */
  app?: (site: Site) => Express;
  exits?: readonly Exit[];
}

/**
 * Asks every exit about a testimony as every role, by real requests that leave no trace: the app stands on a connection of its
 * own that can write nothing. Takes some hundred requests a role.
 */
export async function checkLeaks(site: Site, testimonyId: number, options: CheckOptions = {}): Promise<LeakReport> {
  const { signal, onProgress = () => {}, app = createApp, exits = EXITS } = options;
  const archive = openForCheck(site.archive.folder, testimonyId);
  try {
    const today = lookingAs('visitor', site.now().toISOString().slice(0, 10)).viewer.today;
    const things = thingsOf(archive.db, testimonyId, today);
    const common = commonWords(archive.db, testimonyId);
    const handles = handlesOf(archive.db, testimonyId, site.config.publicUrl);
    const { asked, notAsked } = walk(handles, things, exits);
    const isSaidElsewhere = elsewhere(site, testimonyId);
    const roles: RoleReport[] = [];
    for (const [at, role] of CHECKED_ROLES.entries()) {
      const ask = asker(app({ ...site, archive, lookingAs: lookingAs(role, today), log: () => {} }));
      const look = lookingFor(things, REACH[role], common);
      const words = [...look.closedWords.keys()].slice(0, MOST_SEARCHES);
      const all = [...asked, ...searches(words)];
      const hearing = hearAs(role, things, look, { accession: handles.accession, isSaidElsewhere });
      for (const [done, address] of all.entries()) {
        signal?.throwIfAborted();
        const answer = await ask(address.path).catch(() => null);
        if (answer) await hearing.hear(address, answer);
        else hearing.failed(address);
        onProgress((at + done / all.length) / CHECKED_ROLES.length);
        await turn();
      }
      roles.push(hearing.report());
    }
    return {
      at: site.now().toISOString(),
      exits: new Set(asked.map(({ exit }) => exit)).size,
      requests: roles.reduce((sum, { requests }) => sum + requests, 0),
      notAsked,
      roles,
    };
  } finally {
    archive.db.close();
  }
}

const FILES = new Set(['photograph', 'document', 'recording', 'paper']);

const ONE_OF_A_KIND = new Set(['number', 'name', 'title']);

/** Whether another record says these words too, whoever may read them there. */
function elsewhere({ engine }: Site, testimonyId: number): (run: string) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (run) => {
    const before = known.get(run);
    if (before !== undefined) return before;
    const { total } = await engine.search({
      query: parse(`"${run}"`),
      filters: { facets: {}, yearFrom: null, yearTo: null },
      sort: 'relevance',
      page: 1,
      perPage: 1,
      passagesPerResult: 0,
      who: { reach: STAFF, granted: [], given: [] },
      leaveOut: [testimonyId],
      spellings: 'as-typed',
    });
    known.set(run, total > 0);
    return total > 0;
  };
}

/** Hears the answers to one role, and says what they show. */
function hearAs(
  role: CheckedRole,
  things: readonly Thing[],
  look: LookingFor,
  { accession, isSaidElsewhere }: { accession: string; isSaidElsewhere: (run: string) => Promise<boolean> },
) {
  const seen = new Map<Thing, Set<string>>(); // the exits that show each
  const leaks = new Map<string, Leak>();
  let requests = 0;
  const failures = new Set<string>();
  const files = new Map(things.filter(({ kind }) => FILES.has(kind)).map((thing) => [thing.ref, thing]));
  const note = (thing: Thing, { exit, path }: Asked) => {
    if (thing.audience > look.reach && thing.elsewhere === undefined) leak(thing, { exit, path });
    seen.set(thing, (seen.get(thing) ?? new Set()).add(exit));
  };
  const leak = ({ kind, ref, audience }: Thing, { exit, path }: Pick<Asked, 'exit' | 'path'>) => {
    const key = `${kind} ${ref} ${exit}`;
    // The words that were searched for are left out of the address: a report has no words of the record.
    if (!leaks.has(key)) leaks.set(key, { kind, ref, audience, exit, path: path.replace(/\?q=.*/, '?q=…') });
  };
  const everySaid = async (runs: readonly string[]) => {
    for (const run of runs) if (!(await isSaidElsewhere(run))) return false;
    return true;
  };
  return {
    async hear(address: Asked, answer: Answer): Promise<void> {
      requests += 1;
      if (answer.status >= 500 && answer.status !== 503) failures.add(address.exit);
      const shown = seenIn(answer, address, look);
      for (const thing of shown.open) note(thing, address);
      for (const [thing, runs] of shown.closed) {
        // A list shows other records too: what they say as well is not known to be this one's.
        if (address.near || ONE_OF_A_KIND.has(thing.kind) || !(await everySaid(runs))) note(thing, address);
      }
      const [, id] = /^\/media\/([^/.]+)(\/[^/]+\.jpeg)?$/.exec(address.path) ?? [];
      const file = id === undefined ? undefined : files.get(decodeURIComponent(id));
      if (file && (answer.status === 200 || answer.status === 206 || answer.status === 304)) note(file, address);
      const word = /^\/api\/v1\/search\?q=%22(.+)%22&/.exec(address.path)?.[1];
      const of = word === undefined ? undefined : look.closedWords.get(decodeURIComponent(word));
      if (of && answer.status === 200 && foundIn(answer, accession))
        leak({ ...of, kind: 'found' }, { exit: address.exit, path: address.path });
    },
    failed({ exit }: Asked) {
      requests += 1;
      failures.add(exit);
    },
    report(): RoleReport {
      const kinds = new Map<ThingKind, KindReport>();
      for (const thing of things) {
        const own = kinds.get(thing.kind) ?? { kind: thing.kind, all: 0, seen: 0, exits: [] };
        const exits = seen.get(thing);
        own.all += 1;
        if (exits) own.seen += 1;
        for (const exit of exits ?? []) if (!own.exits.includes(exit)) own.exits.push(exit);
        kinds.set(thing.kind, own);
      }
      const all = [...leaks.values()];
      return {
        role,
        requests,
        failures: [...failures],
        kinds: [...kinds.values()],
        leaks: all.slice(0, MOST_LEAKS),
        more: Math.max(0, all.length - MOST_LEAKS),
      };
    },
  };
}

function foundIn({ text }: Answer, accession: string): boolean {
  try {
    const { results } = JSON.parse(text.slice(text.indexOf('\n') + 1)) as { results: { accession: string }[] };
    return results.some((one) => one.accession === accession);
  } catch {
    return false;
  }
}

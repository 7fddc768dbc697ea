/** The leak check: every exit is asked about one record as every role, and what each is shown is held against access.ts. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Express } from 'express';
import { EXITS, type Exit } from '../../exits.ts';
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
    const handles = handlesOf(archive.db, testimonyId);
    const { asked, notAsked } = walk(handles, things, exits);
    const roles: RoleReport[] = [];
    for (const [at, role] of CHECKED_ROLES.entries()) {
      const ask = asker(app({ ...site, archive, lookingAs: lookingAs(role, today), log: () => {} }));
      const look = lookingFor(things, REACH[role], common);
      const words = [...look.closedWords.keys()].slice(0, MOST_SEARCHES);
      const all = [...asked, ...searches(words)];
      const hearing = hearAs(role, things, look, handles.accession);
      for (const [done, address] of all.entries()) {
        signal?.throwIfAborted();
        await ask(address.path).then(
          (answer) => hearing.hear(address, answer),
          () => hearing.failed(),
        );
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

/** Hears the answers to one role, and says what they show. */
function hearAs(role: CheckedRole, things: readonly Thing[], look: LookingFor, accession: string) {
  const seen = new Map<Thing, Set<string>>(); // the exits that show each
  const leaks = new Map<string, Leak>();
  let requests = 0;
  let failures = 0;
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
  return {
    hear(address: Asked, answer: Answer) {
      requests += 1;
      if (answer.status >= 500 && answer.status !== 503) failures += 1;
      const shown = seenIn(answer, address, look);
      for (const thing of [...shown.open, ...shown.closed]) note(thing, address);
      const [, id] = /^\/media\/([^/.]+)(\/[^/]+\.jpeg)?$/.exec(address.path) ?? [];
      const file = id === undefined ? undefined : files.get(decodeURIComponent(id));
      if (file && (answer.status === 200 || answer.status === 206 || answer.status === 304)) note(file, address);
      const word = /^\/api\/v1\/search\?q=%22(.+)%22&/.exec(address.path)?.[1];
      const of = word === undefined ? undefined : look.closedWords.get(decodeURIComponent(word));
      if (of && answer.status === 200 && foundIn(answer, accession))
        leak({ ...of, kind: 'found' }, { exit: address.exit, path: address.path });
    },
    failed() {
      requests += 1;
      failures += 1;
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
        failures,
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

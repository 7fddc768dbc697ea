/**
 * Keeps the index in Meilisearch as the archive is: connects, looks whether the index there is ours, builds it where it is
 * not, follows the outbox, and after any trouble begins again. Meant for a thread of its own (writer-thread.ts).
 */
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../db/open.ts';
import { build } from './build.ts';
import { type Address, connect, searchKey, type Target } from './connection.ts';
import { ChangesMissing, followToEnd, isBehind } from './follow.ts';
import { whileWriting } from './one-writer.ts';
import type { SearchKey } from './reading.ts';
import { countTestimonies } from './sending.ts';
import { applySettings } from './settings.ts';
import { confirmed, isOurs, readStanding, type StandingDocument } from './standing.ts';
import { applySynonyms, synonymsOf } from './synonyms.ts';
import { awaitAll } from './tasks.ts';
import type { FromWriter, Serving } from './threads.ts';
import { type Trouble, Troubled, trouble, troubleOf } from './trouble.ts';

export interface KeeperOptions {
  archive: Database;
  archiveId: string;
  address: Address;
  today: () => string;
  probe: number; // milliseconds between two looks whether Meilisearch is there, and its index as it was left
  signal: AbortSignal; // ends all work
  say: (message: FromWriter) => void;
}

export interface Keeper {
  /** Takes up what changed, if there is an index that can: one that is only being built gets it later. Rejects where there is trouble. */
  follow(): Promise<void>;
  /** Builds the index anew; resolves when it is searched. */
  rebuild(): Promise<void>;
  /** Looks at once whether all is well, at the next `follow`. */
  doubt(): void;
  ended(): Promise<void>;
}

const BUILD_AGAIN = 10_000; // milliseconds after a build that failed
const NAMES_EVERY = 60_000; // milliseconds between two looks whether an authority has other names

export function newKeeper({ archive, archiveId, address, today, probe, signal, say }: KeeperOptions): Keeper {
  /** The index that can be searched; null while there is none of ours, or nobody answers. */
  let held: { target: Target; key: SearchKey } | null = null;
  let wrong: Trouble | null = null;
  let building: Promise<void> | null = null;
  let failed: { why: Trouble; until: number } | null = null; // the last build
  let probed = Number.NEGATIVE_INFINITY;
  let named = Number.NEGATIVE_INFINITY; // when the authorities were last looked at
  let names: Record<string, string[]> | null = null;
  let testimonies = 0; // in the index held
  let said = '';

  function tellStanding(): void {
    const standing = confirmed(archive);
    let serving: Serving | null = null;
    if (held && standing) {
      const { cursor, day } = standing;
      serving = { cursor, day, testimonies, index: held.target.index.uid, key: held.key };
    }
    const message: FromWriter = { kind: 'standing', standing: serving, trouble: wrong };
    const words = JSON.stringify(message);
    if (words !== said) say(message);
    said = words;
  }

  async function hold(target: Target, key: SearchKey): Promise<void> {
    testimonies = await countTestimonies(target.index);
    held = { target, key };
    wrong = null;
    probed = performance.now();
    tellStanding();
  }

  function inTrouble(what: Trouble): void {
    held = null;
    wrong = what;
    tellStanding();
  }

  const ours = (found: StandingDocument | null) => isOurs(archive, archiveId, found);

  /** Looks whether the index held is still as it was left. */
  async function check({ target }: { target: Target }): Promise<void> {
    if (performance.now() - probed < probe) return;
    let found = await readStanding(target.index);
    // Another process of this archive may be between telling and confirming.
    if (!ours(found)) found = await whileWriting(archive, signal, () => readStanding(target.index));
    if (ours(found)) probed = performance.now();
    else if (found) throw new Troubled(trouble('shared'));
    else held = null;
  }

  /** Finds the index of this archive, or begins to build it. */
  async function find(): Promise<void> {
    const target = await connect(address, archiveId);
    const key = await searchKey(target);
    const found = await whileWriting(archive, signal, async () => {
      await awaitAll(target.client.tasks, [target.index.uid], signal);
      return readStanding(target.index);
    });
    if (ours(found)) {
      await applySettings(target.index, signal);
      return await hold(target, key);
    }
    if (found && wrong?.kind === 'shared') throw new Troubled(wrong);
    if (failed && performance.now() < failed.until) throw new Troubled(failed.why);
    inTrouble(trouble(found ? 'building' : 'missing'));
    buildAnew(target).catch(() => {}); // what is wrong is told
  }

  function buildAnew(target: Target): Promise<void> {
    building ??= build(target, {
      archive,
      signal,
      today,
      onProgress: (done, all) => say({ kind: 'progress', done, all }),
    })
      .then(async (unreadable) => {
        say({ kind: 'unreadable', written: [], unreadable });
        await hold(target, await searchKey(target));
      })
      .catch((error: unknown) => {
        if (!signal.aborted) {
          const why = troubleOf(error, address.host);
          failed = { why, until: performance.now() + BUILD_AGAIN };
          inTrouble(why);
        }
        throw error;
      })
      .finally(() => {
        building = null;
      });
    return building;
  }

  async function takeUp(target: Target): Promise<void> {
    if (isBehind(archive, confirmed(archive)!, today())) {
      await whileWriting(archive, signal, () =>
        followToEnd(target, archive, today, signal, ({ written, unreadable }) => {
          if (written.length) say({ kind: 'unreadable', written, unreadable });
          tellStanding();
        }),
      );
      testimonies = await countTestimonies(target.index);
    }
    if (performance.now() - named > NAMES_EVERY) {
      const now = synonymsOf(archive);
      if (!isDeepStrictEqual(now, names)) await applySynonyms(target.index, now, signal);
      names = now;
      named = performance.now();
    }
    tellStanding();
  }

  return {
    async follow() {
      try {
        if (held) await check(held);
        if (!held && !building) await find();
        if (held) await takeUp(held.target);
      } catch (error) {
        if (signal.aborted) throw error;
        if (error instanceof ChangesMissing && held) {
          const { target } = held;
          inTrouble(trouble('building'));
          buildAnew(target).catch(() => {});
          return;
        }
        inTrouble(troubleOf(error, address.host));
        throw new Troubled(wrong!);
      }
    },
    async rebuild() {
      if (wrong?.kind === 'shared') wrong = null;
      try {
        await (building ?? buildAnew(held?.target ?? (await connect(address, archiveId))));
      } catch (error) {
        throw signal.aborted ? error : new Troubled(troubleOf(error, address.host));
      }
    },
    doubt() {
      probed = Number.NEGATIVE_INFINITY;
    },
    async ended() {
      await building?.catch(() => {});
    },
  };
}

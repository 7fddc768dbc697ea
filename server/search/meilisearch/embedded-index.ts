/**
 * The embedded index as this engine reads it: its dictionaries say what a word is widened to, its full text which testimonies
 * have words that follow each other, and its passages which of them match and in which order the best testimonies come. So
 * both engines read a query alike and show the same moments, and what is added to the one (embedded/expand.ts) is in both.
 */
import { join } from 'node:path';
import type { Database } from '../../db/open.ts';
import { Busy } from '../busy.ts';
import { type Correction, correct } from '../embedded/correct.ts';
import { widener } from '../embedded/expand.ts';
import { livePointer, sweep } from '../embedded/generation.ts';
import { leafExpression } from '../embedded/match.ts';
import { lookThrough, type TestimonyFound } from '../embedded/passages.ts';
import { type Leaf, type Plan, planOf } from '../embedded/plan.ts';
import { type Scanner, scannerOf } from '../embedded/scan.ts';
import { AUDIENCES, openToRead } from '../embedded/schema.ts';
import { keptColumn } from '../embedded/statements.ts';
import type { Reach, SearchRequest } from '../engine.ts';
import { spellingChanges, spellingSets, subjectLabels } from '../names/spelling-sets.ts';
import { type Thesaurus, thesaurusOf } from '../names/thesaurus.ts';

export interface EmbeddedIndex {
  /** The index as it is now, opened anew where it was built anew, and the spellings the archive knows. Throws Busy while there is none. */
  current(): { db: Database; thesaurus: Thesaurus };
  /** Lets go of an index that is no longer the live one, so that it can be removed. */
  letGo(): void;
  close(): void;
}

export function openEmbeddedIndex(folder: string, archive: Database): EmbeddedIndex {
  let open: { name: string; db: Database } | null = null;
  let known: { changes: number; thesaurus: Thesaurus } | null = null;

  function close(): void {
    open?.db.close();
    open = null;
  }

  function liveIndex(): Database {
    const name = livePointer(archive);
    if (open && open.name === name) return open.db;
    close();
    if (name === null) throw new Busy('The search index is being built. Try again in a while.');
    const db = openToRead(join(folder, name));
    open = { name, db };
    return db;
  }

  function spellings(): Thesaurus {
    const changes = spellingChanges(archive);
    if (known?.changes !== changes)
      known = { changes, thesaurus: thesaurusOf(spellingSets(archive), subjectLabels(archive)) };
    return known.thesaurus;
  }

  return {
    current: () => ({ db: liveIndex(), thesaurus: spellings() }),
    letGo() {
      if (!open || open.name === livePointer(archive)) return;
      close();
      sweep(folder, archive);
    },
    close,
  };
}

const GRANTED = 2;
const GIVEN = 3;

/** A query made ready for someone: what it is widened to by the dictionaries they reach, and how to look for it. */
export interface Ready {
  db: Database;
  plan: Plan;
  correction: Correction;
  scanner: Scanner;
  testimonies: number; // in the index, whoever may know of them
  reachInto(testimonyId: number): number;
  audiences: number[]; // the indexes within reach by role
  opened: number[]; // those beyond, of which testimonies were opened to them
}

export function makeReady(
  { db, thesaurus }: ReturnType<EmbeddedIndex['current']>,
  { query, who, leaveOut, spellings }: Pick<SearchRequest, 'query' | 'who' | 'leaveOut' | 'spellings'>,
): Ready {
  const audiences = AUDIENCES.filter((k) => k <= who.reach);
  const furthest = Math.max(who.reach, who.granted.length ? GRANTED : 0, who.given.length ? GIVEN : 0);
  const opened = AUDIENCES.filter((k) => k > who.reach && k <= furthest);
  const asking = widener(thesaurus, spellings);
  const correction = correct({ db, audiences, opened, widener: asking }, { query, who, leaveOut, spellings });
  const plan = planOf(db, audiences, correction.query, asking);
  return {
    db,
    plan,
    correction,
    scanner: scannerOf(db, plan, [...audiences, ...opened], opened),
    testimonies: keptColumn<number>(db, 'SELECT count(*) FROM testimony WHERE id IS NOT NULL').get()!,
    reachInto: (id) => reachInto(who, id),
    audiences,
    opened,
  };
}

function reachInto({ reach, granted, given }: Reach, testimonyId: number): number {
  if (given.includes(testimonyId)) return GIVEN;
  return granted.includes(testimonyId) ? Math.max(reach, GRANTED) : reach;
}

/** The testimonies with words that follow each other, at most `most` and one more. */
export function testimoniesWith({ db, audiences, opened, reachInto }: Ready, leaf: Leaf, most: number): Set<number> {
  const found = new Set<number>();
  for (const k of [...audiences, ...opened]) {
    const isOpened = opened.includes(k);
    const expression = leafExpression(leaf, { exact: false, opened: isOpened });
    if (expression === null) continue;
    const ids = keptColumn<number>(
      db,
      `SELECT id FROM all_${k} JOIN testimony ON slot = all_${k}.rowid WHERE all_${k} MATCH ? AND id IS NOT NULL`,
    );
    for (const id of ids.iterate(expression)) {
      if (!isOpened || reachInto(id) >= k) found.add(id);
      if (found.size > most) return found;
    }
  }
  return found;
}

/** What there is of the query in one testimony; null where the embedded index does not have it yet. */
export function lookAt({ db, plan, scanner, audiences, opened, reachInto }: Ready, id: number): TestimonyFound | null {
  const slot = keptColumn<number>(db, 'SELECT slot FROM testimony WHERE id = ?').get(id);
  if (slot === undefined) return null;
  const within = [...audiences, ...opened].filter((k) => k <= reachInto(id));
  return lookThrough(db, plan, scanner, within, slot);
}

import type { Database } from '../../db/open.ts';
import type { Reach, SearchAnswer, SearchRequest, Spellings, WithinAnswer } from '../engine.ts';
import { type Thesaurus, thesaurusOf } from '../names/thesaurus.ts';
import type { ParsedQuery } from '../query.ts';
import { alsoSpelled } from './also-spelled.ts';
import { countBits, hasBit } from './bits.ts';
import { type Correction, correct } from './correct.ts';
import { widener } from './expand.ts';
import { countFacets, narrowed, narrowing } from './facets.ts';
import { type Holdings, refresh } from './holdings.ts';
import { ordered } from './order.ts';
import { bestPassages, lookThrough, matching, passagesInOrder } from './passages.ts';
import { type Plan, planOf } from './plan.ts';
import { rank } from './rank.ts';
import { reachOver } from './reach.ts';
import { type Scanner, scannerOf } from './scan.ts';
import { AUDIENCES, meta } from './schema.ts';
import { foundBy, type LeafCache, type Searching } from './sets.ts';
import { keptColumn } from './statements.ts';
import { wantedBy } from './wanted.ts';

/** An index opened to be searched, with what is held of it in memory. */
export interface Reader {
  db: Database;
  holdings: Holdings;
  cache: LeafCache;
  thesaurus?: () => Thesaurus; // what the archive knows by several spellings, now
}

/** Answers a search from one reading of the index. `check` is called between steps, and throws when the time is up. */
export function answer(reader: Reader, request: SearchRequest, check: () => void): SearchAnswer {
  return reader.db.transaction(() => {
    takeUpChanges(reader);
    const { holdings } = reader;
    const { searching, plan, scanner, correction } = searchingFor(reader, request, check);
    const by = narrowing(holdings, searching.reach, request.filters, request.query.fields);
    const words = foundBy(searching, plan, false);
    check();
    const found = narrowed(holdings, searching.reach, words, by);
    const total = countBits(found);
    const counts = countFacets(holdings, searching.reach, words, by);
    check();
    const widened = plan.asked.some((leaf) => isWidened(plan, leaf));
    const exact = widened && request.sort === 'relevance' ? foundBy(searching, plan, true) : null;
    const perPage = Math.max(1, request.perPage);
    const from = (Math.max(1, request.page) - 1) * perPage;
    const ranked =
      request.sort === 'relevance'
        ? rank(searching, holdings, plan, scanner, found, exact, from + perPage)
        : {
            slots: ordered(holdings, found, request.sort, searching.reach.bySlot, by.departure),
            looked: new Map(),
          };
    const hits = [...ranked.slots.subarray(from, from + perPage)].map((slot) => {
      check();
      const through =
        ranked.looked.get(slot) ?? lookThrough(reader.db, plan, scanner, audiencesOf(searching, slot), slot);
      return {
        testimonyId: holdings.id[slot]!,
        passages: bestPassages(through, request.passagesPerResult),
        matchingPassages: matching(through).length,
      };
    });
    return {
      total,
      page: Math.max(1, request.page),
      pages: Math.ceil(total / perPage),
      hits,
      ...counts,
      wanted: wantedBy(plan),
      alsoSpelled: alsoSpelled(searching, plan),
      otherNames: plan.otherNames,
      corrected: correction.corrected,
      didYouMean: correction.didYouMean,
      cursor: meta<number>(reader.db, 'cursor') ?? 0,
    };
  })();
}

/** The passages of one testimony that match; none where the testimony is beyond the reach of the one who asks. */
export function answerWithin(
  reader: Reader,
  testimonyId: number,
  query: ParsedQuery,
  who: Reach,
  check: () => void,
  spellings?: Spellings,
): WithinAnswer {
  return reader.db.transaction(() => {
    takeUpChanges(reader);
    const { searching, plan, scanner, correction } = searchingFor(
      reader,
      { query, who, leaveOut: [], spellings },
      check,
    );
    const asked = {
      wanted: wantedBy(plan),
      alsoSpelled: alsoSpelled(searching, plan),
      corrected: correction.corrected,
    };
    const slot = keptColumn<number>(reader.db, 'SELECT slot FROM testimony WHERE id = ?').get(testimonyId);
    if (slot === undefined || !hasBit(searching.reach.visible, slot)) return { passages: [], ...asked };
    const through = lookThrough(reader.db, plan, scanner, audiencesOf(searching, slot), slot);
    return { passages: passagesInOrder(through), ...asked };
  })();
}

function takeUpChanges({ db, holdings, cache }: Reader): void {
  if (refresh(holdings, db).length) cache.clear();
}

const NOTHING_LISTED = thesaurusOf([]);

function searchingFor(
  { db, holdings, cache, thesaurus }: Reader,
  { query, who, leaveOut, spellings }: Pick<SearchRequest, 'query' | 'who' | 'leaveOut' | 'spellings'>,
  check: () => void,
): { searching: Searching; plan: Plan; scanner: Scanner; correction: Correction } {
  const reach = reachOver(holdings, who, leaveOut);
  const filled = AUDIENCES.filter((k) => keptColumn(db, `SELECT 1 FROM text_${k} LIMIT 1`).get() !== undefined);
  const audiences = filled.filter((k) => k <= who.reach);
  const opened = filled.filter((k) => reach.opened[k] !== null);
  const asking = widener(thesaurus?.() ?? NOTHING_LISTED, spellings);
  const correction = correct({ db, audiences, opened, widener: asking }, { query, who, leaveOut, spellings });
  check();
  const plan = planOf(db, audiences, correction.query, asking);
  const searching: Searching = { db, size: holdings.size, reach, audiences, opened, cache, check };
  return { searching, plan, scanner: scannerOf(db, plan, [...audiences, ...opened], opened), correction };
}

/** The indexes in which the one who searches may look for words of this testimony. */
function audiencesOf(searching: Searching, slot: number): number[] {
  return [...searching.audiences, ...searching.opened].filter((k) => k <= searching.reach.bySlot[slot]!);
}

function isWidened(plan: Plan, number: number): boolean {
  const leaf = plan.leaves[number]!;
  return leaf.added || (leaf.kind === 'word' && leaf.variants.length > 0);
}

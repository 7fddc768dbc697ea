import type { Reach, SearchAnswer, SearchRequest, Spellings, WithinAnswer } from '../engine.ts';
import { thesaurusOf } from '../names/thesaurus.ts';
import type { ParsedQuery } from '../query.ts';
import { alsoSpelled } from './also-spelled.ts';
import { countBits, hasBit } from './bits.ts';
import { type Correction, correct } from './correct.ts';
import { widener } from './expand.ts';
import { countFacets, narrowed, narrowing } from './facets.ts';
import { type Holdings, refresh } from './holdings.ts';
import { type Asked, best, forgetLately, lately } from './lately.ts';
import { ordered } from './order.ts';
import { bestPassages, lookThrough, passagesInOrder } from './passages.ts';
import { type Plan, planOf } from './plan.ts';
import { rank } from './rank.ts';
import { reachOver } from './reach.ts';
import type { Reader } from './reader.ts';
import { type Scanner, scannerOf } from './scan.ts';
import { AUDIENCES, meta } from './schema.ts';
import { foundBy, type Searching } from './sets.ts';
import { keptColumn } from './statements.ts';
import { wantedBy } from './wanted.ts';

/** Answers a search from one reading of the index. `check` is called between steps, and throws when the time is up. */
export function answer(reader: Reader, request: SearchRequest, check: () => void): SearchAnswer {
  return reader.db.transaction(() => {
    takeUpChanges(reader);
    const { holdings } = reader;
    const asked = lately(reader, request, () => findFor(reader, request, check));
    const searching: Searching = { ...asked.searching, check };
    const { plan, scanner, correction, found } = asked;
    const perPage = Math.max(1, request.perPage);
    const page = Math.max(1, request.page);
    const from = (page - 1) * perPage;
    const slots = orderOf(holdings, asked, searching, request.sort, from + perPage);
    const hits = [...slots.subarray(from, from + perPage)].map((slot) => {
      check();
      const through =
        asked.looked.get(slot) ?? lookThrough(reader.db, plan, scanner, audiencesOf(searching, slot), slot);
      const matching = bestPassages(through);
      return { testimonyId: holdings.id[slot]!, passages: matching.slice(0, request.passagesPerResult), matching };
    });
    const total = countBits(found);
    return {
      total,
      page,
      pages: Math.ceil(total / perPage),
      hits,
      ...asked.counts,
      wanted: wantedBy(plan),
      alsoSpelled: alsoSpelled(searching, plan),
      otherNames: plan.otherNames,
      corrected: correction.corrected,
      didYouMean: correction.didYouMean,
      cursor: meta<number>(reader.db, 'cursor') ?? 0,
    };
  })();
}

/** What a search finds, whichever page of it is asked for in whichever order. */
function findFor(reader: Reader, request: SearchRequest, check: () => void): Asked {
  const { holdings } = reader;
  const { searching, plan, scanner, correction } = searchingFor(reader, request, check);
  const by = narrowing(holdings, searching.reach, request.filters, request.query.fields);
  const words = foundBy(searching, plan, false);
  check();
  const found = narrowed(holdings, searching.reach, words, by);
  const counts = countFacets(holdings, searching.reach, words, by);
  check();
  return { searching, plan, scanner, correction, by, found, counts, best: new Uint32Array(), looked: new Map() };
}

const PAGES_AHEAD = 200; // testimonies put in order at once: further pages then cost no more than their passages

/** The testimonies found in the order asked for, as far as to the one at `to` at least. */
function orderOf(
  holdings: Holdings,
  asked: Asked,
  searching: Searching,
  sort: SearchRequest['sort'],
  to: number,
): Uint32Array {
  const { plan, scanner, by, found } = asked;
  if (sort !== 'relevance') return ordered(holdings, found, sort, searching.reach.bySlot, by.departure);
  return best(asked, Math.min(to, countBits(found)), () => {
    const widened = plan.asked.some((leaf) => isWidened(plan, leaf));
    const exact = widened ? foundBy(searching, plan, true) : null;
    return rank(searching, holdings, plan, scanner, found, exact, Math.max(to, PAGES_AHEAD));
  });
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

function takeUpChanges(reader: Reader): void {
  if (refresh(reader.holdings, reader.db).length === 0) return;
  reader.cache.clear();
  forgetLately(reader);
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
  return { searching, plan, scanner: scannerOf(db, plan, [...audiences, ...opened], opened, cache), correction };
}

/** The indexes in which the one who searches may look for words of this testimony. */
function audiencesOf(searching: Searching, slot: number): number[] {
  return [...searching.audiences, ...searching.opened].filter((k) => k <= searching.reach.bySlot[slot]!);
}

function isWidened(plan: Plan, number: number): boolean {
  const leaf = plan.leaves[number]!;
  return leaf.added || (leaf.kind === 'word' && leaf.variants.length > 0);
}

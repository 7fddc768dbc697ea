/**
 * What is suggested for what is typed so far: matched by beginnings, by names' equivalents, and where few are found with a
 * typing error forgiven, then by sound.
 */
import { hasBit } from '../embedded/bits.ts';
import { foldedTokens } from '../folding.ts';
import {
  GROUPS,
  type Group,
  groupOf,
  QUALITY,
  type Quality,
  type SuggestAnswer,
  type SuggestRequest,
} from './asked.ts';
import { type Counts, countOf, countsFor } from './counts.ts';
import { otherSpellings } from './equivalents.ts';
import { eachBeginning } from './foremost.ts';
import { beginning } from './key-list.ts';
import type { Known, Spelling, Thing } from './known.ts';
import { takeUpChanges } from './reading.ts';
import { wordsMistyped, wordsSoundingLike } from './spoken-words.ts';

const MOST_WORDS = 8;
const MOST_LOOKED_AT = 20_000; // keys
const MOST_WITH_OTHERS = 20_000; // keys of which the other words are looked for too
const EACH = 5; // of a group
const ALL = 12;
const FEW = 3; // found so far: then by sound as well
const LEAST_BY_SOUND = 4; // letters of a Latin word; of others, which leave vowels out, one less
const LEAST_UNUSED = 4; // letters, before what no testimony leads to is named

/** Answers from one reading of the index and one of the archive. */
export function suggestions(known: Known, request: SuggestRequest): SuggestAnswer {
  return known.index.transaction(() => {
    takeUpChanges(known);
    const words = foldedTokens(request.text);
    if (words.length === 0 || words.length > MOST_WORDS) return { suggested: [] };
    const found = matches(known, words, request);
    const counts = countsFor(known.holdings, request);
    let best = ranked(known, found, counts, words);
    for (const further of [mistyped, bySound]) {
      if (best.length >= FEW) break;
      further(known, words, found);
      best = ranked(known, found, counts, words);
    }
    return {
      suggested: best.map(({ thing, count }) => ({
        kind: thing.kind,
        id: thing.id,
        value: thing.value,
        spelled: known.spellings[thing.by]!.shown,
        quality: thing.quality as Quality,
        count,
      })),
    };
  })();
}

interface Matches {
  things: Thing[];
  note(at: number, quality: Quality): void;
}

function matches(known: Known, words: readonly string[], { lang, who: { reach } }: SuggestRequest): Matches {
  known.asked++;
  const things: Thing[] = [];
  const note = (at: number, quality: Quality) => {
    const spelling = known.spellings[at]!;
    if (spelling.gone) return;
    const { thing } = spelling;
    if (thing.seen !== known.asked) {
      thing.seen = known.asked;
      things.push(thing);
    } else if (quality > thing.quality) return;
    else if (quality === thing.quality && !shownRather(spelling, known.spellings[thing.by]!, lang)) return;
    thing.quality = quality;
    thing.by = at;
  };
  const whole = words.join(' ');
  const hear = (ref: number) => {
    const at = ref >>> 1;
    note(at, (ref & 1) === 1 ? QUALITY.laterWord : qualityOf(known.spellings[at]!, whole, lang));
  };
  eachBeginning(known, whole, reach, hear);
  beginning(known.recentList, whole, MOST_LOOKED_AT, hear);
  const found = { things, note };
  const last = words.length - 1;
  const others = words.map((word, at) => otherSpellings(known.equivalents, word, at === last));
  if (words.length > 1) apart(known, words, others, QUALITY.laterWord, found);
  else named(known, others[0]!, QUALITY.equivalent, found, ['person', 'testimony']);
  return found;
}

/** Of two spellings that answer equally well: the one in the reader's language, else the nearer to what is typed. */
function shownRather(one: Spelling, other: Spelling, lang: string): boolean {
  const own = Number(one.lang === lang) - Number(other.lang === lang);
  return own > 0 || (own === 0 && one.folded.length < other.folded.length);
}

function qualityOf(spelling: Spelling, whole: string, lang: string): Quality {
  if (spelling.folded === whole) return QUALITY.whole;
  const { kind } = spelling.thing;
  const own = kind === 'person' || kind === 'testimony' || spelling.lang === lang;
  return spelling.preferred && own ? QUALITY.preferred : QUALITY.spelling;
}

/** Names with one of `spellings` as a word of theirs, or as their first words. */
function named(
  known: Known,
  spellings: readonly string[],
  quality: Quality,
  { note }: Matches,
  kinds: readonly Thing['kind'][] | null,
): void {
  for (const spelling of spellings) {
    for (const list of [known.sorted, known.recentList]) {
      beginning(list, spelling, MOST_WITH_OTHERS, (ref, key) => {
        if (key.length > spelling.length && key[spelling.length] !== ' ') return;
        const { thing } = known.spellings[ref >>> 1]!;
        if (kinds === null || kinds.includes(thing.kind)) note(ref >>> 1, quality);
      });
    }
  }
}

/** Several words, in any order, each as the beginning of a word or as another spelling of it. */
function apart(
  known: Known,
  words: readonly string[],
  others: readonly (readonly string[])[],
  quality: Quality,
  { note }: Matches,
): void {
  const longest = words.reduce((best, word, at) => (word.length > words[best]!.length ? at : best), 0);
  const look = (spelling: string, wholeWord: boolean) => (ref: number, key: string) => {
    if (wholeWord && key.length > spelling.length && key[spelling.length] !== ' ') return;
    const { folded } = known.spellings[ref >>> 1]!;
    let plain = !wholeWord;
    const all = words.every((word, at) => {
      if (at === longest || ` ${folded}`.includes(` ${word}`)) return true;
      plain = false;
      return others[at]!.some((other) => ` ${folded} `.includes(` ${other} `));
    });
    if (all) note(ref >>> 1, plain ? quality : (Math.max(quality, QUALITY.equivalent) as Quality));
  };
  for (const list of [known.sorted, known.recentList]) {
    beginning(list, words[longest]!, MOST_WITH_OTHERS, look(words[longest]!, false));
    for (const other of others[longest]!) beginning(list, other, MOST_WITH_OTHERS, look(other, true));
  }
}

/** One word of those typed with an error in it. */
function mistyped(known: Known, words: readonly string[], found: Matches): void {
  const meant = words.map((word) => wordsMistyped(known.words, word));
  if (words.length > 1) apart(known, words, meant, QUALITY.mistyped, found);
  else named(known, meant[0]!, QUALITY.mistyped, found, null);
}

function bySound(known: Known, words: readonly string[], found: Matches): void {
  const alike = words.map((word) =>
    word.length >= LEAST_BY_SOUND - (/^[a-z]/.test(word) ? 0 : 1) ? wordsSoundingLike(known.words, word) : [],
  );
  if (words.length > 1) apart(known, words, alike, QUALITY.sound, found);
  else named(known, alike[0]!, QUALITY.sound, found, null);
}

interface Ranked {
  thing: Thing;
  count: number;
}

/** The best of each group that the one who asks may know of, by how well they match and then by their testimonies. */
function ranked({ holdings, slots }: Known, { things }: Matches, counts: Counts, words: readonly string[]): Ranked[] {
  const byGroup = new Map<Group, Ranked[]>(Object.keys(GROUPS).map((group) => [group as Group, []]));
  const named = words.join('').length >= LEAST_UNUSED;
  for (const thing of things) {
    const group = byGroup.get(groupOf(thing.kind))!;
    const last = group.length === EACH ? group[EACH - 1] : undefined;
    if (last && thing.quality > last.thing.quality && last.count > 0) continue;
    const count = countOf(holdings, counts, thing);
    if (thing.kind === 'testimony') {
      const slot = slots.get(thing.id);
      if (slot === undefined || !hasBit(counts.reach.visible, slot)) continue;
    } else if (count === 0 && !(named && hasPage(thing) && thing.quality <= QUALITY.spelling)) continue;
    const one = { thing, count };
    if (last && order(last, one) <= 0) continue;
    if (last) group.pop();
    const at = group.findIndex((other) => order(one, other) < 0);
    group.splice(at === -1 ? group.length : at, 0, one);
  }
  return shared([...byGroup.values()].map(withoutUnused));
}

/** What came with Kolot has a page, and its name tells nothing, also while no testimony leads to it. */
function hasPage({ kind, shipped }: Thing): boolean {
  return shipped && kind !== 'polity' && kind !== 'country';
}

function order(one: Ranked, other: Ranked): number {
  const unused = one.thing.kind === 'testimony' ? 0 : Number(one.count === 0) - Number(other.count === 0);
  const byMatch = one.thing.quality - other.thing.quality || other.count - one.count;
  return unused || byMatch || (one.thing.value < other.thing.value ? -1 : 1);
}

/** What no testimony leads to is named only where nothing else of its group is. */
function withoutUnused(group: Ranked[]): Ranked[] {
  const used = group.filter(({ thing, count }) => count > 0 || thing.kind === 'testimony');
  return used.length ? used : group.slice(0, 2);
}

/** Not more than ALL in all: the first of each group, then the second of each, the better matches before the others. */
function shared(groups: Ranked[][]): Ranked[] {
  const turns = groups.flatMap((group) => group.map((one, turn) => ({ one, turn })));
  turns.sort((a, b) => a.turn - b.turn || a.one.thing.quality - b.one.thing.quality);
  const chosen = new Set(turns.slice(0, ALL).map(({ one }) => one));
  return groups.flatMap((group) => group.filter((one) => chosen.has(one)));
}

/**
 * Words that nothing was found for, spelled as they may have been meant. Only the dictionaries within reach by role are looked
 * through, and for both engines: no word is offered that the one who searches could not have found.
 */
import type { Database } from '../../db/open.ts';
import { withLastLetters } from '../also-spelled.ts';
import type { Corrected, Reach, SearchRequest, Spellings } from '../engine.ts';
import { forgiven } from '../names/mistyped.ts';
import { isOrdinary, isOrdinaryForm } from '../names/ordinary.ts';
import { setsOf, type Thesaurus } from '../names/thesaurus.ts';
import { respelled } from '../query/respell.ts';
import type { Node, ParsedQuery, Term } from '../query.ts';
import { nodesIn, print } from '../query.ts';
import { expand, testimoniesWith, type Variant, type Widener } from './expand.ts';
import { nearWords } from './near-words.ts';
import { namesWithin } from './spans.ts';
import { keptColumn } from './statements.ts';

export interface Correcting {
  db: Database;
  audiences: readonly number[]; // the dictionaries within reach by role
  opened: readonly number[]; // audiences beyond, of which testimonies were opened to the one who searches
  widener: Widener;
}

export interface Correction {
  query: ParsedQuery; // as it is to be searched
  corrected: Corrected[];
  didYouMean: string | null;
}

/** Words of one query that are looked at: each may cost some milliseconds. */
const MOST_WORDS = 8;
/** Testimonies with a word that is almost nowhere, and how much commoner what may have been meant must be. */
const ALMOST_NONE = 2;
const COMMONER = 20;
const ONE_ERROR = 2; // as nearWords counts, not in the first letter

/** Corrects a query where spellings are to be widened in every way, and else says what may have been meant. */
export function correct(
  correcting: Correcting,
  { query, who, leaveOut, spellings = 'all' }: Pick<SearchRequest, 'query' | 'who' | 'leaveOut' | 'spellings'>,
): Correction {
  if (!query.tree) return { query, corrected: [], didYouMean: null };
  const corrected = new Map<string, Corrected>();
  const known = new Map<string, Meant | null>(); // by folded word
  const offered = new Map<string, Meant>();
  const named = wordsOfNames(query.tree, correcting.widener.thesaurus);
  const meantBy = (folded: string): Meant | null => {
    if (named.has(folded)) return null;
    let meant = known.get(folded);
    if (meant !== undefined) return meant;
    meant = known.size < MOST_WORDS && forgiven(folded) > 0 ? meantFor(correcting, folded, who, leaveOut) : null;
    if (meant || forgiven(folded) > 0) known.set(folded, meant);
    return meant;
  };
  // Parts of what is written as one here are meant as they are: of co-existence, existence may be nowhere.
  for (const node of nodesIn(query.tree)) {
    if (node.kind !== 'phrase' || !node.joined) continue;
    const parts = node.terms.map(({ folded }) => folded);
    if (testimoniesWith(correcting.db, correcting.audiences, parts.join('')) > 0)
      for (const part of parts) named.add(part);
  }
  const tree = respelled(query.tree, (term, standing) => {
    const meant = meantBy(term.folded);
    if (!meant) return null;
    if (widensAll(spellings) && standing === 'alone' && meant.nowhere && isOneWord(term)) {
      corrected.set(term.folded, { from: term.text, to: meant.text });
      return meant;
    }
    offered.set(term.folded, meant);
    return null;
  });
  const searched = { ...query, tree };
  const meant = offered.size ? respelled(tree, ({ folded }) => offered.get(folded) ?? null) : null;
  return {
    query: corrected.size ? searched : query,
    corrected: [...corrected.values()],
    didYouMean: meant && print({ tree: meant, fields: query.fields }),
  };
}

/** The words typed in a row that are a listed name: none of them alone is mistyped, though it stands nowhere. */
function wordsOfNames(tree: Node, thesaurus: Thesaurus): Set<string> {
  if (tree.kind !== 'and' && tree.kind !== 'or') return new Set();
  const names = tree.kind === 'and' ? namesWithin(tree.nodes, thesaurus) : [];
  const own = names.flatMap((part) =>
    part.kind === 'name' && setsOf(thesaurus, part.words.join(' ')).length > 0 ? part.words : [],
  );
  const within = tree.nodes.flatMap((node) => (node.kind === 'not' ? [] : [...wordsOfNames(node, thesaurus)]));
  return new Set([...own, ...within]);
}

function widensAll(spellings: Spellings): boolean {
  return spellings === 'all' || spellings === 'all-names';
}

/** False for el-Kamar, of which the article is read apart. */
function isOneWord({ text, folded }: Term): boolean {
  return text.length <= folded.length + 4 && !/[-‐‑‒–־]/.test(text);
}

interface Meant {
  text: string;
  folded: string;
  nowhere: boolean; // nothing at all is found for the word as typed
}

function meantFor(correcting: Correcting, word: string, who: Reach, leaveOut: readonly number[]): Meant | null {
  const { db, audiences, opened, widener } = correcting;
  const own = testimoniesWith(db, audiences, word);
  if (own > ALMOST_NONE || setsOf(widener.thesaurus, word).length > 0 || isOrdinaryForm(word)) return null;
  const { variants, phrases } = expand(db, audiences, [word], widener);
  const enough = (counts: (variant: Variant) => boolean) =>
    variants.filter(counts).reduce((sum, { testimonies }) => sum + testimonies, own) > ALMOST_NONE ||
    phrases.some(counts);
  if (own > 0 && enough(() => true)) return null; // before all words are looked over, which costs most
  const near = audiences.flatMap((k) => nearWords(db, k, word));
  const far = Math.min(...near.map((one) => one.far));
  // A word of everyday with one letter wrong is meant, not a name that sounds like the mistake: school, not Shaul.
  const isSlip = own === 0 && far === ONE_ERROR && near.some((one) => one.far === far && isOrdinary(one.word));
  const counts = ({ by }: Variant) => !(isSlip && by === 'sound');
  if (enough(counts)) return null;
  const found = variants.filter(counts).reduce((sum, { testimonies }) => sum + testimonies, own);
  const nowhere = found === 0 && !isOpened(db, opened, who, word);
  // What merely sounds like a word that is nowhere is a guess as well: what is commoner, and spelled almost so, is offered.
  const guessed = own === 0 && variants.every(({ by }) => by === 'sound');
  const atLeast = guessed ? found + 1 : COMMONER * found;
  const nearest = new Set(near.flatMap((one) => (one.far === far ? [one.word] : [])));
  const counted = [...nearest]
    .map((other) => ({ word: other, testimonies: testimoniesWith(db, audiences, other) }))
    .filter(({ testimonies }) => testimonies >= atLeast)
    .sort(
      (a, b) =>
        Number(isSlip && isOrdinary(b.word)) - Number(isSlip && isOrdinary(a.word)) ||
        b.testimonies - a.testimonies ||
        (a.word < b.word ? -1 : 1),
    );
  const best = counted.find((other) => leaveOut.length === 0 || isElsewhere(db, audiences, other.word, leaveOut));
  return best ? { text: withLastLetters(best.word), folded: best.word, nowhere } : null;
}

/** Whether a word is in a testimony that was opened to the one who searches: no dictionary of theirs knows it. */
function isOpened(db: Database, opened: readonly number[], { granted, given }: Reach, word: string): boolean {
  return opened.some((k) => {
    const ids = JSON.stringify(k <= GRANTED ? [...granted, ...given] : given);
    return (
      keptColumn<number>(
        db,
        `SELECT 1 FROM all_${k} JOIN testimony ON slot = all_${k}.rowid
        WHERE all_${k} MATCH @word AND id IN (SELECT value FROM json_each(@ids)) LIMIT 1`,
      ).get({ word: `"${word}"`, ids }) !== undefined
    );
  });
}

const GRANTED = 2;

/** Whether a word is also in another testimony than those to be left out. */
function isElsewhere(db: Database, audiences: readonly number[], word: string, leaveOut: readonly number[]): boolean {
  return audiences.some(
    (k) =>
      keptColumn<number>(
        db,
        `SELECT 1 FROM all_${k} JOIN testimony ON slot = all_${k}.rowid
        WHERE all_${k} MATCH @word AND id NOT IN (SELECT value FROM json_each(@ids)) LIMIT 1`,
      ).get({ word: `"${word}"`, ids: JSON.stringify(leaveOut) }) !== undefined,
  );
}

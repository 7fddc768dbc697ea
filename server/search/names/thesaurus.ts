import { fold, foldedTokens } from '../folding.ts';
import { withoutArticle } from './forms.ts';
import { errorsBetween, lettersOf } from './mistyped.ts';
import { soundKeys } from './sound-key.ts';
import { alike } from './sounds-like.ts';
import { type Heard, soundsOf } from './sounds-of.ts';
import type { SpellingSet } from './spelling-sets.ts';

/** One spelling, folded, of one or more words with a space between. */
export interface Form {
  folded: string;
  shown: string; // as it was entered
  sets: number[];
}

interface HeardForm {
  form: Form;
  heard: Heard;
}

/** The spellings of an archive, ready to be looked up. */
export interface Thesaurus {
  sets: readonly SpellingSet[];
  forms: Map<string, Form>;
  formsOf: Form[][]; // by set
  subjects: ReadonlySet<string>; // words that subjects are called by: none of them is a name for its sound
  withinSubjects: ReadonlySet<string>; // those of them that are no subject by themselves: life, in daily life
  bySound: Map<string, HeardForm[]> | null; // written as one word; made when first needed
}

export function thesaurusOf(sets: readonly SpellingSet[], subjects: readonly string[] = []): Thesaurus {
  const forms = new Map<string, Form>();
  const formsOf: Form[][] = sets.map(() => []);
  sets.forEach(({ spellings }, set) => {
    for (const shown of spellings) {
      for (const folded of formsOfSpelling(shown)) {
        let form = forms.get(folded);
        if (!form) {
          form = { folded, shown, sets: [] };
          forms.set(folded, form);
        }
        if (!form.sets.includes(set)) {
          form.sets.push(set);
          formsOf[set]!.push(form);
        }
      }
    }
  });
  const labels = subjects.map(foldedTokens);
  const words = new Set(labels.flat());
  const alone = new Set(labels.flatMap((label) => (label.length === 1 ? label : [])));
  return {
    sets,
    forms,
    formsOf,
    subjects: words,
    withinSubjects: new Set([...words].filter((word) => !alone.has(word))),
    bySound: null,
  };
}

function soundIndex(thesaurus: Thesaurus): Map<string, HeardForm[]> {
  if (thesaurus.bySound) return thesaurus.bySound;
  const bySound = new Map<string, HeardForm[]>();
  for (const form of thesaurus.forms.values()) {
    const heard = form.sets.some((set) => thesaurus.sets[set]!.isHeard) ? heardForm(form) : null;
    if (!heard) continue;
    for (const key of soundKeys(asOneWord(form.folded))) {
      const known = bySound.get(key);
      if (known) known.push({ form, heard });
      else bySound.set(key, [{ form, heard }]);
    }
  }
  thesaurus.bySound = bySound;
  return bySound;
}

const LEAST_AFTER_ARTICLE = 4;

/** A spelling as it is searched: with its article or without, since texts have both. */
function formsOfSpelling(shown: string): string[] {
  const folded = fold(shown);
  if (folded === '') return [];
  if (!folded.includes(' '))
    return withoutArticle(folded).filter((form) => form === folded || form.length >= LEAST_AFTER_ARTICLE);
  const [first = '', ...rest] = folded.split(' ');
  const bare = rest.join(' ');
  return ['al', 'el', 'אל'].includes(first) && bare.length >= LEAST_AFTER_ARTICLE ? [folded, bare] : [folded];
}

export function asOneWord(folded: string): string {
  return folded.replaceAll(' ', '');
}

/** The sets in which a folded spelling stands, also without its article; none where it is not listed. */
export function setsOf(thesaurus: Thesaurus, folded: string): number[] {
  const exact = thesaurus.forms.get(folded);
  if (exact) return exact.sets;
  if (folded.includes(' ')) return [];
  for (const form of withoutArticle(folded)) {
    const found = form.length >= LEAST_AFTER_ARTICLE ? thesaurus.forms.get(form) : undefined;
    if (found) return found.sets;
  }
  return [];
}

/** A listed spelling and how alike it sounds. */
export interface Nearest {
  likeness: number;
  sets: number[];
}

/**
 * The sets with the spellings that sound most like a folded word, where that is at least `least`, and at least `above`. Of those
 * equally alike, the ones written most like it: Chammaa is heard as Chama and as Hama, and is the former.
 */
export function soundingLike(
  thesaurus: Thesaurus,
  word: string,
  least: (heard: Heard, other: Heard) => number,
  above = 0,
): Nearest | null {
  const index = soundIndex(thesaurus);
  const best = { likeness: above, sets: [] as number[], errors: Number.POSITIVE_INFINITY };
  for (const spelled of withoutArticle(word)) {
    const heard = soundsOf(spelled);
    if (!heard) continue;
    const seen = new Set<Form>();
    for (const key of soundKeys(spelled)) {
      for (const { form, heard: other } of index.get(key) ?? []) {
        if (seen.has(form)) continue;
        seen.add(form);
        const enough: number = Math.max(least(heard, other), best.likeness - (best.sets.length > 0 ? TIE : 0));
        const likeness = alike(heard, other, enough);
        if (likeness < enough) continue;
        const errors = heard.script === other.script ? lettersApart(spelled, asOneWord(form.folded)) : spelled.length;
        const sets = form.sets.filter((set) => thesaurus.sets[set]!.isHeard);
        if (likeness > best.likeness + TIE || errors < best.errors) Object.assign(best, { sets, errors });
        else if (errors === best.errors) best.sets = [...new Set([...best.sets, ...sets])];
        best.likeness = Math.max(likeness, best.likeness);
      }
    }
  }
  return best.sets.length > 0 ? best : null;
}

const LONGEST = 24;

function lettersApart(one: string, other: string): number {
  if (Math.max(one.length, other.length) > LONGEST) return one.length;
  return errorsBetween(lettersOf(one), [0, one.length], lettersOf(other), [0, other.length], one.length);
}

/** Two spellings as alike as this are equally so. */
export const TIE = 0.005;
const heardForms = new WeakMap<Form, Heard>();

export function heardForm(form: Form): Heard | null {
  let heard = heardForms.get(form) ?? null;
  if (!heard) {
    heard = soundsOf(asOneWord(form.folded));
    if (heard) heardForms.set(form, heard);
  }
  return heard;
}

import type { Stemming } from './stemming.ts';

/** Ordinary words that end like plurals and are none, where the letters before are another word or a name. */
const NOT_PLURAL = new Set(
  `abbas alias alors always amos apres aries atlas avis besides bias bras cannes chaos corps cyrus dallas damas dans denis
  dessus deus does dors elias fils fois gars gens goes gras gris hamas hans hors iris isis jesus judas lars laos lens lors mais
  mars moins mois moses news nous ours pais paris pays perhaps pious plus pres pris puis puits sans sens sous species suis taux
  temps texas this thomas thus tous trans trois tunis vegas vers vous wales`.split(/\s+/),
);
/** Ordinary words that begin like an Arabic article before another word. */
const NO_ARTICLE = new Set(
  `alarming alarms albeit albert alberta album albums alchemist alcove alerts alfredo algiers algues aliens alices allees
  allegation allegations allegiance alliance alliances allied allies allison allocate allocated allocation allocations
  allocution allons allotment allowance allows allure allures almighty almond almonds almost alpine already alright altars altered
  alters although altogether always elbows elders eleven elisha elites eleves ellison`.split(/\s+/),
);

/** Shortest word that a plural or an article leaves. */
const LEAST_SINGULAR = 3;
const LEAST_AFTER_ARTICLE = 4;

function englishSingulars(word: string): string[] {
  if (word.endsWith('ss') || !word.endsWith('s')) return [];
  const forms = [word.slice(0, -1)];
  if (/(?:ss|us|x|z|ch|sh|o)es$/.test(word)) forms.push(word.slice(0, -2));
  if (word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  return forms;
}

function frenchSingulars(word: string): string[] {
  if (word.endsWith('s') && !word.endsWith('ss')) return [word.slice(0, -1)];
  if (word.endsWith('aux') && !word.endsWith('eaux')) return [word.slice(0, -1), `${word.slice(0, -3)}al`];
  return /(?:eau|eu|ou)x$/.test(word) ? [word.slice(0, -1)] : [];
}

/** The word, also without an article written together with it: Alhillah, Elbaz. */
function withoutArticle(word: string): string[] {
  const joined = /^[ae]l/.test(word) && word.length - 2 >= LEAST_AFTER_ARTICLE && !NO_ARTICLE.has(word);
  return joined ? [word, word.slice(2)] : [word];
}

function formsBy(...singulars: ((word: string) => string[])[]): (word: string) => string[] {
  return (word) => {
    const forms = new Set(withoutArticle(word));
    for (const form of [...forms]) {
      if (NOT_PLURAL.has(form)) continue;
      for (const rule of singulars) {
        for (const singular of rule(form)) if (singular.length >= LEAST_SINGULAR) forms.add(singular);
      }
    }
    return [...forms];
  };
}

/** What is left between articles and the letters that make plurals, with y and i, au and al made one. */
function bucket(word: string): string {
  const core = /^(?:[ae]l)*(.+?)[sxe]*$/.exec(word)?.[1] ?? word;
  return core.replace(/y$/, 'i').replace(/(?<=.)a[ul]$/, 'a');
}

const stemmingBy = (forms: (word: string) => string[]): Stemming => ({ bucket, asked: forms, found: forms });

/** Articles only: for languages whose plurals are not known here. */
export const otherLatin = stemmingBy(formsBy());
export const english = stemmingBy(formsBy(englishSingulars));
export const french = stemmingBy(formsBy(frenchSingulars));
/** Words of a dictionary have no language: both plurals are tried. */
export const latin = stemmingBy(formsBy(englishSingulars, frenchSingulars));

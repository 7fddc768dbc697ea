/** The names of an authority as its row has them: one in each language, variants, and names of the past. */
import { languageTag } from '../languages.ts';
import { AUTHORITY_LANGUAGES, type HistoricalName, type Names, type Variant } from './authority.ts';
import { isWrittenIn, scriptOf } from './scripts.ts';
import { list, type Row, refuse, required } from './table.ts';

/** The columns that hold names, in their order: `name_en` … `name_fa`, then `variants`. */
export const NAME_COLUMNS = [...AUTHORITY_LANGUAGES.map(nameColumn), 'variants'];

/** A name in each of the five languages, each in the letters of that language. */
export function readNames(row: Row): Names {
  const entries = AUTHORITY_LANGUAGES.map((lang) => {
    const name = required(row, nameColumn(lang));
    if (!isWrittenIn(name, scriptOf(lang)))
      refuse(row, nameColumn(lang), `“${name}” is not in ${scriptOf(lang)} letters`);
    return [lang, name];
  });
  return Object.fromEntries(entries) as Names;
}

/** A list of `lang:name`. */
export function readVariants(row: Row, column: string): Variant[] {
  return list(row, column).map((item) => readVariant(row, column, item));
}

/** A list of `lang:name@from/to`; one of the two years may be missing. */
export function readHistorical(row: Row, column: string): HistoricalName[] {
  return list(row, column).map((item) => {
    const dated = /^(.+)@(\d{1,4})?\/(\d{1,4})?$/.exec(item);
    const [from, to] = [dated?.[2], dated?.[3]].map((year) => (year ? Number(year) : null));
    if (!dated || (from ?? to ?? null) === null)
      return refuse(row, column, `“${item}” needs years, as in en:Mogador@1506/1956`);
    if (from && to && from > to) refuse(row, column, `“${item}” ends before it begins`);
    return { ...readVariant(row, column, dated[1]!), from: from ?? null, to: to ?? null };
  });
}

/** Throws where a row says the same name in the same language twice, in whatever columns. */
export function refuseRepeated(row: Row, names: Names, ...others: Variant[][]): void {
  const seen = new Set<string>(AUTHORITY_LANGUAGES.map((lang) => `${lang}:${names[lang]}`));
  for (const { lang, name } of others.flat()) {
    if (seen.has(`${lang}:${name}`)) refuse(row, 'variants', `repeat “${lang}:${name}”`);
    seen.add(`${lang}:${name}`);
  }
}

function readVariant(row: Row, column: string, item: string): Variant {
  const [, lang, name] = /^([A-Za-z-]+):(.+)$/.exec(item) ?? [];
  if (!lang || !name) return refuse(row, column, `“${item}” needs a language, as in fr:Alep`);
  if (languageTag(lang) !== lang) refuse(row, column, `“${lang}” is not a language tag of BCP 47`);
  if (!isWrittenIn(name, scriptOf(lang))) refuse(row, column, `“${item}” is not in ${scriptOf(lang)} letters`);
  return { lang, name };
}

function nameColumn(lang: string): string {
  return `name_${lang}`;
}

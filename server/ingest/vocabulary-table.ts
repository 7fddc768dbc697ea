/** Reads a vocabulary from a table, as `publish/vocabulary-table.ts` writes it or with some of its columns. */
import { CsvError, parse } from 'csv-parse/sync';
import { Invalid } from '../archive/errors.ts';
import { languageTag } from '../archive/languages.ts';
import { type AuthorityKind, type AuthorityName, familyOf } from '../archive/vocabulary/authority.ts';
import { columnsOf, NAME_LANGUAGES } from '../archive/vocabulary/columns.ts';
import type { VocabularyRow } from '../archive/vocabulary/rows.ts';
import { citizenshipFrom, kinFrom } from '../archive/vocabulary/ties.ts';

/** Throws Invalid, naming the file, for a broken table, and for a column that is not known. */
export function readVocabularyTable(text: string, fileName: string, kind: AuthorityKind): VocabularyRow[] {
  const family = familyOf(kind);
  const records = recordsOf(text, fileName);
  const header = records.shift()?.map((name) => name.trim().toLowerCase()) ?? [];
  const known: readonly string[] = columnsOf(family);
  const unknown = header.filter((name) => name !== '' && !known.includes(name));
  if (header.length === 0 || unknown.length > 0)
    throw new Invalid(
      `“${fileName}”: Kolot does not know the column ${unknown.map((name) => `“${name.slice(0, 40)}”`).join(', ')}. The columns are: ${known.join(', ')}.`,
      { file: fileName },
    );
  return records
    .map((values, at) => ({ values, row: at + 2 }))
    .filter(({ values }) => values.some((value) => value.trim() !== ''))
    .map(({ values, row }) =>
      rowOf(new Map(header.map((name, at) => [name, (values[at] ?? '').trim()])), kind, fileName, row),
    );
}

function recordsOf(text: string, fileName: string): string[][] {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const delimiter = ['\t', ';', ','].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  );
  try {
    return parse(text, { delimiter, relax_column_count: true, bom: true, max_record_size: 200_000 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : undefined;
    throw new Invalid(`“${fileName}”${line ? `, line ${line}` : ''}: a quotation mark is opened and not closed.`, {
      file: fileName,
      line,
    });
  }
}

function rowOf(cells: Map<string, string>, kind: AuthorityKind, fileName: string, number: number): VocabularyRow {
  const family = familyOf(kind);
  const said = (column: string) => cells.get(column);
  const optional = (column: string) => (cells.has(column) ? cells.get(column) || null : undefined);
  const list = (column: string) => (cells.has(column) ? listed(cells.get(column)!) : undefined);
  const row: VocabularyRow = {
    slug: said('slug') || null,
    where: `${fileName}, row ${number}`,
    parent: optional('parent'),
    note: optional('note'),
    date: optional('date'),
    countries: list('countries'),
    places: list('places'),
    identifiers: list('identifiers')?.map(identifierOf),
  };
  if ([...cells.keys()].some((name) => /^(name|variants)_..$|^other_names$/.test(name))) row.names = namesOf(cells);
  if (family === 'place') {
    row.place = given({
      kind: said('kind') || undefined,
      country: optional('country'),
      latitude: degrees(optional('latitude')),
      longitude: degrees(optional('longitude')),
    });
  }
  if (family === 'person') {
    row.citizenships = list('citizenships')?.map(citizenshipFrom);
    row.kin = list('kin')?.map(kinFrom);
    const gender = optional('gender');
    row.person = given({
      name: said('name') || undefined,
      nameLang: optional('name_language'),
      sortName: said('sort_name'),
      gender:
        gender === undefined
          ? undefined
          : ((['female', 'male', 'other'] as const).find((one) => one === gender) ?? null),
      birthDate: optional('born'),
      birthCountry: optional('birth_country'),
      deathDate: optional('died'),
      minor: cells.has('minor') ? /^(yes|true|1)$/i.test(said('minor') ?? '') : undefined,
    });
  }
  return row;
}

/** Only what the table says. */
function given<T extends object>(values: T): { [key in keyof T]?: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [key in keyof T]?: Exclude<T[key], undefined>;
  };
}

function namesOf(cells: Map<string, string>): AuthorityName[] {
  const years = { fromYear: null, toYear: null };
  return [
    ...NAME_LANGUAGES.flatMap((lang): AuthorityName[] => {
      const name = cells.get(`name_${lang}`);
      return name ? [{ name, lang, kind: 'preferred', ...years }] : [];
    }),
    ...NAME_LANGUAGES.flatMap((lang) =>
      listed(cells.get(`variants_${lang}`) ?? '').map(
        (name): AuthorityName => ({ name, lang, kind: 'variant', ...years }),
      ),
    ),
    ...listed(cells.get('other_names') ?? '').map((text): AuthorityName => {
      const [, lang = '', kind = '', from = '', to = '', name = ''] =
        /^([^:]*):([^:]*):(-?\d*):(-?\d*):(.+)$/.exec(text) ?? [];
      if (name === '')
        throw new Invalid(`“${text.slice(0, 60)}” in other_names is not written as lang:kind:from:to:name.`);
      return {
        name,
        lang: lang === 'und' ? 'und' : (languageTag(lang) ?? 'und'),
        kind,
        fromYear: from === '' ? null : Number(from),
        toYear: to === '' ? null : Number(to),
      };
    }),
  ];
}

function identifierOf(text: string): { scheme: string; value: string } {
  const [, scheme = 'other', value = text] = /^(\w+):(.+)$/.exec(text) ?? [];
  return { scheme, value };
}

function listed(text: string): string[] {
  return [...text.matchAll(/(?:\\.|[^\\|])+/g)].map(([one]) => one.replace(/\\(.)/g, '$1').trim()).filter(Boolean);
}

function degrees(text: string | null | undefined): number | null | undefined {
  return typeof text === 'string' ? Number(text.replace(',', '.')) : text;
}

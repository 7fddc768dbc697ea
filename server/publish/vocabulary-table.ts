/** A vocabulary as CSV (https://www.rfc-editor.org/rfc/rfc4180), for a spreadsheet; `ingest/vocabulary-table.ts` reads it back. */
import { type AuthorityKind, type AuthorityName, familyOf } from '../archive/vocabulary/authority.ts';
import { columnsOf, NAME_LANGUAGES, type RowColumn } from '../archive/vocabulary/columns.ts';
import type { VocabularyRow } from '../archive/vocabulary/rows.ts';
import { citizenshipLine, kinLine } from '../archive/vocabulary/ties.ts';

/** The table with its header. A mark at its beginning lets spreadsheets know that it is UTF-8. */
export function vocabularyTable(kind: AuthorityKind, rows: VocabularyRow[]): string {
  const columns = columnsOf(familyOf(kind));
  const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => cell(cellOf(row, column))).join(','))];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellOf(row: VocabularyRow, column: RowColumn): string {
  const names = row.names ?? [];
  const [, part, lang] = /^(name|variants)_(..)$/.exec(column) ?? [];
  if (part === 'name') return names.find((one) => one.kind === 'preferred' && one.lang === lang)?.name ?? '';
  if (part === 'variants')
    return listed(names.filter((one) => one.kind === 'variant' && one.lang === lang).map((one) => one.name));
  const { place, person } = row;
  switch (column) {
    case 'slug':
      return row.slug ?? '';
    case 'parent':
      return row.parent ?? '';
    case 'other_names':
      return listed(names.filter((one) => row.person || !inColumns(one)).map(written));
    case 'identifiers':
      return listed((row.identifiers ?? []).map(({ scheme, value }) => `${scheme}:${value}`));
    case 'note':
      return row.note ?? '';
    case 'date':
      return row.date ?? '';
    case 'countries':
      return listed(row.countries ?? []);
    case 'places':
      return listed(row.places ?? []);
    case 'kind':
    case 'country':
    case 'latitude':
    case 'longitude':
      return String(place?.[column] ?? '');
    case 'name':
    case 'gender':
      return person?.[column] ?? '';
    case 'name_language':
      return person?.nameLang ?? '';
    case 'sort_name':
      return person?.sortName ?? '';
    case 'born':
      return person?.birthDate ?? '';
    case 'birth_country':
      return person?.birthCountry ?? '';
    case 'died':
      return person?.deathDate ?? '';
    case 'minor':
      return person?.minor ? 'yes' : '';
    case 'citizenships':
      return listed((row.citizenships ?? []).map(citizenshipLine));
    case 'kin':
      return listed((row.kin ?? []).map(kinLine));
    default:
      return '';
  }
}

function inColumns({ lang, kind }: AuthorityName): boolean {
  return (NAME_LANGUAGES as readonly string[]).includes(lang) && (kind === 'preferred' || kind === 'variant');
}

function written({ lang, kind, fromYear, toYear, name }: AuthorityName): string {
  return `${lang}:${kind}:${fromYear ?? ''}:${toYear ?? ''}:${name}`;
}

/** Values with bars between them; a bar inside one is written with a backslash before it. */
function listed(values: string[]): string {
  return values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|');
}

function cell(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

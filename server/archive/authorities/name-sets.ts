import type { NameSetAuthority } from './authority.ts';
import { readSlug } from './references.ts';
import { isWrittenIn, type Script } from './scripts.ts';
import { list, type Row, readTable, refuse, required } from './table.ts';

const FILES = { given: 'given-names.tsv', surname: 'surnames.tsv', word: 'words.tsv' } as const;
const COLUMNS = ['slug', 'latin', 'arabic', 'hebrew'];
const SCRIPTS: readonly [column: string, lang: string, script: Script][] = [
  ['latin', 'und-Latn', 'Latin'],
  ['arabic', 'und-Arab', 'Arabic'],
  ['hebrew', 'und-Hebr', 'Hebrew'],
];

/** Spellings of one name in three scripts: given names, family names, and words of the culture. */
export function readNameSets(folder: URL): NameSetAuthority[] {
  return [...readKind(folder, 'given'), ...readKind(folder, 'surname'), ...readKind(folder, 'word')];
}

function readKind(folder: URL, kind: NameSetAuthority['kind']): NameSetAuthority[] {
  const slugs = new Set<string>();
  const columns = kind === 'given' ? [...COLUMNS, 'used_for'] : COLUMNS;
  const rows = readTable(folder, FILES[kind], columns).map((row) => ({ row, slug: readSlug(row, slugs) }));
  return rows.map(({ row, slug }) => ({
    kind,
    slug,
    spellings: SCRIPTS.flatMap(([column, lang, script]) =>
      spellings(row, column, script).map((name) => ({ lang, name })),
    ),
    usedFor: kind === 'given' ? others(row, slug, slugs) : [],
  }));
}

function spellings(row: Row, column: string, script: Script): string[] {
  required(row, column);
  const names = list(row, column);
  for (const name of names)
    if (!isWrittenIn(name, script)) refuse(row, column, `“${name}” is not in ${script} letters`);
  if (new Set(names).size < names.length) refuse(row, column, 'says one spelling twice');
  return names;
}

/** Names used for this one, which may stand anywhere in the file. */
function others(row: Row, slug: string, slugs: ReadonlySet<string>): string[] {
  const names = list(row, 'used_for');
  for (const name of names)
    if (!slugs.has(name) || name === slug) refuse(row, 'used_for', `“${name}” is not another name`);
  return names;
}

import type { PolityAuthority } from './authority.ts';
import { NAME_COLUMNS, readNames, readVariants, refuseRepeated } from './names.ts';
import { readReferences, readSlug, readYear } from './references.ts';
import { readTable, refuse } from './table.ts';

const FILE = 'polities.tsv';
const COLUMNS = ['slug', 'from', 'to', 'countries', ...NAME_COLUMNS];

/** States and territories of the past; `countries` are the alpha-2 codes that exist. */
export function readPolities(folder: URL, countries: ReadonlySet<string>): PolityAuthority[] {
  const slugs = new Set<string>();
  return readTable(folder, FILE, COLUMNS).map((row) => {
    const slug = readSlug(row, slugs);
    const [from, to] = [readYear(row, 'from'), readYear(row, 'to')];
    if (from > to) refuse(row, 'to', 'lies before from');
    const today = readReferences(row, 'countries', countries);
    if (today.length === 0) refuse(row, 'countries', 'is empty');
    const names = readNames(row);
    const variants = readVariants(row, 'variants');
    refuseRepeated(row, names, variants);
    return { slug, from, to, countries: today, names, variants };
  });
}

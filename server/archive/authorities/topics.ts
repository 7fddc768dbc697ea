import type { TopicAuthority } from './authority.ts';
import { NAME_COLUMNS, readNames, readVariants, refuseRepeated } from './names.ts';
import { readParent, readSlug } from './references.ts';
import { readTable, required } from './table.ts';

const FILE = 'topics.tsv';
const COLUMNS = ['slug', 'parent', ...NAME_COLUMNS, 'scope'];

/** What testimonies tell of, from the general to the particular. */
export function readTopics(folder: URL): TopicAuthority[] {
  const slugs = new Set<string>();
  return readTable(folder, FILE, COLUMNS).map((row) => {
    const parent = readParent(row, slugs);
    const slug = readSlug(row, slugs);
    const names = readNames(row);
    const variants = readVariants(row, 'variants');
    refuseRepeated(row, names, variants);
    return { slug, parent, names, variants, scope: required(row, 'scope') };
  });
}

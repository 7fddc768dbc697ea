import type { CommunityAuthority } from './authority.ts';
import { NAME_COLUMNS, readNames, readVariants, refuseRepeated } from './names.ts';
import { readParent, readReferences, readSlug } from './references.ts';
import { readTable } from './table.ts';

const FILE = 'communities.tsv';
const COLUMNS = ['slug', 'parent', 'countries', ...NAME_COLUMNS];

/** Who people say they are; `countries` are the alpha-2 codes that exist. */
export function readCommunities(folder: URL, countries: ReadonlySet<string>): CommunityAuthority[] {
  const slugs = new Set<string>();
  return readTable(folder, FILE, COLUMNS).map((row) => {
    const parent = readParent(row, slugs);
    const slug = readSlug(row, slugs);
    const names = readNames(row);
    const variants = readVariants(row, 'variants');
    refuseRepeated(row, names, variants);
    return { slug, parent, countries: readReferences(row, 'countries', countries), names, variants };
  });
}

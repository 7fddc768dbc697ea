import { yearSpan } from '../edtf.ts';
import { Invalid } from '../errors.ts';
import type { EventAuthority } from './authority.ts';
import { NAME_COLUMNS, readNames, readVariants, refuseRepeated } from './names.ts';
import { readReferences, readSlug } from './references.ts';
import { type Row, readTable, refuse, required } from './table.ts';

const FILE = 'events.tsv';
const COLUMNS = ['slug', 'date', 'countries', 'places', ...NAME_COLUMNS, 'note'];

/** Documented public events; `countries` and `places` are the codes and slugs that exist. */
export function readEvents(folder: URL, countries: ReadonlySet<string>, places: ReadonlySet<string>): EventAuthority[] {
  const slugs = new Set<string>();
  return readTable(folder, FILE, COLUMNS).map((row) => {
    const slug = readSlug(row, slugs);
    const names = readNames(row);
    const variants = readVariants(row, 'variants');
    refuseRepeated(row, names, variants);
    const where = readReferences(row, 'countries', countries);
    if (where.length === 0) refuse(row, 'countries', 'is empty');
    return {
      slug,
      date: readDate(row),
      countries: where,
      places: readReferences(row, 'places', places),
      names,
      variants,
      note: required(row, 'note'),
    };
  });
}

function readDate(row: Row): string {
  const date = required(row, 'date');
  try {
    yearSpan(date);
  } catch (error) {
    if (error instanceof Invalid) refuse(row, 'date', `“${date}” is not EDTF`);
    throw error;
  }
  return date;
}

import type { CountryAuthority } from './authority.ts';
import { NAME_COLUMNS, readNames, readVariants, refuseRepeated } from './names.ts';
import { readCoordinates } from './references.ts';
import { type Row, readTable, refuse, required } from './table.ts';

const FILE = 'countries.tsv';
const COLUMNS = ['alpha2', 'alpha3', 'numeric', 'latitude', 'longitude', ...NAME_COLUMNS, 'understood'];
const CODES: Record<string, RegExp> = { alpha2: /^[A-Z]{2}$/, alpha3: /^[A-Z]{3}$/, numeric: /^\d{3}$/ };

/** Every country and territory, by its codes of ISO 3166-1 (https://www.iso.org/iso-3166-country-codes.html). */
export function readCountries(folder: URL): CountryAuthority[] {
  const used = new Set<string>();
  return readTable(folder, FILE, COLUMNS).map((row) => {
    const names = readNames(row);
    const variants = readVariants(row, 'variants');
    const understood = readVariants(row, 'understood');
    refuseRepeated(row, names, variants, understood);
    const [alpha2, alpha3, numeric] = ['alpha2', 'alpha3', 'numeric'].map((column) => code(row, column, used));
    return {
      alpha2: alpha2!,
      alpha3: alpha3!,
      numeric: numeric!,
      ...readCoordinates(row),
      names,
      variants,
      understood,
    };
  });
}

function code(row: Row, column: string, used: Set<string>): string {
  const written = required(row, column);
  if (!CODES[column]!.test(written)) refuse(row, column, `“${written}” is not a code of ISO 3166-1`);
  if (used.has(written)) refuse(row, column, `“${written}” is already used`);
  used.add(written);
  return written;
}

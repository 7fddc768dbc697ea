import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readAuthorities } from '../../../server/archive/authorities/read.ts';
import { Invalid } from '../../../server/archive/errors.ts';

const SHIPPED = new URL('../../../server/archive/authorities/', import.meta.url);
const NAMES = ['given-names', 'surnames', 'words'];
const FILES = ['countries', 'places', 'polities', 'communities', 'topics', 'events', ...NAMES].map(
  (name) => `${name}.tsv`,
);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kolot-authorities-'));
  for (const file of FILES) cpSync(new URL(file, SHIPPED), join(folder, file));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = () => readAuthorities(pathToFileURL(`${folder}/`));

/** Changes one row of a file, found by its first cell, and gives the number of its line. */
function change(file: string, first: string, cells: Record<string, string>): number {
  const path = join(folder, file);
  const lines = readFileSync(path, 'utf8').split('\n');
  const columns = lines.find((line) => line !== '' && !line.startsWith('#'))!.split('\t');
  const at = lines.findIndex((line) => line.startsWith(`${first}\t`));
  const row = lines[at]!.split('\t');
  for (const [column, value] of Object.entries(cells)) row[columns.indexOf(column)] = value;
  lines[at] = row.join('\t');
  writeFileSync(path, lines.join('\n'));
  return at + 1;
}

function refusal(): Invalid {
  try {
    read();
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

it.each([
  ['given-names.tsv', 'moshe', { latin: 'Moshe; משה' }, /“משה” is not in Latin letters/],
  ['given-names.tsv', 'moshe', { hebrew: '' }, /hebrew is empty/],
  ['given-names.tsv', 'moshe', { used_for: 'nobody' }, /“nobody” is not another name/],
  ['surnames.tsv', 'sassoon', { arabic: 'ساسون; ساسون' }, /says one spelling twice/],
  ['places.tsv', 'baghdad', { country: 'QQ' }, /“QQ” is not a code/],
  ['places.tsv', 'baghdad', { kind: 'metropolis' }, /“metropolis” is none of/],
  ['places.tsv', 'baghdad', { latitude: '33,3' }, /not decimal degrees/],
  ['places.tsv', 'baghdad', { latitude: '133.3' }, /not decimal degrees/],
  ['places.tsv', 'baghdad', { name_he: 'Baghdad' }, /not in Hebrew letters/],
  ['places.tsv', 'baghdad', { name_ar: 'בגדד' }, /not in Arabic letters/],
  ['places.tsv', 'baghdad', { name_fa: '' }, /name_fa is empty/],
  ['places.tsv', 'baghdad', { name_en: 'Baghdad ' }, /begins or ends with a space/],
  ['places.tsv', 'baghdad', { name_he: 'בגדאד\u200f' }, /invisible mark/],
  ['places.tsv', 'baghdad', { name_fr: 'Bagda\u0301d' }, /normal form C/],
  ['places.tsv', 'baghdad', { variants: 'Bagdad' }, /needs a language/],
  ['places.tsv', 'baghdad', { variants: 'frenchish:Bagdad' }, /not a language tag/],
  ['places.tsv', 'baghdad', { variants: 'jrb-Hebr:Bagdad' }, /not in Hebrew letters/],
  ['places.tsv', 'baghdad', { variants: 'en:Bagdad; en:Bagdad' }, /repeat “en:Bagdad”/],
  ['places.tsv', 'baghdad', { variants: 'en:Baghdad' }, /repeat “en:Baghdad”/],
  ['places.tsv', 'baghdad', { variants: 'en:Bagdad; ; fr:Bagdade' }, /empty item/],
  ['places.tsv', 'baghdad', { parent: 'basra' }, /“basra” is not on a line above/],
  ['places.tsv', 'baghdad', { parent: 'baghdad' }, /“baghdad” is not on a line above/],
  ['places.tsv', 'tehran', { parent: 'baghdad' }, /“baghdad” is in another country/],
  ['places.tsv', 'battawin', { parent: '' }, /a quarter needs its town/],
  ['places.tsv', 'baghdad', { community: 'yes' }, /“yes” is neither/],
  ['places.tsv', 'baghdad', { geonames: 'Q1530' }, /not a GeoNames id/],
  ['places.tsv', 'basra', { slug: 'baghdad' }, /“baghdad” is already used/],
  ['places.tsv', 'baghdad', { slug: 'Baghdad_City' }, /“Baghdad_City” has more than/],
  ['places.tsv', 'essaouira', { historical: 'en:Mogador' }, /needs years/],
  ['places.tsv', 'essaouira', { historical: 'en:Mogador@/' }, /needs years/],
  ['places.tsv', 'essaouira', { historical: 'en:Mogador@1956/1506' }, /ends before it begins/],
  ['countries.tsv', 'IQ', { alpha2: 'IN' }, /“IN” is already used/],
  ['countries.tsv', 'IQ', { numeric: '36' }, /“36” is not a code/],
  ['polities.tsv', 'mandatory-iraq', { to: '1910' }, /lies before from/],
  ['polities.tsv', 'mandatory-iraq', { from: 'about 1920' }, /not a year/],
  ['polities.tsv', 'mandatory-iraq', { countries: 'IQ;QQ' }, /“QQ” is not known/],
  ['polities.tsv', 'mandatory-iraq', { countries: 'IQ;IQ' }, /one thing twice/],
  ['polities.tsv', 'mandatory-iraq', { countries: '' }, /countries is empty/],
  ['communities.tsv', 'baghdadi', { parent: 'nobody' }, /“nobody” is not on a line above/],
  ['topics.tsv', 'childhood', { scope: '' }, /scope is empty/],
  ['events.tsv', 'farhud-1941', { date: 'Shavuot 1941' }, /not EDTF/],
  ['events.tsv', 'farhud-1941', { date: '1941-06-31' }, /not EDTF/],
  ['events.tsv', 'farhud-1941', { places: 'bagdad' }, /“bagdad” is not known/],
])('%s: %s with %j is refused with its line', (file, first, cells, reason) => {
  const line = change(file, first, cells as Record<string, string>);
  const refused = refusal();
  expect(refused.message).toMatch(reason);
  expect(refused.message).toMatch(`${file}, line ${line}`);
  expect(refused.where).toMatchObject({ file, line });
});

it('a line with a cell too few is refused', () => {
  const path = join(folder, 'topics.tsv');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/\t[^\t\n]*\n$/, '\n'));
  expect(refusal().message).toMatch(/topics\.tsv, line \d+: 8 cells where 9 belong/);
});

it('a file with other columns, without any, or not in UTF-8 is refused by name', () => {
  const path = join(folder, 'events.tsv');
  writeFileSync(path, readFileSync(path, 'utf8').replace('slug\tdate', 'slug\twhen'));
  expect(refusal().message).toMatch(/events\.tsv, line 2: the columns must be slug, date/);
  writeFileSync(path, '# nothing\n');
  expect(refusal().message).toMatch(/events\.tsv has no line of column names/);
  writeFileSync(path, Buffer.from([0x73, 0xe9, 0x0a]));
  expect(refusal().message).toMatch(/events\.tsv is not UTF-8/);
});

it('lines of Windows, empty lines and comments change nothing', () => {
  const path = join(folder, 'events.tsv');
  const before = read();
  writeFileSync(path, `\r\n# a note\r\n${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}`);
  expect(read()).toEqual(before);
});

import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { openTypeFrom } from './woff2.ts';

/** The faces of the pages, for pictures with words in them: so that these look the same wherever the archive runs, whatever faces the machine has. */
const FILES: readonly [string, string][] = [
  ['source-serif-4', 'source-serif-4-latin-wght-normal'],
  ['source-serif-4', 'source-serif-4-latin-ext-wght-normal'],
  ['noto-naskh-arabic', 'noto-naskh-arabic-arabic-wght-normal'],
  ['frank-ruhl-libre', 'frank-ruhl-libre-hebrew-wght-normal'],
];

/** As Pango takes them: the first that has a letter draws it. https://docs.gtk.org/Pango/type_func.FontDescription.from_string.html */
export const SERIF = 'Source Serif 4, Noto Naskh Arabic, Frank Ruhl Libre, serif';

const require = createRequire(import.meta.url);
let folder: Promise<string> | null = null;
const known = new Set<string>();

/**
 * Makes the faces known to what draws text. It reads no WOFF2 and holds on to the paths it was told, so that they lie as
 * OpenType in a folder of this process, are looked after before every picture, and go with the process.
 */
export async function facesForPictures(): Promise<void> {
  folder ??= ownFolder();
  const own = await folder;
  for (const [name, file] of FILES) {
    const path = join(own, `${file}.otf`);
    if (!existsSync(path)) {
      const root = dirname(require.resolve(`@fontsource-variable/${name}/package.json`));
      const font = openTypeFrom(await readFile(join(root, 'files', `${file}.woff2`)));
      await mkdir(own, { recursive: true }); // whoever cleans temporary files may have taken it
      await writeFile(path, font);
    }
    if (known.has(path)) continue;
    await sharp({ text: { text: 'a', font: SERIF, fontfile: path, rgba: true, dpi: 72 } }).toBuffer();
    known.add(path);
  }
}

async function ownFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'kolot-faces-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

import { passagesOf } from '../../server/ingest/passages.ts';
import type { TableRow } from '../../server/ingest/table.ts';
import { list, sampleFiles, sampleRows, textsOf } from './collection.ts';

/** *This is a sample, written for this project*, in the languages of the collection. */
const SAYS_SO: Record<string, RegExp> = {
  en: /illustrative sample,? written for this project/i,
  fr: /exemple fictif, écrit pour ce projet/i,
  ar: /نموذج توضيحي كُ?تب لهذا المشروع/,
  he: /דוגמה להמחשה,? שנכתבה למיזם הזה/,
  fa: /نمونه‌ای نمایشی (است )?که برای این طرح نوشته شده/,
  lad: /enshemplo,? eskrito para este proyekto/i,
};

let rows: TableRow[];

beforeAll(async () => {
  rows = await sampleRows();
});

/** Every text of every row: the path of its file, its language, and its cues. */
async function texts() {
  const all = rows.flatMap((row) => [
    ...list(row, 'transcript').map((path) => ({ row, path, lang: row.values.language! })),
    ...list(row, 'translation').map((text) => ({ row, path: text.split(':')[1]!, lang: text.split(':')[0]! })),
  ]);
  return Promise.all(all.map(async (one) => ({ ...one, texts: await textsOf(one.path) })));
}

describe('the texts of the sample collection', () => {
  it('say in their first words that they are a sample', async () => {
    for (const { path, lang, texts: found } of await texts()) {
      if (/-[23]\./.test(path)) continue; // later parts of one testimony
      for (const text of found) {
        expect(`${path}: ${text.cues[0]!.text}`).toMatch(SAYS_SO[text.translation ? (text.lang ?? lang) : lang]!);
      }
    }
    for (const row of rows) expect(row.values.abstract).toMatch(SAYS_SO[row.values.language!]!);
  });

  it('say it in the body once, and plainly', async () => {
    for (const { path, texts: found } of await texts()) {
      for (const text of found) {
        const said = text.cues.filter(({ text: words }) => Object.values(SAYS_SO).some((says) => says.test(words)));
        expect([path, said.length]).toEqual([path, /-[23]\./.test(path) ? 0 : 1]);
      }
    }
  });

  it('have ten passages at least, and one of them a hundred and fifty', async () => {
    const counts = await Promise.all(
      rows.map(async (row) => {
        const parts = await Promise.all(list(row, 'transcript').map(textsOf));
        return parts.reduce((sum, [original]) => sum + passagesOf(original!.cues).length, 0);
      }),
    );
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(150);
  });

  it('are translated passage by passage, at the same times', async () => {
    const pairs = await Promise.all(
      rows.map(async (row) => {
        const originals = (await Promise.all(list(row, 'transcript').map(textsOf))).flat();
        const others = (await Promise.all(list(row, 'translation').map((text) => textsOf(text.split(':')[1]!)))).flat();
        const inside = originals.filter(({ translation }) => translation);
        return { original: originals[0]!, translations: [...inside, ...others] };
      }),
    );
    const translated = pairs.filter(({ translations }) => translations.length > 0);
    expect(translated.length).toBeGreaterThanOrEqual(6);
    for (const { original, translations } of translated) {
      for (const translation of translations) {
        const times = (text: typeof original) => passagesOf(text.cues).map(({ startMs, endMs }) => [startMs, endMs]);
        expect(times(translation)).toEqual(times(original));
      }
    }
  });

  it('come in every format, five and more of them with sound', () => {
    const extensions = new Set(rows.flatMap((row) => list(row, 'transcript')).map((path) => path.split('.').at(-1)));
    expect(extensions).toEqual(new Set(['xml', 'vtt', 'srt', 'csv', 'docx', 'pdf', 'txt']));
    const heard = rows.filter((row) => row.values.audio || row.values.video);
    expect(heard.length).toBeGreaterThanOrEqual(6);
    for (const row of heard) expect(row.values.abstract).toMatch(/synthesised|synthétisée|مركّب|הופק במחשב|با رایانه/);
  });

  it('end when their sound ends', async () => {
    const lengthOf = new Map(sampleFiles().map(({ path, bytes }) => [path, (bytes * 8) / 32])); // ms, at 32 kbit/s
    for (const row of rows) {
      for (const [at, sound] of list(row, 'audio').entries()) {
        if (!sound.endsWith('.mp3')) continue;
        const [text] = await textsOf(list(row, 'transcript')[at]!);
        const { startMs, endMs } = text!.cues.at(-1)!;
        const zero = Math.floor(text!.cues[0]!.startMs! / 3_600_000) * 3_600_000; // a tape may begin at its hour
        expect(startMs! - zero).toBeLessThan(lengthOf.get(sound)!);
        if (endMs) expect(Math.abs(endMs - zero - lengthOf.get(sound)!)).toBeLessThan(1500);
      }
    }
  });

  it('and their files are small: none over 1.5 MB, all under 12.5 MB', () => {
    const files = sampleFiles();
    for (const { path, bytes } of files) expect([path, bytes > 1_500_000]).toEqual([path, false]);
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(12_500_000);
  });
});

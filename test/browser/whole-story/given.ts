/** What the family has to give: photographs as a camera writes them, and a recording of some minutes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Stands in each photograph beside the picture, as a camera's owner and place would: it may be served to nobody. */
export const WRITTEN_BY_THE_CAMERA = 'Ownerofthecamera';

const SECONDS = 90;
const RATE = 48_000; // samples a second, of two bytes each: with 90 seconds, more than one piece of an upload

/** Two photographs in a folder. Gives their paths. */
export async function photographs(folder: string): Promise<[string, string]> {
  const made = (['#8a5a2b', '#2b4a6a'] as const).map(async (background, at) => {
    const path = join(folder, `IMG_204${at}.jpg`);
    const square = Buffer.from(
      `<svg width="1400" height="1000"><rect x="300" y="${200 + at * 150}" width="800" height="400" fill="#e8d9b5"/></svg>`,
    );
    await sharp({ create: { width: 1400, height: 1000, channels: 3, background } })
      .composite([{ input: square }])
      .withExif({ IFD0: { Artist: WRITTEN_BY_THE_CAMERA, Model: WRITTEN_BY_THE_CAMERA } })
      .jpeg()
      .toFile(path);
    return path;
  });
  return Promise.all(made) as Promise<[string, string]>;
}

/** A minute and a half of a tone that never pauses, as WAV in a folder. Gives its path. */
export function recording(folder: string): string {
  const samples = Buffer.alloc(SECONDS * RATE * 2);
  for (let at = 0; at < SECONDS * RATE; at += 1)
    samples.writeInt16LE(Math.round(9_000 * Math.sin((at * 220 * 2 * Math.PI) / RATE)), at * 2);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // one channel
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  const path = join(folder, 'Voice 003.wav');
  writeFileSync(path, Buffer.concat([header, samples]));
  return path;
}

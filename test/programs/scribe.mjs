// A stand-in for a recogniser: it hears nothing, and says how long the sound is, in the form of whisper.cpp. Called as
// `scribe.mjs LANG OUTPUT SOUND`; `fail`, `silent` and `broken` as LANG make it do that.
import { readFileSync, writeFileSync } from 'node:fs';

const [lang, output, sound] = process.argv.slice(2);
const wav = readFileSync(sound);
const [channels, rate, bits] = [wav.readUInt16LE(22), wav.readUInt32LE(24), wav.readUInt16LE(34)];
process.stderr.write(`whisper_print_progress_callback: progress =  50%\n`);
if (lang === 'fail' || process.env.MEILI_API_KEY) {
  process.stderr.write('no model\n');
  process.exit(3);
}
if (lang === 'broken') process.stdout.write('{"transcription": [');
else if (lang !== 'silent') {
  const seconds = Math.round((wav.length - 44) / (rate * 2));
  const text = ` We left on the Tigris road. ${channels} ${rate} ${bits}, ${lang}, ${seconds} seconds.`;
  const piece = (token, p) => ({ text: token, p });
  const tokens = [
    piece('[_BEG_]', 1),
    piece(' We', 0.99),
    piece(' left', 0.95),
    piece(' on', 0.9),
    piece(' the', 0.9),
    piece(' Ti', 0.5),
    piece('gris', 0.3),
    piece(' road', 0.88),
    piece('.', 0.9),
  ];
  const transcription = [
    { offsets: { from: 0, to: 2_000 }, text, tokens },
    {
      offsets: { from: 6_000, to: 8_000 },
      text: ' Then silence.',
      tokens: [piece(' Then', 0.2), piece(' silence', 0.9)],
    },
  ];
  writeFileSync(`${output}.json`, JSON.stringify({ result: { language: lang }, transcription }));
}

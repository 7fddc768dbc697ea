// Calls Debian's pocketsphinx (0.8) on a sound file and writes what it heard as its successor does: one object a line, with
// the time and confidence of each word. Called as `pocketsphinx.mjs SOUND`.
import { execFileSync } from 'node:child_process';

const lines = execFileSync(
  'pocketsphinx_continuous',
  ['-infile', process.argv[2], '-time', 'yes', '-logfn', '/dev/null'],
  {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  },
).split('\n');
let utterance = null;
const tell = () => {
  if (!utterance?.w.length) return;
  const [first, last] = [utterance.w[0], utterance.w.at(-1)];
  process.stdout.write(`${JSON.stringify({ b: first.b, d: last.b + last.d - first.b, p: 1, ...utterance })}\n`);
};
for (const line of lines) {
  const word = /^(\S+) (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/.exec(line);
  if (word && utterance) {
    const [, t, from, to, p] = word;
    utterance.w.push({ t, b: Number(from), d: Number(to) - Number(from), p: Math.min(1, Number(p)) });
  } else {
    tell();
    utterance = { t: line, w: [] };
  }
}
tell();

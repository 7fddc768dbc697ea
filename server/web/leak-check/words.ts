/** Texts as runs of words, so that a passage is known again in a page, an excerpt or an answer for programs. */

const RUN = 6; // words
const MOST_RUNS = 12; // of one text
const LONG_ENOUGH = 9; // characters: a single shorter word may stand anywhere

/** The words of a text: letters, digits and marks, in small letters. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** The runs by which a text is known again: the whole of a short one, else some of six words from all over it. */
export function runsOf(text: string): string[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  if (words.length <= RUN) return [words.join(' ')];
  const last = words.length - RUN;
  const step = Math.max(1, Math.ceil(last / (MOST_RUNS - 1)));
  const runs: string[] = [];
  for (let at = 0; at < last; at += step) runs.push(words.slice(at, at + RUN).join(' '));
  return [...runs, words.slice(last).join(' ')];
}

/** Whether a run says by itself whose it is; a short single word does so only where the record is spoken of. */
export function isTelling(run: string): boolean {
  return run.includes(' ') || run.length >= LONG_ENOUGH;
}

/** Every run of up to six words of a text, once. */
export function* allRuns(text: string): Generator<string> {
  const words = wordsOf(text);
  for (let from = 0; from < words.length; from += 1) {
    let run = '';
    for (let to = from; to < Math.min(words.length, from + RUN); to += 1) {
      run = to === from ? words[to]! : `${run} ${words[to]!}`;
      yield run;
    }
  }
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** An answer as it is read: as it stands, and without the tags that stand within words. */
export function readable(text: string): string {
  const json = text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const decoded = json
    .replace(/\\[nrt]/g, ' ')
    .replace(/%[0-9a-f]{2}(%[0-9a-f]{2})*/gi, (coded) => {
      try {
        return decodeURIComponent(coded);
      } catch {
        return coded;
      }
    })
    .replace(/&#(\d{1,7});/g, (whole, code: string) =>
      Number(code) < 0x110000 ? String.fromCodePoint(Number(code)) : whole,
    )
    .replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, name: string) => NAMED[name]!)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  const bare = decoded.replace(/<\/?(mark|b|i|em|strong|bdi|bdo|span|abbr)\b[^>]*>/gi, '').replace(/<[^>]*>/g, ' ');
  return `${bare}\n${decoded}`;
}

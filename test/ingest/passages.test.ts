import fc from 'fast-check';
import { passagesOf } from '../../server/ingest/passages.ts';
import type { SourceCue } from '../../server/ingest/source.ts';

function cue(text: string, more: Partial<SourceCue> = {}): SourceCue {
  const nothing = { startMs: null, endMs: null, estimated: false, speaker: null, identifier: null, settings: null };
  return { ...nothing, startsParagraph: false, text, payload: text, ...more };
}

const words = (count: number, word = 'word') => Array(count).fill(word).join(' ');
const sentences = (count: number, end = '.') =>
  Array(count)
    .fill(`${words(10)}${end}`)
    .join(' ');
const lengths = (cues: SourceCue[]) => passagesOf(cues).map(({ text }) => text.split(/\s+/).length);

describe('passages', () => {
  it('are a speaker’s turn of one or more cues', () => {
    const passages = passagesOf([
      cue('Where?', { speaker: 'A', startMs: 0, endMs: 900 }),
      cue('In Aden,', { speaker: 'B', startMs: 1000, endMs: 2000 }),
      cue('by the sea.', { speaker: 'B', startMs: 2000, endMs: 3000, payload: '<i>by the sea.</i>' }),
    ]);
    expect(passages).toEqual([
      expect.objectContaining({ speaker: 'A', text: 'Where?', startMs: 0, endMs: 900 }),
      {
        speaker: 'B',
        text: 'In Aden, by the sea.',
        startMs: 1000,
        endMs: 3000,
        estimated: false,
        cues: [
          { index: 1, charStart: 0, charEnd: 8, startMs: 1000, endMs: 2000, payload: 'In Aden,' },
          { index: 2, charStart: 9, charEnd: 20, startMs: 2000, endMs: 3000, payload: '<i>by the sea.</i>' },
        ],
      },
    ]);
  });

  it('begin with a paragraph of the file and after a long silence', () => {
    expect(passagesOf([cue('One.'), cue('Two.', { startsParagraph: true }), cue('Three.')])).toHaveLength(2);
    const far = [
      cue('One.', { startMs: 0, endMs: 1000 }),
      cue('Two.', { startMs: 9000 }),
      cue('Three.', { startMs: 60_000 }),
    ];
    expect(passagesOf(far).map(({ text }) => text)).toEqual(['One. Two.', 'Three.']);
  });

  it('end where the next begins, if the file gives no end', () => {
    const [first, second] = passagesOf([
      cue('One.', { speaker: 'A', startMs: 0 }),
      cue('Two.', { speaker: 'B', startMs: 5000 }),
    ]);
    expect([first?.endMs, second?.endMs]).toEqual([5000, null]);
  });

  it('of a long turn are divided at sentence ends, about equally', () => {
    expect(lengths([cue(sentences(30))])).toEqual([150, 150]);
    expect(lengths([cue(sentences(23))])).toEqual([230]);
    expect(lengths([cue(sentences(100))]).every((length) => length >= 180 && length <= 220)).toBe(true);
  });

  it.each(['.', '؟', '۔', '!', '…', '?”', '׃', '.»'])('know the sentence end %s', (end) => {
    const [first] = passagesOf([cue(sentences(40, end))]);
    expect(first?.text.endsWith(end)).toBe(true);
  });

  it('are not divided after initials and titles', () => {
    const text = `${words(199)} Dr. Gordon E. Moore ${words(180)}. ${words(20)}.`;
    expect(passagesOf([cue(text)]).every((passage) => !/(?:Dr|E)\.$/.test(passage.text))).toBe(true);
  });

  it('of cues without sentence ends are divided between cues', () => {
    const cues = Array.from({ length: 60 }, (_, at) => cue(words(10), { startMs: at * 4000, endMs: at * 4000 + 4000 }));
    const passages = passagesOf(cues);
    expect(passages.map((passage) => passage.cues.length)).toEqual([20, 20, 20]);
    expect(passages.map(({ startMs }) => startMs)).toEqual([0, 80_000, 160_000]);
  });

  it('of one endless sentence are divided between words', () => {
    expect(lengths([cue(words(2000))]).every((length) => length <= 250)).toBe(true);
    expect(passagesOf([cue('א'.repeat(100_000))]).every(({ text }) => text.length < 15_000)).toBe(true);
  });

  it('that begin inside a cue say that their time was worked out, and hold only their own words', () => {
    const [first, second] = passagesOf([cue(sentences(40), { startMs: 0, endMs: 100_000 })]);
    expect([first?.startMs, first?.estimated, second?.startMs, second?.estimated]).toEqual([
      0,
      false,
      expect.closeTo(50_000, -4),
      true,
    ]);
    expect(first?.endMs).toBe(second?.startMs);
    expect(second?.endMs).toBe(100_000);
    expect(second?.cues[0]).toMatchObject({ index: 0, payload: second?.text });
  });

  it('keep the estimate of their cues', () => {
    expect(passagesOf([cue('One.', { startMs: 5, estimated: true })])[0]?.estimated).toBe(true);
  });

  it('lose and change nothing, whatever the cues are', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ש', 'ب', ' ', '.', '؟', '\n', '\u05B0', '😀'),
      maxLength: 200,
    });
    const made = fc.record({ text, speaker: fc.constantFrom(null, 'A', 'B'), startsParagraph: fc.boolean() });
    fc.assert(
      fc.property(fc.array(made, { maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (given, most) => {
        const cues = given.filter((one) => one.text.trim()).map(({ text, ...more }) => cue(text.trim(), more));
        const passages = passagesOf(cues, { words: most });
        const bare = (string: string) => string.replace(/\s/g, '');
        expect(bare(passages.map((passage) => passage.text).join(''))).toBe(bare(cues.map((one) => one.text).join('')));
        for (const passage of passages) {
          for (const { index, charStart, charEnd } of passage.cues) {
            expect(cues[index]?.text).toContain(passage.text.slice(charStart, charEnd));
            expect(cues[index]?.speaker).toBe(passage.speaker);
          }
        }
      }),
    );
  });
});

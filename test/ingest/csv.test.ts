import { existsSync, readFileSync } from 'node:fs';
import { passagesOf } from '../../server/ingest/passages.ts';
import { cuesOf, fixture, read, refused, said } from './making/read.ts';

describe('a transcript as a table', () => {
  it('gives a cue a row, with the transcriber’s marks and quotation marks as they are', async () => {
    const { transcripts, problems } = await read('table.tsv', fixture('table.tsv'));
    expect(transcripts[0]?.cues.map(said)).toEqual([
      [5000, null, 'INT', 'A "quoted" word <n(note)>.'],
      [11_150, null, 'AB', 'Yes<=>yes.'],
      [null, null, 'AB', 'No time.'],
      [10_000, null, null, 'Back.'],
    ]);
    expect(problems).toEqual([{ line: 5, message: expect.stringContaining('runs back') }]);
  });

  it.each([
    ['text,speaker,start,end\nHello,A,1:00,1:05\nBye,B,,', ','],
    ['Sprecher;Transkript;Timecode;Ende\nA;Hello;00:01:00;00:01:05\nB;Bye;;', ';'],
    ['דובר\tתמליל\tזמן\tסיום\nA\tHello\t1:00\t1:05\nB\tBye\t\t', 'tab'],
    ['"TC In","TC Out","Who?","Words"\n"00:01:00:00","00:01:05:00","A","Hello"\n"","","B","Bye"', 'quoted'],
  ])('finds its columns by name in any order: %j', async (text) => {
    expect((await cuesOf('a.csv', text)).map(said)).toEqual([
      [60_000, 65_000, 'A', 'Hello'],
      [null, null, 'B', 'Bye'],
    ]);
  });

  it('keeps line breaks and doubled quotation marks of quoted cells, and counts lines through them', async () => {
    const { transcripts, problems } = await read(
      'a.csv',
      'speaker,text,time\nA,"One ""two""\nthree",0:05\nB,Four,soon',
    );
    expect(transcripts[0]?.cues[0]?.text).toBe('One "two"\nthree');
    expect(problems).toEqual([{ line: 4, message: expect.stringContaining('“soon” is no time') }]);
  });

  it('reads frames by the highest that is counted, and says so', async () => {
    const slow = await read('a.csv', 'time,text\n00:00:01:12,One\n00:00:02:24,Two');
    expect(slow.transcripts[0]?.cues.map(({ startMs }) => startMs)).toEqual([1480, 2960]);
    expect(slow.problems[0]?.message).toContain('25 a second');
    const fast = await read('a.csv', 'time,text\n00:00:01:15,One\n00:00:02:29,Two');
    expect(fast.transcripts[0]?.cues.map(({ startMs }) => startMs)).toEqual([1500, 2967]);
  });

  it('reads digits that look like frames as the milliseconds they claim to be, and says so', async () => {
    const rows = Array.from(
      { length: 12 },
      (_, at) => `00:00:${10 + at}.${String((at * 20) % 250).padStart(3, '0')},Words`,
    );
    const { transcripts, problems } = await read('a.csv', `time,text\n${rows.join('\n')}`);
    expect(transcripts[0]?.cues[7]?.startMs).toBe(17_140);
    expect(problems[0]?.message).toContain('look like frames');
  });

  it('is refused without the names of its columns, without rows, or with broken quotation', async () => {
    expect((await refused('a.csv', 'one,two\nthree,four')).message).toContain(
      'line 1: the first row must name the columns',
    );
    expect((await refused('a.csv', 'speaker,text\n')).message).toContain('no row');
    expect((await refused('a.csv', 'speaker,text\nA,"never closed\nB,x')).message).toMatch(
      /line \d+: a quotation mark/,
    );
    expect((await refused('a.tsv', `speaker\ttext\nA\t${'x'.repeat(300_000)}`)).message).toContain('endless');
  });

  it('takes a stray quotation mark in a tab-separated file for a letter', async () => {
    const cues = await cuesOf('a.tsv', 'speaker\ttext\nA\t"Well\nB\tYes');
    expect(cues.map(({ text }) => text)).toEqual(['"Well', 'Yes']);
  });
});

const SHARED = '/work/shared/fixtures/vtt';
const shared = existsSync(SHARED) ? describe : describe.skip;
shared(`a real interview as table and as WebVTT (only where ${SHARED} is there)`, () => {
  it('table: 18 rows, four by INT, eleven by AB, three by nobody; times as written, frames suspected', async () => {
    const { transcripts, problems } = await read('transcript.de.csv', readFileSync(`${SHARED}/transcript.de.csv`));
    const cues = transcripts[0]?.cues ?? [];
    const by = (speaker: string | null) => cues.filter((cue) => cue.speaker === speaker).length;
    expect([cues.length, by('INT'), by('AB'), by(null)]).toEqual([18, 4, 11, 3]);
    expect([cues[1]?.startMs, cues[2]?.startMs, cues.at(-1)?.startMs]).toEqual([11_150, 18_010, 296_060]);
    expect(cues[5]?.text).toContain('<n(heute Łąkie, Polen)>');
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('look like frames')]);
    expect(passagesOf(cues).map(({ speaker, cues: inside }) => [speaker, inside.length])).toEqual([
      ['INT', 4],
      ['AB', 11],
      [null, 1],
      [null, 1],
      [null, 1],
    ]);
  });

  it('WebVTT: 14 cues, three with a voice, marks such as <[?]> kept', async () => {
    const cues = await cuesOf('voice-tags.de.vtt', readFileSync(`${SHARED}/voice-tags.de.vtt`));
    expect(cues.map(({ speaker }) => speaker)).toEqual(['INT', 'AB', ...Array(11).fill(null), 'INT']);
    expect([cues[0]?.startMs, cues[0]?.endMs, cues.at(-1)?.startMs]).toEqual([5495, 18_924, 245_311]);
    expect(cues[0]?.text.endsWith('warum die Aktiengesellschaften <[?]> .')).toBe(true);
    expect(cues.filter(({ text }) => text.includes('<[?]>'))).toHaveLength(2);
  });
});

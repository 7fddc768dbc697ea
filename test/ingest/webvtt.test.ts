import { cuesOf, fixture, read, refused, said } from './making/read.ts';

const vtt = (body: string) => `WEBVTT\n\n${body}`;

describe('a WebVTT file', () => {
  it('gives its cues with speakers, times, identifiers and settings, and its words without markup', async () => {
    const source = await read('voices.vtt', fixture('voices.vtt'));
    const [transcript] = source.transcripts;
    expect(transcript?.cues.map(said)).toEqual([
      [1000, 4000, 'Dana', 'Where were you born?'],
      [360_005_250, 360_009_000, 'Rivka & Co.', 'In Aden, by the sea <there>.'],
      [360_010_000, 360_012_000, null, 'No voice here, <[?]> and<=>and <n(in Yemen)>.'],
      [360_013_000, 360_014_000, 'Dana', 'Really?'],
      [360_013_000, 360_014_000, 'Rivka', 'Yes.\nAnd 港(port).'],
    ]);
    expect(transcript?.cues[0]).toMatchObject({
      identifier: 'opening',
      settings: 'align:start position:10%',
      estimated: false,
    });
    expect(transcript?.cues[1]).toMatchObject({ identifier: null, settings: null });
    expect(transcript?.notes).toEqual(['One line', 'Several\nlines']);
    expect(source.problems).toEqual([]);
  });

  it('says its language, and keeps header, styles and regions', async () => {
    const { description, transcripts } = await read('voices.vtt', fixture('voices.vtt'));
    expect([description.lang, transcripts[0]?.lang]).toEqual(['he', 'he']);
    expect(description.other).toEqual({
      'WebVTT header': ['- An interview made for tests', 'Kind: captions', 'Language: he'],
      'WebVTT STYLE': ['::cue(v[voice="Dana"]) { color: teal }'],
      'WebVTT REGION': ['id:fred\nwidth:40%'],
    });
  });

  it('keeps each cue as written: the payloads of one cue’s voices are the cue', async () => {
    const cues = await cuesOf('voices.vtt', fixture('voices.vtt'));
    expect(cues[1]?.payload).toBe(
      '<v Rivka &amp; Co.>In <b><u>Aden</u></b>, <lang en>by the sea</lang> <00:00:06.000>&lt;there&gt;.',
    );
    const last = cues.slice(3).map(({ payload }) => payload);
    expect(last.join('')).toBe('<v Dana>Really?</v> <v Rivka>Yes.\nAnd <ruby>港<rt>port</rt></ruby>.');
    expect(last).toHaveLength(2);
  });

  it.each(['\n', '\r\n', '\r'])('is the same with line ends %j and a byte-order mark', async (end) => {
    const text = fixture('voices.vtt').toString().replaceAll('\n', end);
    const cues = await cuesOf('voices.vtt', `\uFEFF${text}`);
    expect(cues).toEqual(await cuesOf('voices.vtt', fixture('voices.vtt')));
  });

  it('does not lend a speaker to a cue without one', async () => {
    const cues = await cuesOf('a.vtt', vtt('00:01.000 --> 00:02.000\n<v A>One.\n\n00:02.000 --> 00:03.000\nTwo.'));
    expect(cues.map(({ speaker }) => speaker)).toEqual(['A', null]);
  });

  it('gives words after a closed voice to nobody, and those after an inner voice to the outer one', async () => {
    const [first, second] = await cuesOf('a.vtt', vtt('00:01.000 --> 00:02.000\n<v A>One.</v> Two.'));
    expect([first?.speaker, second?.speaker]).toEqual(['A', null]);
    const nested = await cuesOf('a.vtt', vtt('00:01.000 --> 00:02.000\n<v A>One <v B>two</v> three</v>'));
    expect(nested.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['A', 'One'],
      ['B', 'two'],
      ['A', 'three'],
    ]);
  });

  it('loses the end of a cue that ends before it starts, with its line', async () => {
    const { transcripts, problems } = await read('a.vtt', vtt('00:05.000 --> 00:01.000\nBack.'));
    expect(transcripts[0]?.cues[0]).toMatchObject({ startMs: 5000, endMs: null });
    expect(problems).toEqual([
      { line: 3, message: expect.stringContaining('ends (00:00:01) before it starts (00:00:05)') },
    ]);
  });

  it('notes a time that runs back, and keeps the order of the file', async () => {
    const { transcripts, problems } = await read(
      'a.vtt',
      vtt('00:05.000 --> 00:06.000\nOne.\n\n00:01.000 --> 00:02.000\nTwo.'),
    );
    expect(transcripts[0]?.cues.map(({ startMs }) => startMs)).toEqual([5000, 1000]);
    expect(problems).toEqual([{ line: 6, message: expect.stringContaining('runs back from 00:00:05 to 00:00:01') }]);
  });

  it('keeps the words of a cue whose time cannot be read, and words outside cues, and says where', async () => {
    const { transcripts, problems } = await read(
      'a.vtt',
      vtt(
        '00:99.000 --> 00:01.000\nBad time.\n\nNo cue at all.\n\n00:03.000 --> 00:04.000\n\n\n00:05.000 --> 00:06.000\nGood.',
      ),
    );
    expect(transcripts[0]?.cues.map(said)).toEqual([
      [null, null, null, 'Bad time.'],
      [null, null, null, 'No cue at all.'],
      [5000, 6000, null, 'Good.'],
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 6, 8]);
  });

  it('begins a new cue at a timing line that no empty line sets apart', async () => {
    const cues = await cuesOf('a.vtt', vtt('00:01.000 --> 00:02.000\nOne.\n00:02.000 --> 00:03.000\nTwo.'));
    expect(cues.map(({ text }) => text)).toEqual(['One.', 'Two.']);
  });

  it('takes labels for speakers only where no cue has a voice', async () => {
    const labelled = vtt('00:01.000 --> 00:02.000\nBROWN: Why?\n\n00:02.000 --> 00:03.000\nBROWN: Say.');
    expect((await cuesOf('a.vtt', labelled)).map(said)).toEqual([
      [1000, 2000, 'BROWN', 'Why?'],
      [2000, 3000, 'BROWN', 'Say.'],
    ]);
    const voiced = await cuesOf('a.vtt', `${labelled}\n\n00:04.000 --> 00:05.000\n<v LEVY>No.`);
    expect(voiced.map(({ speaker }) => speaker)).toEqual([null, null, 'LEVY']);
  });

  it('decodes references of HTML, and leaves unknown ones', async () => {
    const [cue] = await cuesOf(
      'a.vtt',
      vtt('00:01.000 --> 00:02.000\n&eacute;&nbsp;&#1513;&#x5E9;&rlm; AT&T &unknown; &#0;'),
    );
    expect(cue?.text).toBe('é\u00A0שש\u200F AT&T &unknown; \uFFFD');
  });

  it('is refused without its first line or any words', async () => {
    expect((await refused('a.vtt', '00:01.000 --> 00:02.000\nOne.')).message).toMatch(
      /“a\.vtt”, line 1: .*begins with the line WEBVTT/,
    );
    expect((await refused('a.vtt', 'WEBVTT\n\nNOTE nothing else')).message).toContain('no cue');
    expect((await refused('a.vtt', 'WEBVT')).message).toContain('WEBVTT');
  });
});

import { cuesOf, fixture, read, refused, said } from './making/read.ts';

describe('an SRT file', () => {
  it('gives its subtitles with or without counters, with comma or point, tags and codes dropped', async () => {
    const { transcripts, problems } = await read('film.srt', fixture('film.srt'));
    expect(transcripts[0]?.cues.map(said)).toEqual([
      [1000, 3500, 'BROWN', 'Where were you\nborn?'],
      [4000, 6000, 'LEVY', 'In Tripoli.\n\nIt was hot.'],
      [7000, 8000, 'BROWN', '& then?'],
      [9000, null, 'LEVY', 'We left.'],
    ]);
    expect(transcripts[0]?.cues.map(({ identifier }) => identifier)).toEqual(['1', null, '7', '8']);
    expect(transcripts[0]?.cues[0]?.payload).toBe('{\\an8}<i>BROWN: Where were you\nborn?</i>');
    expect(transcripts[0]?.cues[1]?.settings).toBe('X1:10 X2:20 Y1:1 Y2:2');
    expect(problems).toEqual([{ line: 15, message: expect.stringContaining('before it starts') }]);
  });

  it('keeps a number that is spoken', async () => {
    const cues = await cuesOf(
      'a.srt',
      '1\n00:00:01,000 --> 00:00:02,000\nHow many?\n\n2\n00:00:02,000 --> 00:00:03,000\n42\n',
    );
    expect(cues.map(({ text }) => text)).toEqual(['How many?', '42']);
  });

  it('keeps words before the first time as a note, and says so', async () => {
    const { transcripts, problems } = await read('a.srt', 'Made by hand\n\n1\n00:00:01,000 --> 00:00:02,000\nHello.\n');
    expect(transcripts[0]?.notes).toEqual(['Made by hand']);
    expect(problems[0]?.line).toBe(1);
  });

  it('is refused where no subtitle has words', async () => {
    expect((await refused('a.srt', '1\n00:00:01,000 --> 00:00:02,000\n')).message).toContain('no subtitle');
  });
});

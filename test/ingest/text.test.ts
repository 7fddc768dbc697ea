import { cuesOf, fixture, read, refused, said } from './making/read.ts';

describe('a plain text', () => {
  it('gives turns with speakers, the times it has and no others, and its top lines as description', async () => {
    const { transcripts, description, problems } = await read('turns.txt', fixture('turns.txt'));
    expect(transcripts[0]?.cues.map(said)).toEqual([
      [5000, null, 'DANA', 'Where were you born?'],
      [
        12_500,
        null,
        'MR. SASSON',
        'In Cairo, in the old city, in a house with a blue door that my grandfather painted himself every spring before the feast, and I can still smell the paint.',
      ],
      [60_000, null, 'MR. SASSON', 'Then we moved to Alexandria.'],
      [null, null, 'DANA', 'One thing: why?'],
      [90_000, null, 'MR. SASSON', 'Work.'],
      [null, null, 'DANA', 'Whose?'],
      [null, null, 'MR. SASSON', "My father's."],
    ]);
    expect(description).toMatchObject({
      title: 'Made-up interview with a baker',
      accession: 'KT-0009',
      interviewers: ['Dana R.'],
      lang: 'fr',
    });
    expect(problems.map(({ line }) => line)).toEqual([15, 15]);
  });

  it('begins a new paragraph for a new turn, and not for a time inside one', async () => {
    const cues = await cuesOf('turns.txt', fixture('turns.txt'));
    expect(cues.map(({ startsParagraph }) => startsParagraph)).toEqual([true, true, false, true, true, true, true]);
  });

  it.each([
    [
      'Hebrew',
      'מראיינת: מתי נולדת?\nרבקה: בשנת 1935.\nמראיינת: איפה?\nרבקה: בצנעא.',
      ['מראיינת', 'רבקה', 'מראיינת', 'רבקה'],
    ],
    ['Hebrew letters', 'ש: מתי?\n\nת: אז.\n\nש: איך?', ['ש', 'ת', 'ש']],
    [
      'Arabic',
      'المحاور: متى ولدت؟\n\nأبو داود: سنة 1931.\n\nالمحاور: أين؟\n\nأبو داود: في بغداد.',
      ['المحاور', 'أبو داود', 'المحاور', 'أبو داود'],
    ],
    ['Persian', 'مصاحبه‌گر: کجا؟\n\nمصاحبه‌شونده: در شیراز.', ['مصاحبه‌گر', 'مصاحبه‌شونده']],
    [
      'roles',
      'Q: Where?\n\nA: There.\n\nInterviewer 2: When?\n\nSpeaker 10: Then.',
      ['Q', 'A', 'Interviewer 2', 'Speaker 10'],
    ],
    ['a dialogue', 'Moshe ben David: Hello.\n\nDr. al-Ani: Hello.', ['Moshe ben David', 'Dr. al-Ani']],
    ['a label of its own line', 'DANA:\nWhere?\n\nRIVKA:\n\nHere.\n\nDANA:\nWhen?', ['DANA', 'RIVKA', 'DANA']],
  ])('knows the labels of %s', async (_, text, speakers) => {
    const cues = await cuesOf('a.txt', text);
    expect(cues.map(({ speaker }) => speaker)).toEqual(speakers);
    expect(cues.every((cue) => !cue.text.includes(':'))).toBe(true);
  });

  it('does not take words before a colon for a label without evidence', async () => {
    const text =
      'One thing: we never went back.\n\nMy father said: go.\n\nBaghdad: that was another world.\n\nNote: she laughs.\n\nקולות מבגדד: שם היה יפה.\n\nI remember it all, every street of it.';
    const cues = await cuesOf('a.txt', text);
    expect(cues.map(({ speaker }) => speaker)).toEqual([null, null, null, null, null, null]);
    expect(cues[0]?.text).toBe('One thing: we never went back.');
  });

  it.each([
    ['[00:01:23] Words', 83_000, null],
    ['00:01:23.4 Words', 83_400, null],
    ['00:01:23,45 - Words', 83_450, null],
    ['(1:23) Words', 83_000, null],
    ['{0:01:23} Words', 83_000, null],
    ['[00:01:23 - 00:01:30] Words', 83_000, 90_000],
    ['1:23 Words', null, null],
  ])('reads the time in “%s”', async (text, startMs, endMs) => {
    const [cue] = await cuesOf('a.txt', text);
    expect([cue?.startMs, cue?.endMs]).toEqual([startMs, endMs]);
    expect(cue?.text).toBe(startMs === null ? text : 'Words');
  });

  it('believes times like 1:23 in company, whatever stands beside them', async () => {
    const cues = await cuesOf('a.txt', '0:03 Hello.\n\n1:23 We left.\n\n2:10 At night.');
    expect(cues.map(said)).toEqual([
      [3000, null, null, 'Hello.'],
      [83_000, null, null, 'We left.'],
      [130_000, null, null, 'At night.'],
    ]);
  });

  it('ends a paragraph by the time at its end, and starts the next (f4)', async () => {
    const cues = await cuesOf('a.txt', 'I: Where? #00:00:05-2#\n\nB: In Oran. #00:00:09-8#\n\nI: When?');
    expect(cues.map(said)).toEqual([
      [null, 5200, 'I', 'Where?'],
      [5200, 9800, 'B', 'In Oran.'],
      [9800, null, 'I', 'When?'],
    ]);
  });

  it.each([
    'Speaker 1 (00:03):\nHello.\n\nSpeaker 2 (00:09):\nGood day.',
    'Speaker 1  0:03\nHello.\n\nSpeaker 2  0:09\nGood day.',
    '00:00:03 Speaker 1\nHello.\n\n00:00:09 Speaker 2\nGood day.',
    '[00:00:03]\n\nSpeaker 1: Hello.\n\n[00:00:09]\n\nSpeaker 2: Good day.',
  ])('reads the form of transcription programs %j', async (text) => {
    expect((await cuesOf('a.txt', text)).map(said)).toEqual([
      [3000, null, 'Speaker 1', 'Hello.'],
      [9000, null, 'Speaker 2', 'Good day.'],
    ]);
  });

  it('without labels and times is its paragraphs, line breaks of verse kept', async () => {
    const cues = await cuesOf('a.txt', 'By the rivers\nthere we sat\n\nand wept.');
    expect(cues.map(({ text }) => text)).toEqual(['By the rivers\nthere we sat', 'and wept.']);
  });

  it('joins lines that were broken at a width', async () => {
    const line = 'and then we walked for three days and nights through the hills';
    const cues = await cuesOf('a.txt', `${line}\n${line}\n${line}\nand came.\n\n${line}\nand stayed.`);
    expect(cues.map(({ text }) => text)).toEqual([`${line} ${line} ${line} and came.`, `${line} and stayed.`]);
  });

  it('says when times run back', async () => {
    const { problems } = await read('a.txt', '[00:05:00] One.\n\n[00:01:00] Two.');
    expect(problems).toEqual([{ line: 3, message: expect.stringContaining('runs back') }]);
  });

  it('reads top lines also where they are as wide as the text', async () => {
    const title = 'A made-up interview about three days of walking through hills';
    const line = 'and then we walked for three days and nights through the hills';
    const { description } = await read('a.txt', `Title: ${title}\nAccession: KT-1\n\n${line}\n${line}\nand came.`);
    expect([description.title, description.accession]).toEqual([title, 'KT-1']);
  });

  it('leaves top lines alone that could be speech', async () => {
    const { description, transcripts } = await read('a.txt', 'Interviewer: Good morning.\n\nNarrator: Good morning.');
    expect(description.interviewers).toEqual([]);
    expect(transcripts[0]?.cues).toHaveLength(2);
  });

  it('is refused without words', async () => {
    expect((await refused('a.txt', ' \n\n ')).message).toContain('no words');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { passagesOf } from '../../server/ingest/passages.ts';
import { readSource } from '../../server/ingest/read.ts';
import type { Source } from '../../server/ingest/source.ts';
import { fixture, read, refused, said } from './making/read.ts';

const record = (inner: string, root = '<ROOT>') =>
  `<?xml version="1.0"?>${root}<record id="1" dt="2020-01-01">${inner}</record></ROOT>`;
const vtt = '<vtt_transcript>WEBVTT\n\n00:01.000 --&gt; 00:02.000\nHello.</vtt_transcript>';

describe('an OHMS 6 record', () => {
  let source: Source;
  beforeAll(async () => {
    source = await read('ohms-6.xml', fixture('ohms-6.xml'));
  });

  it('gives both transcripts, with speakers, times, line breaks and footnotes', () => {
    expect(source.format).toBe('ohms');
    const [original, translation] = source.transcripts;
    expect(original).toMatchObject({ lang: 'en', translation: false, notes: ['1. The Tigris.'] });
    expect(original?.cues.map(said)).toEqual([
      [1000, 4000, 'YOSSI', 'Where did you live?'],
      [4000, 80_000, 'SALIMA', 'We lived by the river.\n\nMy father sold cloth.'],
    ]);
    expect(translation).toMatchObject({ lang: 'ar', translation: true });
    expect(translation?.cues.map(said)).toEqual([[4000, 80_000, 'سليمة', 'كنا نسكن عند النهر.']]);
  });

  it('gives all fields of its index points, with several places and links, in both languages and of older versions', () => {
    expect(source.indexPoints).toEqual([
      {
        startMs: 0,
        texts: [
          {
            lang: 'en',
            alternate: false,
            title: 'The house by the river',
            synopsis: 'Childhood & school.',
            partialTranscript: 'SALIMA: We lived by the river.',
            keywords: ['river', 'school', 'market'],
            subjects: ['Baghdad (Iraq)'],
          },
          {
            lang: 'ar',
            alternate: true,
            title: 'البيت عند النهر',
            synopsis: 'الطفولة والمدرسة',
            partialTranscript: '',
            keywords: ['نهر', 'مدرسة'],
            subjects: [],
          },
        ],
        places: [
          { latitude: 33.3152, longitude: 44.3661, zoom: 12, label: 'Baghdad', alternateLabel: 'بغداد' },
          { latitude: null, longitude: null, zoom: null, label: 'near the old bridge', alternateLabel: '' },
        ],
        links: [
          { url: 'https://example.org/a', label: 'First', alternateLabel: '' },
          { url: 'https://example.org/b', label: 'Second', alternateLabel: 'الثاني' },
        ],
      },
      {
        startMs: 95_000,
        texts: [expect.objectContaining({ title: 'Leaving' })],
        places: [{ latitude: 32.0853, longitude: 34.7818, zoom: 10, label: 'Tel Aviv', alternateLabel: '' }],
        links: [{ url: 'https://example.org/c', label: 'Old place of links', alternateLabel: '' }],
      },
    ]);
  });

  it('gives its description, and loses no field', () => {
    expect(source.description).toMatchObject({
      accession: 'KT-0007',
      title: 'Made-up interview with Salima N.',
      abstract: 'Salima remembers the river.',
      date: '2024-03-05',
      narrators: ['Salima N.'],
      interviewers: ['Yossi T.', 'Dana R.'],
      subjects: ['Baghdad', 'Airlift'],
      keywords: ['school'],
      lang: 'en',
      collection: 'Voices made for tests',
      rights: 'Made for tests',
    });
    expect(source.description.other).toEqual({
      'record id': ['7'],
      'record dt': ['2024-03-05'],
      version: ['6.0'],
      collection_id: ['C1'],
      transcript_alt_lang: ['Arabic'],
      translate: ['1'],
      fmt: ['video'],
      userestrict: ['1'],
      'mediafile host_account_id': ['acct'],
      kembed: [expect.stringContaining('<iframe')],
    });
  });

  it('names the recording by host, address and length', () => {
    expect(source.recordings).toEqual([
      {
        url: 'https://www.youtube.com/embed/abc123',
        fileName: null,
        host: 'YouTube',
        hostId: 'abc123',
        kind: 'video',
        durationMs: 150_000,
      },
    ]);
  });

  it('notes what an archivist must see, each with its line', () => {
    expect(source.problems).toEqual([
      { line: expect.any(Number), message: expect.stringContaining('userestrict') },
      { line: 40, message: expect.stringContaining('near the old bridge') },
    ]);
  });
});

describe('an OHMS 5 record', () => {
  it('gives turns with times worked out from the minutes, and says which are', async () => {
    const { transcripts, problems, description, recordings } = await read('ohms-5.xml', fixture('ohms-5.xml'));
    expect(transcripts).toHaveLength(1);
    expect(
      transcripts[0]?.cues.map(({ startMs, estimated, speaker, text }) => [startMs, estimated, speaker, text]),
    ).toEqual([
      [0, true, 'BROWN', 'One two three four five six seven eight.'],
      [120_000, false, 'LEVY', 'Nine ten eleven twelve.'],
      [170_000, true, 'BROWN', 'Why thirteen?'],
      [182_500, true, 'LEVY', 'Because fourteen. Fifteen sixteen.'],
      [188_750, true, 'LEVY', 'Seventeen.'],
    ]);
    expect(transcripts[0]?.notes).toEqual(['1. A note on two lines. (https://example.org/n)']);
    expect(transcripts[0]?.cues[3]?.payload).toBe('LEVY: Because fourteen.[[footnote]]1[[/footnote]] Fifteen sixteen.');
    expect(problems).toEqual([{ line: 7, message: expect.stringContaining('“LEVY” begins to speak inside') }]);
    expect([description.title, description.date]).toEqual(['Made-up interview with Renée', '1998']);
    expect(recordings).toEqual([
      { url: null, fileName: 'tape.mp3', host: null, hostId: null, kind: 'audio', durationMs: 190_000 },
    ]);
  });

  it('has no transcript where it says so', async () => {
    const { transcripts } = await read('a.xml', record('<transcript>No transcript.</transcript><transcript_alt/>'));
    expect(transcripts).toEqual([]);
  });

  it('has no times where there is no <sync>, except those in the text', async () => {
    const { transcripts } = await read(
      'a.xml',
      record('<transcript>A: One.\n\nB: {0:01:05} Two.\n\nA: Three.\n\nB: Four.</transcript>'),
    );
    expect(transcripts[0]?.cues.map(({ startMs }) => startMs)).toEqual([null, 65_000, null, null]);
  });

  it('counts times in <sync> that fit no word', async () => {
    const { problems } = await read(
      'a.xml',
      record('<sync>1:|1(2)|99(1)</sync><transcript>One two three.</transcript>'),
    );
    expect(problems[0]?.message).toContain('1 of the times in <sync>');
  });
});

describe('an OHMS file', () => {
  it.each([
    ['<ROOT>', 0],
    ['<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms">', 0],
    ['<ROOT xmlns="https://www.nunncenter.org/ohms">', 0],
    ['<o:ROOT xmlns:o="https://example.org/another">', 1],
  ])('is read with its root as %s', async (root, notes) => {
    const xml = root.includes('o:') ? record(vtt, root).replaceAll('</ROOT>', '</o:ROOT>') : record(vtt, root);
    const { transcripts, problems } = await read('a.xml', xml);
    expect([transcripts[0]?.cues[0]?.text, problems.length]).toEqual(['Hello.', notes]);
  });

  it.each([
    ['<date value="2006-06-13" format="yyyy-mm-dd"/>', '2006-06-13'],
    ['<date value="13/06/2006" format="dd/mm/yyyy"/>', '2006-06-13'],
    ['<date value="06/13/2006" format="mm/dd/yyyy"/>', '2006-06-13'],
    ['<date value="1948" format="yyyy"/>', '1948'],
    [
      '<date value="" format="yyyy-mm-dd"/><date_nonpreferred_format>spring 1948</date_nonpreferred_format>',
      'spring 1948',
    ],
    ['<date value="" format="yyyy-mm-dd"/><date_nonpreferred_format>Unknown Date</date_nonpreferred_format>', null],
    ['<date value="in May" format="yyyy-mm-dd"/>', 'in May'],
  ])('with %s is of %s', async (xml, date) => {
    expect((await read('a.xml', record(xml + vtt))).description.date).toBe(date);
  });

  it('of several records, other XML, or cut off, is refused with its line', async () => {
    const two = await refused('a.xml', '<ROOT>\n<record/>\n<record/></ROOT>');
    expect(two.message).toBe(
      '“a.xml”, line 3: it holds 2 records; the second begins here. Save each record as a file of its own.',
    );
    expect((await refused('a.xml', '<TEI><text/></TEI>')).message).toContain(
      'no OHMS record (its first element is “TEI”)',
    );
    const whole = fixture('ohms-6.xml');
    const cut = await refused('a.xml', whole.subarray(0, whole.length / 2));
    expect(cut.message).toMatch(/line \d+: the XML is broken here .*cut off/);
  });

  it('takes the WebVTT where there is plain text too, and says so', async () => {
    const { transcripts, problems } = await read('a.xml', record(`${vtt}<transcript>Old words.</transcript>`));
    expect(transcripts[0]?.cues.map(({ text }) => text)).toEqual(['Hello.']);
    expect(problems[0]?.message).toContain('plain text');
  });

  it('of two languages is taken to be in the first, and keeps both names', async () => {
    const { description, problems } = await read('a.xml', record(`<language>Hebrew; English</language>${vtt}`));
    expect([description.lang, description.other.language, problems]).toEqual(['he', ['Hebrew; English'], []]);
  });

  it('says when it does not know a language', async () => {
    const { description, problems } = await read('a.xml', record(`<language>Klingonese</language>${vtt}`));
    expect([description.lang, description.other.language]).toEqual([null, ['Klingonese']]);
    expect(problems[0]?.message).toContain('Klingonese');
  });
});

const SHARED = '/work/shared/fixtures/ohms';
const shared = existsSync(SHARED) ? describe : describe.skip;
shared(`real OHMS records (only where ${SHARED} is there)`, () => {
  const shared = (name: string) => readSource(readFileSync(`${SHARED}/${name}`), name);

  it('legacy transcript: 86 turns (85 labels, three of them inside paragraphs, and the closing line), 28 minutes', async () => {
    const { transcripts, indexPoints, description, problems } = await shared('legacy-transcript-sync.xml');
    const cues = transcripts[0]?.cues ?? [];
    const by = (speaker: string | null) => cues.filter((cue) => cue.speaker === speaker).length;
    expect([cues.length, by('BROCK'), by('DUARTE'), by(null)]).toEqual([86, 43, 42, 1]);
    expect(problems.map(({ line }) => line)).toEqual([298, 317, 320]);
    // Minute 6 falls on line 61, word 2, the first word that Brock says there; minute 28 on the last thing he says.
    expect(cues.find(({ text }) => text === 'In Redwood City?')).toMatchObject({ startMs: 360_000, estimated: false });
    expect(cues.find(({ text }) => text.startsWith('Thanks so very much'))).toMatchObject({
      startMs: 1_680_000,
      estimated: false,
    });
    expect(cues.every(({ startMs }, at) => startMs! >= (cues[at - 1]?.startMs ?? 0) && startMs! <= 1_686_000)).toBe(
      true,
    );
    expect(indexPoints.map(({ startMs }) => startMs / 1000)).toEqual([0, 212, 573, 790, 991, 1219, 1521]);
    expect(indexPoints[0]?.places).toEqual([
      { latitude: 37.211, longitude: -122.273, zoom: 11, label: 'Pescadero, California', alternateLabel: '' },
    ]);
    expect(description.other.date_nonpreferred_format).toEqual(['13 June 2006']);
    const passages = passagesOf(cues);
    expect(passages.map(({ text }) => text).join(' ')).toBe(cues.map(({ text }) => text).join(' '));
  });

  it('index only: 15 points from 3 to 5761 seconds, two with a link, no transcript', async () => {
    const { transcripts, indexPoints, recordings } = await shared('legacy-index-only.xml');
    expect(transcripts).toEqual([]);
    expect([indexPoints.length, indexPoints[0]?.startMs, indexPoints.at(-1)?.startMs]).toEqual([15, 3000, 5_761_000]);
    expect(indexPoints[0]?.texts[0]?.keywords).toHaveLength(16);
    expect(indexPoints.filter(({ links }) => links.length).length).toBe(2);
    expect(recordings[0]?.kind).toBe('audio');
  });

  it('version 6: six cues from 01:00:03, three by each, the last without end', async () => {
    const { transcripts, problems } = await shared('vtt-transcript.xml');
    const cues = transcripts[0]?.cues ?? [];
    expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [3_603_000, 3_618_000],
      [3_618_000, 3_631_000],
      [3_631_000, 3_638_000],
      [3_638_000, 3_674_000],
      [3_674_000, 3_682_000],
      [3_682_000, null],
    ]);
    expect(cues.filter(({ speaker }) => speaker === 'NAME OF INTERVIEWEE')).toHaveLength(3);
    expect(cues[3]?.text.split('\n\n')).toHaveLength(3);
    expect(problems).toEqual([{ line: 61, message: expect.stringContaining('ends (00:00:00)') }]);
  });
});

import { readSource } from '../../server/ingest/read.ts';

test('a transcript in UTF-16, as Windows calls Unicode, is read by its mark', async () => {
  for (const name of ['story.txt', 'story.vtt']) {
    const text = name.endsWith('vtt') ? 'WEBVTT\n\n00:01.000 --> 00:02.000\nשלום מבגדאד\n' : 'שלום מבגדאד\n';
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const { encoding, transcripts } = await readSource(bytes, name);
    expect([encoding?.toLowerCase(), transcripts[0]!.cues[0]!.text]).toEqual([
      expect.stringMatching(/utf-?16/),
      'שלום מבגדאד',
    ]);
  }
});

/** Captions as players read them: https://www.w3.org/TR/webvtt1/ */
import { writeWebvtt } from '../../server/publish/webvtt.ts';

test('a caption in Arabic or Hebrew runs from the right, even where it begins with a number or a foreign name', () => {
  const cue = { startMs: 0, endMs: 900, speaker: null, text: '1951, في بغداد' };
  expect(writeWebvtt([cue], 'rtl')).toContain('\n\u200f1951, في بغداد');
  expect(writeWebvtt([cue])).toContain('\n1951');
});

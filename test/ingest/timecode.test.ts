import { clock, duration, frameOf, milliseconds } from '../../server/ingest/timecode.ts';

describe('a time as transcripts write it', () => {
  it.each([
    ['00:00:11.150', 11_150],
    ['01:02:03', 3_723_000],
    ['1:02:03,4', 3_723_400],
    ['00:01:23.45', 83_450],
    ['1:23', 83_000],
    ['75:30', 4_530_000],
    ['100:00:05.250', 360_005_250],
    ['00:01:23-4', 83_400],
    ['00:00:10:12', 10_480],
    ['00:00:10:125', 10_125],
  ])('%s is %d milliseconds', (text, ms) => {
    expect(milliseconds(text)).toBe(ms);
  });

  it.each(['', '1', '00:60:00', '00:00:61', '1:2', 'ten past', '00:00:10:25', '99999:00:00', '-0:01'])(
    '%s is none',
    (text) => {
      expect(milliseconds(text)).toBeNull();
    },
  );

  it('counts frames at the rate given', () => {
    expect(milliseconds('00:00:10:15', 30)).toBe(10_500);
    expect([frameOf('00:00:10:15'), frameOf('00:00:10.150'), frameOf('00:00:10:150')]).toEqual([15, null, null]);
  });

  it('is shown as people read it', () => {
    expect([clock(3_723_400), clock(360_005_000)]).toEqual(['01:02:03.400', '100:00:05']);
  });
});

test.each([
  ['0:28:06', 1_686_000],
  ['28:06', 1_686_000],
  ['1686', 1_686_000],
  ['00:00:00', null],
  ['unknown', null],
])('a length of %s is %s', (text, ms) => {
  expect(duration(text)).toBe(ms);
});

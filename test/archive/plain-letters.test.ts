import { asciiDigits, plainLetters } from '../../server/archive/plain-letters.ts';

describe('Plain letters', () => {
  test.each([
    ['  Août   1951 ', 'aout 1951'],
    ['شَعْبان', 'شعبان'],
    ['كانون الأوّل', 'کانون الاول'],
    ['جمادى الآخرة', 'جمادی الاخره'],
    ['فروردین‌ماه', 'فروردینماه'],
    ['نيســان', 'نیسان'],
    ['נִיסָן', 'ניסן'],
    ['תשי״א', 'תשי"א'],
    ["תשי''א", 'תשי"א'],
    ['ב־1951', 'ב-1951'],
    ['1948–1951', '1948-1951'],
    ['Shaʽban', "sha'ban"],
    ['\u2068١٩٥١\u2069', '1951'],
    ['۱۳۳۰', '1330'],
  ])('of %j are %j', (text, plain) => {
    expect(plainLetters(text)).toBe(plain);
    expect(plainLetters(plain)).toBe(plain);
  });

  test('keep everything but digits where only digits are asked', () => {
    expect(asciiDigits('عام ١٩٥١ و ۱۳۳۰')).toBe('عام 1951 و 1330');
  });
});

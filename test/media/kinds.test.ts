import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Invalid } from '../../server/archive/errors.ts';
import { fits, kindOf, sniff, welcomeExtensions, welcomeKinds } from '../../server/media/kinds.ts';
import { photograph, temporaryArchive, tone, zip } from './made.ts';

const data = temporaryArchive();
const text = (string: string) => Buffer.from(string);
const docx = (extra: Record<string, string> = {}, type = 'wordprocessingml.document') =>
  zip({
    '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
    'word/document.xml': '<w:document/>',
    ...extra,
  });
const webm = Buffer.concat([
  Buffer.from('1a45dfa3934286810142f7810142f2810442f381084282847765626d', 'hex'),
  Buffer.alloc(40),
]);
const mp4 = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), text(`ftyp${brand}\0\0\0\0isom${brand}`), Buffer.alloc(40)]);

const refusal = async (bytes: Uint8Array | string, name: string) => {
  const error: unknown = await sniff(bytes, name).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Invalid);
  return error as Invalid;
};

describe('a file is what its bytes say', () => {
  test('pictures', async () => {
    const jpeg = await photograph();
    expect(await sniff(jpeg, 'Opa.JPG')).toEqual({
      kind: 'image',
      mime: 'image/jpeg',
      ext: 'jpg',
      name: 'JPEG picture',
    });
    const drawn = sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } });
    for (const format of ['png', 'tiff', 'webp', 'gif', 'avif'] as const) {
      expect((await sniff(await drawn.clone()[format]().toBuffer(), `drawing.${format}`)).mime).toBe(`image/${format}`);
    }
  });

  test('recordings, also under the other names of their container', async () => {
    expect((await sniff(tone([1]), 'tape-1.wav')).mime).toBe('audio/wav');
    expect(
      (
        await sniff(
          Buffer.concat([Buffer.from('RF64\xff\xff\xff\xff', 'latin1'), tone([1]).subarray(8)]),
          'long-tape.wav',
        )
      ).mime,
    ).toBe('audio/wav');
    expect(await sniff(mp4('mp42'), 'telephone.m4a')).toMatchObject({ kind: 'audio', mime: 'audio/mp4' });
    expect(await sniff(mp4('M4A '), 'telephone.mp4')).toMatchObject({ kind: 'audio', mime: 'audio/mp4' });
    expect(await sniff(mp4('isom'), 'wedding.mp4')).toMatchObject({ kind: 'video', mime: 'video/mp4' });
    const browser = await sniff(webm, 'question-1.webm');
    expect(browser).toMatchObject({ kind: 'video', mime: 'video/webm' });
    expect([fits(browser, 'audio'), fits(browser, 'video'), fits(browser, 'image')]).toEqual([true, true, false]);
    expect(fits(await sniff(tone([1]), 'a.wav'), 'video')).toBe(false);
  });

  test('documents', async () => {
    expect((await sniff(text('%PDF-1.4\n%âãÏÓ\n1 0 obj'), 'passport.pdf')).kind).toBe('document');
    expect((await sniff(docx(), 'memoir.docx')).ext).toBe('docx');
    expect((await sniff(text('{\\rtf1\\ansi A letter}'), 'letter.rtf')).ext).toBe('rtf');
    const odt = zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<office/>' });
    expect((await sniff(odt, 'memoir.odt')).ext).toBe('odt');
  });

  test('texts, in any character set', async () => {
    expect(await sniff(text('WEBVTT\n\n00:00.000 --> 00:02.000\nשלום'), 'a.vtt')).toMatchObject({
      kind: 'text',
      mime: 'text/vtt',
    });
    expect((await sniff(text('1\n00:00:00,000 --> 00:00:02,000\nHello'), 'a.srt')).ext).toBe('srt');
    expect((await sniff(text('accession,title\r\nK-1,A'), 'testimonies.csv')).mime).toBe('text/csv');
    expect((await sniff(text('<?xml version="1.0"?>\n<ROOT><record/></ROOT>'), 'ohms.xml')).ext).toBe('xml');
    expect((await sniff(Buffer.from([0xe3, 0xd1, 0xcd, 0xc8, 0xc7, 0x20, 0x0a]), 'windows-1256.txt')).ext).toBe('txt');
    expect((await sniff(Buffer.from('\ufeffשלום', 'utf16le'), 'notepad.txt')).ext).toBe('txt');
    expect((await sniff(text('Story told without a name'), 'story')).ext).toBe('txt');
  });

  test('speakers’ initials are not taken for the marks of programs and pictures', async () => {
    for (const line of [
      'BM: Where were you born?\n',
      'MZ: In Basra.\n',
      'ID3 tapes were made.\n',
      'GIF: a name\n',
      'II*: notes',
    ]) {
      expect((await sniff(text(line), 'transcript.txt')).kind).toBe('text');
    }
  });

  test('read from a path as from memory', async () => {
    const path = join(data, 'stored-without-a-name');
    writeFileSync(path, await photograph());
    expect((await sniff(path, 'opa.jpeg')).mime).toBe('image/jpeg');
    expect((await kindOf(path))?.kind).toBe('image');
    expect(await kindOf(text('MZ\x90\0\x03\0\0\0'))).toBeNull();
    expect(await kindOf(Buffer.alloc(0))).toBeNull();
  });
});

describe('a file that is not what its name says is refused', () => {
  test('with a message that names both, and the file', async () => {
    const error = await refusal(text('%PDF-1.4\n'), 'grandfather.jpg');
    expect(error.message).toMatch(/“grandfather\.jpg” is named as a JPEG picture, but its content is a PDF document\./);
    expect(error.where.file).toBe('grandfather.jpg');
    expect((await refusal(await photograph(), 'film.mp4')).message).toMatch(
      /an MP4 film, but its content is a JPEG picture/,
    );
    expect((await refusal(await photograph({ format: 'png' }), 'a.jpg')).message).toMatch(
      /a JPEG picture, but .* a PNG picture/,
    );
    expect((await refusal(await photograph(), 'story.txt')).message).toMatch(
      /plain text, but its content is a JPEG picture/,
    );
    expect((await refusal(tone([1]), 'tape.mp3')).message).toMatch(
      /an MP3 recording, but its content is a WAV recording/,
    );
  });

  test('also where the content is of a kind that nobody knows', async () => {
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 251));
    expect((await refusal(noise, 'a.jpg')).message).toMatch(
      /named as a JPEG picture, but its content is damaged, or of a kind/,
    );
    expect((await refusal(Buffer.alloc(4096), 'a.txt')).message).toMatch(/named as plain text, but/);
  });

  test('an empty file is said to be empty', async () => {
    expect((await refusal(Buffer.alloc(0), 'a.mp3')).message).toBe('“a.mp3” is empty. Send the file again.');
  });
});

describe('what could run, or fetch other files, is refused under any name', () => {
  const active: [string, string, RegExp][] = [
    ['drawing', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /SVG drawing/],
    [
      'drawing',
      '<?xml version="1.0"?><!-- <a> --><!DOCTYPE svg [<!ENTITY a "b">]><s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
      /SVG/,
    ],
    ['page', '<!DOCTYPE html><p>Hello', /HTML page/],
    ['page', '\ufeff \n<!-- a --><!-- b --><HTML>', /HTML page/],
    ['page', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', /HTML page/],
    ['page', '<script>alert(1)</script>', /HTML page/],
    ['run', '#!/bin/sh\nrm -r /', /program script/],
    ['run', '<?php system($_GET[0]);', /PHP script/],
    ['list', '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd', /playlist/],
    ['list', 'ffconcat version 1.0\nfile /etc/passwd', /playlist/],
    ['list', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>', /playlist/],
  ];
  test.each(active)('a %s beginning %j', async (_, content, what) => {
    for (const name of ['photo.jpg', 'letter.pdf', 'story.txt', 'record.xml', 'sound.mp3', 'unnamed']) {
      expect((await refusal(text(content), name)).message).toMatch(what);
    }
    expect((await refusal(Buffer.from(`\ufeff${content}`, 'utf16le'), 'story.txt')).message).toMatch(what);
  });

  test('programs, archives and macros', async () => {
    expect((await refusal(text('MZ\x90\0\x03\0\0\0'), 'letter.pdf')).message).toMatch(
      /a PDF document, but its content is a Windows program/,
    );
    expect((await refusal(text('\x7fELF\x02\x01\x01\0'), 'photo.jpg')).message).toMatch(/a program/);
    expect((await refusal(zip({ 'a.txt': 'x' }), 'photos.zip')).message).toMatch(/is a ZIP archive.*Unpack it/);
    const macros = docx({}, 'ms-word.document.macroEnabled');
    await refusal(macros, 'memoir.docx');
  });

  test('a text under the name of a script, and a picture under that of a program', async () => {
    expect((await refusal(text('console.log(1)'), 'story.js')).message).toMatch(/\.js/);
    await refusal(await photograph(), 'photo.jpg.exe');
    await refusal(text('a\tb'), 'story.svg');
  });

  test('a name that turns its own end around is shown straight', async () => {
    expect((await refusal(text('MZ\x90\0\x03\0\0\0'), 'C:\\folder\\photo\u202egpj.exe')).message).toMatch(
      /“photogpj\.exe”/,
    );
  });
});

describe('what cannot be read here is refused with what to do instead', () => {
  test('pictures of telephones and old machines', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), text('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(40)]);
    if (welcomeExtensions('image').includes('heic')) expect((await sniff(heic, 'a.heic')).kind).toBe('image');
    else expect((await refusal(heic, 'IMG_1.HEIC')).message).toMatch(/HEIC picture.*Export it as JPEG/);
    expect((await refusal(Buffer.concat([text('BM'), Buffer.alloc(60)]), 'scan.bmp')).message).toMatch(
      /BMP picture.*JPEG, PNG or TIFF/,
    );
  });

  test('documents of an old Office', async () => {
    const doc = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect((await refusal(doc, 'memoir.doc')).message).toMatch(/old Microsoft Office.*PDF or DOCX/);
  });
});

test('hostile beginnings are looked at no longer than their first bytes', async () => {
  const hostile = [
    '<!-- -->'.repeat(8000),
    '<!--'.repeat(16_000),
    '<?x?>'.repeat(12_000),
    ' '.repeat(64_000),
    '<!doctype ['.repeat(6000),
  ];
  const inflated = zip({ '[Content_Types].xml': Buffer.alloc(10_000_000, ' ') }, true);
  for (const content of hostile) expect(await kindOf(text(content))).toBeDefined();
  await sniff(inflated, 'bomb.docx').catch(() => null);
});

test('the welcome kinds say themselves once: no extension and no media type stands for two', () => {
  const extensions = welcomeKinds.flatMap(({ extensions }) => extensions);
  const found = welcomeKinds.flatMap(({ found }) => found);
  expect(new Set(extensions).size).toBe(extensions.length);
  expect(new Set(found).size).toBe(found.length);
  expect(welcomeExtensions('image', 'audio')).toEqual(expect.arrayContaining(['jpg', 'mp3']));
});

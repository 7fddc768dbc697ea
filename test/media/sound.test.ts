/** The real ffmpeg makes and reads these recordings; where none is installed, what is said then is all there is to test. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Invalid, NotFound } from '../../server/archive/errors.ts';
import { removeDerived } from '../../server/media/derived.ts';
import { probe, renderSound, silenceKey, soundIfMade } from '../../server/media/sound.ts';
import { keepOriginal } from '../../server/media/storage.ts';
import { findTools, mediaTools, run } from '../../server/media/tools.ts';
import { waveform } from '../../server/media/waveform.ts';
import { temporaryArchive, tone } from './made.ts';
import { heard, loudest, personal, recorded, seen, sine, whereFfmpegIs, white } from './recorded.ts';

const data = temporaryArchive();
const tools = mediaTools();
const kept = async (bytes: Buffer) => (await keepOriginal(data, bytes)).sha256;
let count = 0;
const onDisk = (bytes: Buffer) => {
  count += 1;
  const path = join(data, `file-${count}`);
  writeFileSync(path, bytes);
  return path;
};

describe('where ffmpeg is not installed', () => {
  test('that is the answer, not an error', async () => {
    const sha256 = await kept(tone([1, 1]));
    const answer = { made: false, why: 'no-ffmpeg' };
    expect(await renderSound(data, sha256, { tools: null })).toEqual(answer);
    expect(await waveform(data, sha256, 10, { tools: null })).toEqual(answer);
    expect(await soundIfMade(data, sha256)).toBeNull();
    expect(findTools(data)).toBeNull();
    expect(findTools('')).toBeNull();
  });

  test('a recording is known by its container only, and its length is not guessed', async () => {
    const path = onDisk(tone([1, 1]));
    const unknown = { durationMs: null, codec: null, channels: null, sampleRate: null };
    expect(await probe(path, { tools: null })).toEqual({ kind: 'audio', ...unknown });
    await expect(probe(onDisk(Buffer.from('a letter')), { tools: null })).rejects.toThrow(/not a recording/);
  });

  test('what is not in the archive is still not found, and an impossible span still refused', async () => {
    await expect(renderSound(data, 'c'.repeat(64), { tools: null })).rejects.toThrow(NotFound);
    await expect(waveform(data, 'c'.repeat(64), 10, { tools: null })).rejects.toThrow(NotFound);
    const sha256 = await kept(tone([1]));
    for (const [startMs, endMs] of [
      [5, 5],
      [9, 3],
      [-1, 4],
      [0.5, 3],
      [0, Number.NaN],
      [0, Infinity],
    ] as const) {
      await expect(renderSound(data, sha256, { silence: [{ startMs, endMs }], tools: null })).rejects.toThrow(Invalid);
    }
    await expect(waveform(data, sha256, 0, { tools: null })).rejects.toThrow(Invalid);
    await expect(waveform(data, sha256, 1000, { tools: null })).rejects.toThrow(Invalid);
  });
});

test('a rendition is called after what is withheld in it, however the spans are given', () => {
  const a = { startMs: 1000, endMs: 2000 };
  const b = { startMs: 1500, endMs: 3000 };
  expect(silenceKey([])).toBe('whole');
  expect(silenceKey([b, a])).toBe(silenceKey([{ startMs: 1000, endMs: 3000 }]));
  expect(silenceKey([a])).not.toBe(silenceKey([b]));
  expect(silenceKey([a])).toMatch(/^[0-9a-f]{16}$/);
});

whereFfmpegIs('a rendition of sound (ffmpeg is installed)', () => {
  test('plays from its first bytes, is as long as the original, and says nothing of who made it where', async () => {
    const m4a = recorded(join(data, 'telephone.m4a'), ...sine(3), '-c:a', 'aac', ...personal);
    expect(m4a.includes('Private Person')).toBe(true);
    const rendition = await renderSound(data, await kept(m4a));
    if (!rendition.made) throw new Error('ffmpeg is installed');
    expect(rendition).toMatchObject({ kind: 'audio', file: { mime: 'audio/mp4' } });
    const bytes = readFileSync(rendition.file.path);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    for (const trace of ['Private Person', 'Telephone 7', '+33.3', '©nam', '©xyz', 'Lavf'])
      expect(bytes.includes(trace, 0, 'latin1')).toBe(false);
    expect(Math.abs(((await probe(rendition.file.path)).durationMs ?? 0) - 3000)).toBeLessThan(60);
    expect(await renderSound(data, await kept(m4a))).toEqual(rendition);
  });

  test('has silence where a span is withheld, to its edges, and all its sound elsewhere', async () => {
    const sha256 = await kept(tone([0.8, 0.8, 0.8, 0.8, 0.8]));
    const silence = [
      { startMs: 1017, endMs: 2003 },
      { startMs: 3500, endMs: 3600 },
    ];
    const rendition = await renderSound(data, sha256, { silence });
    if (!rendition.made) throw new Error('ffmpeg is installed');
    const samples = heard(rendition.file.path);
    expect(samples.length / 48).toBeGreaterThan(4950);
    // A codec smears the edge of a sound over a few milliseconds; what was inside the span was gone before.
    for (const { startMs, endMs } of silence) {
      expect(loudest(samples, startMs + 12, endMs - 12)).toBeLessThan(40);
      expect(loudest(samples, startMs, endMs)).toBeLessThan(4000);
    }
    for (const [from, to] of [
      [100, 980],
      [2050, 3450],
      [3650, 4900],
    ] as const)
      expect(loudest(samples, from, to)).toBeGreaterThan(20_000);
    const whole = await renderSound(data, sha256);
    if (whole.made) expect(whole.file.path).not.toBe(rendition.file.path);
    expect((await soundIfMade(data, sha256, silence))?.file).toEqual(rendition.file);
    await removeDerived(data, sha256);
    expect(await soundIfMade(data, sha256, silence)).toBeNull();
  });

  test('has every moment where the original has it, also where a film begins with its picture', async () => {
    const late = recorded(
      join(data, 'late.mkv'),
      ...white(3),
      '-itsoffset',
      '1',
      ...sine(2),
      '-map',
      '0',
      '-map',
      '1',
      '-c:v',
      'libx264',
      '-c:a',
      'pcm_s16le',
    );
    const rendition = await renderSound(data, await kept(late));
    if (!rendition.made) throw new Error('ffmpeg is installed');
    const samples = heard(rendition.file.path);
    expect(loudest(samples, 0, 950)).toBeLessThan(100);
    expect(loudest(samples, 1050, 2900)).toBeGreaterThan(2000);
  });
});

whereFfmpegIs('a rendition of film (ffmpeg is installed)', () => {
  test('is H.264 in MP4 of at most 720 lines, with nothing of its maker, and black where a span is withheld', async () => {
    const film = recorded(
      join(data, 'wedding.mov'),
      ...white(3, '1280x800'),
      ...sine(3),
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-c:a',
      'aac',
      ...personal,
    );
    const silence = [{ startMs: 1000, endMs: 2000 }];
    const rendition = await renderSound(data, await kept(film), { silence });
    if (!rendition.made) throw new Error('ffmpeg is installed');
    expect(rendition).toMatchObject({ kind: 'video', file: { mime: 'video/mp4' } });
    expect(await probe(rendition.file.path)).toMatchObject({ codec: 'h264', width: 1152, height: 720, channels: 1 });
    const bytes = readFileSync(rendition.file.path);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
    for (const trace of ['Private Person', 'Telephone 7', '+33.3']) expect(bytes.includes(trace)).toBe(false);
    const light = seen(rendition.file.path);
    expect(Math.max(...light.subarray(25, 50))).toBeLessThan(25);
    expect(Math.min(...light.subarray(0, 23), ...light.subarray(52, 74))).toBeGreaterThan(220);
    expect(loudest(heard(rendition.file.path), 1012, 1988)).toBeLessThan(40);
  });

  test('of slides that stand for seconds is black inside a slide, and small and silent films stay so', async () => {
    const slides = recorded(join(data, 'slides.mp4'), ...white(6, '160x90', '0.5'), '-c:v', 'libx264', '-r', '0.5');
    const rendition = await renderSound(data, await kept(slides), { silence: [{ startMs: 2510, endMs: 3500 }] });
    if (!rendition.made) throw new Error('ffmpeg is installed');
    const light = seen(rendition.file.path);
    expect(Math.max(...light.subarray(62, 87))).toBeLessThan(25);
    expect(Math.min(...light.subarray(0, 60), ...light.subarray(90, 140))).toBeGreaterThan(220);
    expect(await probe(rendition.file.path)).toMatchObject({ width: 160, height: 90, channels: 0 });
  });
});

whereFfmpegIs('a waveform (ffmpeg is installed)', () => {
  test('shows what is loud and what is quiet, scaled to the loudest, point by point', async () => {
    const shape = await waveform(data, await kept(tone([0, 0.1, 0.2, 0])), 10);
    if (!shape.made) throw new Error('ffmpeg is installed');
    expect(shape.peaks).toHaveLength(40);
    expect(Math.max(...shape.peaks)).toBe(100);
    expect(shape.peaks.slice(0, 9).every((peak) => peak <= 1)).toBe(true);
    expect(shape.peaks.slice(11, 19).every((peak) => peak > 45 && peak < 55)).toBe(true);
    expect(shape.peaks.slice(21, 29).every((peak) => peak > 95)).toBe(true);
  });

  test('shows nothing of a withheld span, nor by how much it was louder than the rest', async () => {
    const sha256 = await kept(tone([0.2, 0.9, 0.2]));
    const silence = [{ startMs: 950, endMs: 2050 }];
    const shape = await waveform(data, sha256, 10, { silence });
    if (!shape.made) throw new Error('ffmpeg is installed');
    expect(shape.peaks.slice(9, 21)).toEqual(Array(12).fill(0));
    expect(shape.peaks[4]).toBeGreaterThan(95);
    expect(await waveform(data, sha256, 10, { silence, tools: null })).toEqual(shape); // kept: made once
  });

  test('of a film without sound, or of no recording, is refused', async () => {
    const silent = recorded(join(data, 'silent.mp4'), ...white(1), '-c:v', 'libx264');
    await expect(waveform(data, await kept(silent), 10)).rejects.toThrow(/no sound/);
    await expect(waveform(data, await kept(Buffer.from('a letter')), 10)).rejects.toThrow(Invalid);
  });
});

whereFfmpegIs('a program that would run for ever (ffmpeg is installed)', () => {
  const forEver = ['-v', 'error', '-re', '-f', 'lavfi', '-i', 'anullsrc', '-f', 'null', '-'];

  test('is ended at its time limit', async () => {
    expect(await run(tools?.ffmpeg ?? '', forEver, { timeoutMs: 300 })).toMatchObject({ how: 'timeout' });
  });

  test('is ended when the one who asked has gone', async () => {
    const reader = new AbortController();
    setTimeout(() => reader.abort(), 200);
    await expect(run(tools?.ffmpeg ?? '', forEver, { timeoutMs: 60_000, signal: reader.signal })).rejects.toThrow(
      /abort/i,
    );
    await expect(renderSound(data, await kept(tone([1])), { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

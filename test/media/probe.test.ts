/** The real ffmpeg makes these recordings; where none is installed, sound.test.ts says what is answered. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Invalid } from '../../server/archive/errors.ts';
import { probe, renderSound } from '../../server/media/sound.ts';
import { keepOriginal } from '../../server/media/storage.ts';
import { input, mediaTools, run } from '../../server/media/tools.ts';
import { waveform } from '../../server/media/waveform.ts';
import { temporaryArchive, tone } from './made.ts';
import { personal, recorded, sine, whereFfmpegIs, white } from './recorded.ts';

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

whereFfmpegIs('a recording (ffmpeg is installed)', () => {
  test('is described: length, sound, picture', async () => {
    const wav = { kind: 'audio', durationMs: 3000, codec: 'pcm_s16le', channels: 1, sampleRate: 16_000 };
    expect(await probe(onDisk(tone([1, 1, 1])))).toEqual(wav);
    const film = recorded(join(data, 'film.mp4'), ...white(2, '640x360'), ...sine(2), '-c:v', 'libx264', '-c:a', 'aac');
    const facts = { kind: 'video', codec: 'h264', channels: 1, width: 640, height: 360, frameRate: 25 };
    expect(await probe(onDisk(film))).toMatchObject(facts);
    expect((await probe(onDisk(film))).durationMs).toBeCloseTo(2000, -2);
  });

  test('with a cover is no film', async () => {
    const cover = join(data, 'cover.png');
    recorded(join(data, 'cover.png'), ...white(1, '64x64', '1'), '-frames:v', '1');
    const mp3 = recorded(
      join(data, 'covered.mp3'),
      ...sine(1),
      '-i',
      cover,
      '-map',
      '0',
      '-map',
      '1',
      '-c:v',
      'copy',
      '-disposition:v',
      'attached_pic',
      ...personal,
    );
    expect(await probe(onDisk(mp3))).toMatchObject({ kind: 'audio', codec: 'mp3', channels: 1 });
  });

  test('made in a browser, which writes no length, has one', async () => {
    const args = ['-v', 'error', ...sine(2), '-c:a', 'libopus', '-f', 'webm', '-'];
    const webm = execFileSync(tools?.ffmpeg ?? '', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const found = await probe(onDisk(webm));
    expect(found.kind).toBe('audio');
    expect(Math.abs((found.durationMs ?? 0) - 2000)).toBeLessThan(100);
  });

  test('held upright or with oblong pixels is measured as it is seen', async () => {
    const flat = recorded(join(data, 'flat.mp4'), ...white(1, '320x180'), '-c:v', 'libx264');
    writeFileSync(join(data, 'flat-copy.mp4'), flat);
    const turned = recorded(
      join(data, 'turned.mp4'),
      '-i',
      join(data, 'flat-copy.mp4'),
      '-c',
      'copy',
      '-metadata:s:v:0',
      'rotate=90',
    );
    expect(await probe(onDisk(turned))).toMatchObject({ width: 180, height: 320 });
    const film = await renderSound(data, await kept(turned));
    if (film.made) expect(await probe(film.file.path)).toMatchObject({ width: 180, height: 320 });
    const oblong = recorded(join(data, 'oblong.mp4'), ...white(1, '720x576'), '-vf', 'setsar=64/45', '-c:v', 'libx264');
    expect(await probe(onDisk(oblong))).toMatchObject({ width: 1024, height: 576 });
  });

  test('that is damaged, silent of what it holds, or none at all is refused without a word of ffmpeg', async () => {
    const film = recorded(join(data, 'whole.mp4'), ...white(1), '-c:v', 'libx264');
    for (const bytes of [
      film.subarray(0, film.length - 400),
      Buffer.concat([film.subarray(0, 40), Buffer.alloc(3000)]),
    ]) {
      const error: unknown = await probe(onDisk(bytes)).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(Invalid);
      expect((error as Invalid).message).toMatch(/damaged|neither/);
      expect((error as Invalid).message).not.toMatch(/moov|ffmpeg|file-|\//);
    }
    await expect(renderSound(data, await kept(Buffer.from('a letter')))).rejects.toThrow(Invalid);
  });

  test('dressed up to read another file of the machine reads none', async () => {
    recorded(join(data, 'secret.ts'), ...sine(5), '-c:a', 'aac');
    const secret = join(data, 'secret.ts');
    const playlist = Buffer.from(`#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nfile:${secret}\n#EXT-X-ENDLIST\n`);
    const id3 = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x0a', 'latin1'), Buffer.alloc(10)]);
    for (const bytes of [
      playlist,
      Buffer.concat([id3, playlist]),
      Buffer.from(`ffconcat version 1.0\nfile ${secret}\n`),
    ]) {
      await expect(renderSound(data, await kept(bytes))).rejects.toThrow(Invalid);
      await expect(waveform(data, await kept(bytes), 10)).rejects.toThrow(Invalid);
    }
    // Should one ever pass as sound, ffmpeg itself follows no playlist, though it sees through the tag before it.
    const path = onDisk(Buffer.concat([id3, playlist]));
    const asked = (args: string[]) => run(tools?.ffprobe ?? '', ['-v', 'error', ...args], { timeoutMs: 10_000 });
    expect(await asked(['-allowed_extensions', 'ALL', path])).toEqual({ how: 'done' });
    expect(await asked(['-allowed_extensions', 'ALL', ...input(path)])).toMatchObject({
      how: 'failed',
      log: expect.stringMatching(/whitelist/),
    });
  });
});

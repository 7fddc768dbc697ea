import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exifr from 'exifr';
import sharp from 'sharp';
import { Invalid, NotFound } from '../../server/archive/errors.ts';
import { removeDerived } from '../../server/media/derived.ts';
import {
  imageFormats,
  imageWidths,
  inspectImage,
  offeredWidths,
  renderImage,
  strippedOriginal,
} from '../../server/media/image.ts';
import { keepOriginal, removeOriginal } from '../../server/media/storage.ts';
import { bomb, photograph, temporaryArchive } from './made.ts';

const data = temporaryArchive();
let count = 0;
const onDisk = (bytes: Buffer) => {
  count += 1;
  const path = join(data, `file-${count}`);
  writeFileSync(path, bytes);
  return path;
};
const kept = async (bytes: Buffer) => (await keepOriginal(data, bytes)).sha256;
const colour = async (path: string, left: number, top: number) => {
  const pixel = sharp(path).extract({ left, top, width: 1, height: 1 }).toColourspace('srgb').removeAlpha();
  return [...(await pixel.raw().toBuffer())];
};
/** Everything a tool that hunts for metadata finds, and the traces it might overlook. */
const metadata = async (path: string) => {
  const bytes = readFileSync(path);
  const { exif, icc, xmp, iptc, orientation } = await sharp(path).metadata();
  const options = { tiff: true, exif: true, gps: true, ifd1: true, xmp: true, icc: true, iptc: true } as const;
  const tags: unknown = /\.(jpg|png)$/.test(path)
    ? await exifr.parse(bytes, { ...options, ihdr: false, jfif: false })
    : undefined;
  const traces = [
    'Exif\0',
    'GPS',
    'xmpmeta',
    'ns.adobe',
    'Photoshop',
    'Private Person',
    'Telephone 7',
    '1987:06:05',
    'ICC_PROFILE',
    'iCCP',
  ];
  const found = traces.filter((trace) => bytes.includes(trace, 0, 'latin1'));
  return { exif, icc, xmp, iptc, tags, found, turned: orientation !== undefined && orientation !== 1 };
};
const nothing = {
  exif: undefined,
  icc: undefined,
  xmp: undefined,
  iptc: undefined,
  tags: undefined,
  found: [],
  turned: false,
};

describe('a photograph that arrives', () => {
  test('is described upright, with the day it was taken and its colour', async () => {
    const facts = await inspectImage(onDisk(await photograph({ orientation: 6 })));
    expect(facts).toMatchObject({ width: 600, height: 800, format: 'jpeg', orientation: 6, capturedAt: '1987-06-05' });
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      Number.parseInt(facts.placeholder.slice(at, at + 2), 16),
    );
    expect(facts.placeholder).toMatch(/^#[0-9a-f]{6}$/);
    expect([green < 60, Math.max(red, blue) > 150, Math.min(red, blue) < 40]).toEqual([true, true, true]);
  });

  test('in each format that cameras and scanners write', async () => {
    for (const format of ['png', 'webp', 'avif'] as const) {
      const facts = await inspectImage(onDisk(await photograph({ format })));
      expect(facts).toMatchObject({ width: 800, height: 600, capturedAt: '1987-06-05' });
    }
    const tiff = sharp(await photograph()).tiff({ compression: 'lzw' });
    expect(await inspectImage(onDisk(await tiff.toBuffer()))).toMatchObject({
      width: 800,
      format: 'tiff',
      capturedAt: null,
    });
    const grey = sharp({ create: { width: 30, height: 20, channels: 3, background: '#777' } })
      .greyscale()
      .png();
    expect((await inspectImage(onDisk(await grey.toBuffer()))).placeholder).toBe('#777777');
  });

  test('of 30,000 × 30,000 pixels is refused by its header, before it is decoded', async () => {
    const path = onDisk(bomb(30_000, 30_000));
    const before = process.memoryUsage.rss();
    await expect(inspectImage(path)).rejects.toThrow(/30,000 × 30,000 pixels; at most 100 million/);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
    await expect(renderImage(data, await kept(bomb(30_000, 30_000)), { width: 320, format: 'webp' })).rejects.toThrow(
      Invalid,
    );
  });

  test('that breaks off or is damaged is refused', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
    const made = sharp({ create: { width: 200, height: 150, channels: 3, background: '#888', noise } });
    for (const format of ['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const) {
      const whole = await made.clone()[format]().toBuffer();
      await inspectImage(onDisk(whole));
      const error = await inspectImage(onDisk(whole.subarray(0, whole.length * 0.6))).then(
        () => format,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(Invalid);
      expect(String(error)).not.toMatch(/vips|file-/i);
    }
    const png = await made.clone().png().toBuffer();
    await expect(
      inspectImage(onDisk(Buffer.from(png).fill(0x55, png.length >> 1, (png.length >> 1) + 200))),
    ).rejects.toThrow(Invalid);
  });

  test('and is none is refused, a drawing that can run among them', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname"/></svg>';
    for (const content of [svg, '%PDF-1.4', 'a letter', '']) {
      await expect(inspectImage(onDisk(Buffer.from(content)))).rejects.toThrow(/not a picture/);
    }
  });
});

describe('a photograph that is served', () => {
  test('has nothing left of place, hour, owner, device and profile, in every format', async () => {
    const sha256 = await kept(await photograph({ orientation: 6 }));
    expect((await exifr.gps(readFileSync(onDisk(await photograph())))).latitude).toBeCloseTo(33.3);
    for (const format of imageFormats) {
      const file = await renderImage(data, sha256, { width: 320, format });
      expect(file.mime).toBe(`image/${format}`);
      expect(file.bytes).toBe(statSync(file.path).size);
      expect(await metadata(file.path)).toEqual(nothing);
    }
    const full = await strippedOriginal(data, sha256);
    expect(full.mime).toBe('image/jpeg');
    expect(await metadata(full.path)).toEqual(nothing);
    const png = await strippedOriginal(data, await kept(await photograph({ format: 'png' })));
    expect(png.mime).toBe('image/png');
    expect(await metadata(png.path)).toEqual(nothing);
  });

  test('stands upright', async () => {
    // Held upright, the telephone's left side is the top of the picture: red above, blue below.
    const sha256 = await kept(await photograph({ orientation: 6 }));
    for (const file of [
      await renderImage(data, sha256, { width: 320, format: 'jpeg' }),
      await strippedOriginal(data, sha256),
    ]) {
      const { width, height } = await sharp(file.path).metadata();
      expect(height / width).toBeCloseTo(800 / 600);
      const [red] = await colour(file.path, 10, 10);
      const [, , blue] = await colour(file.path, 10, height - 10);
      expect(Math.min(red ?? 0, blue ?? 0)).toBeGreaterThan(130);
    }
  });

  test('is as wide as asked, and never larger than it is', async () => {
    const sha256 = await kept(await photograph());
    const widths = await Promise.all(
      imageWidths.map(
        async (width) =>
          (await sharp((await renderImage(data, sha256, { width, format: 'webp' })).path).metadata()).width,
      ),
    );
    expect(widths).toEqual([320, 640, 800, 800, 800]);
    expect(offeredWidths(800)).toEqual([
      { width: 320, shown: 320 },
      { width: 640, shown: 640 },
      { width: 960, shown: 800 },
    ]);
    expect(offeredWidths(320)).toEqual([{ width: 320, shown: 320 }]);
    expect(offeredWidths(5000).at(-1)).toEqual({ width: 1920, shown: 1920 });
  });

  test('keeps its colours when they were written in another colour space', async () => {
    const green = sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 60, g: 160, b: 60 } } });
    const wide = await green.withIccProfile('p3').png().toBuffer();
    const [, stored] = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    expect(stored).not.toBe(160); // it is written in other numbers
    const file = await renderImage(data, await kept(wide), { width: 320, format: 'webp' });
    const shown = await colour(file.path, 32, 32);
    for (const [at, value] of [60, 160, 60].entries()) expect(Math.abs((shown[at] ?? 0) - value)).toBeLessThan(4);
    expect(await metadata(file.path)).toEqual(nothing);
  });

  test('in ink for print is served in light for screens', async () => {
    const cmyk = await sharp(await photograph())
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    const file = await renderImage(data, await kept(cmyk), { width: 320, format: 'jpeg' });
    expect((await sharp(file.path).metadata()).space).toBe('srgb');
  });

  test('with transparency has paper behind it as JPEG', async () => {
    const clear = sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const file = await renderImage(data, await kept(await clear.png().toBuffer()), { width: 320, format: 'jpeg' });
    expect(await colour(file.path, 20, 20)).toEqual([255, 255, 255]);
  });

  test('as tall as a scroll is made narrower, not refused', async () => {
    const scroll = sharp({ create: { width: 600, height: 40_000, channels: 3, background: '#eee' } });
    const file = await renderImage(data, await kept(await scroll.png().toBuffer()), { width: 640, format: 'webp' });
    expect((await sharp(file.path).metadata()).height).toBeLessThanOrEqual(16_383);
  });

  test('can be cropped, upright, under a name of its own', async () => {
    const sha256 = await kept(await photograph({ orientation: 6 }));
    const crop = { left: 0, top: 0.5, width: 1, height: 0.5 };
    const lower = await renderImage(data, sha256, { width: 320, format: 'jpeg', crop });
    const whole = await renderImage(data, sha256, { width: 320, format: 'jpeg' });
    expect(lower.path).not.toBe(whole.path);
    const { width, height } = await sharp(lower.path).metadata();
    expect([width, height]).toEqual([320, 213]);
    const [red, , blue] = await colour(lower.path, 160, 100);
    expect(blue).toBeGreaterThan(red ?? 255);
    const outside = { left: 0.6, top: 0, width: 0.5, height: 1 };
    await expect(renderImage(data, sha256, { width: 320, format: 'jpeg', crop: outside })).rejects.toThrow(
      /inside the picture/,
    );
  });

  test('is refused in a width that is not offered, and where there is no original', async () => {
    const sha256 = await kept(await photograph());
    await expect(renderImage(data, sha256, { width: 321, format: 'webp' })).rejects.toThrow(Invalid);
    await expect(renderImage(data, 'a'.repeat(64), { width: 320, format: 'webp' })).rejects.toThrow(NotFound);
    await expect(strippedOriginal(data, 'a'.repeat(64))).rejects.toThrow(NotFound);
    await expect(
      renderImage(data, await kept(Buffer.from('no picture')), { width: 320, format: 'webp' }),
    ).rejects.toThrow(Invalid);
  });

  test('is made once, however many ask, and made again after it was thrown away', async () => {
    const sha256 = await kept(await photograph({ width: 1000 }));
    const ask = () => renderImage(data, sha256, { width: 640, format: 'webp' });
    const all = await Promise.all(Array.from({ length: 20 }, ask));
    expect(new Set(all.map(({ etag }) => etag)).size).toBe(1);
    const before = statSync(all[0]!.path).ino;
    expect(await ask()).toEqual(all[0]);
    expect(statSync(all[0]!.path).ino).toBe(before);
    await removeDerived(data, sha256);
    const again = await ask();
    expect(again.etag).not.toBe(all[0]!.etag);
    expect(readFileSync(again.path).length).toBe(all[0]!.bytes);
    await removeOriginal(data, sha256);
    await removeDerived(data, sha256);
    await expect(ask()).rejects.toThrow(NotFound);
  });
});

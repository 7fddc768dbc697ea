import { once } from 'node:events';
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import express, { type NextFunction, type Request, type Response } from 'express';
import request from 'supertest';
import { NotFound } from '../../server/archive/errors.ts';
import { selectRange } from '../../server/media/ranges.ts';
import { type Servable, serveFile } from '../../server/media/serve.ts';
import { temporaryArchive } from './made.ts';

const data = temporaryArchive();
const bytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 256));
const path = join(data, 'recording');
const empty = join(data, 'empty');
const large = join(data, 'film');
writeFileSync(path, bytes);
writeFileSync(empty, '');
writeFileSync(large, Buffer.alloc(30_000_000, 'film'));

const file: Servable = { path, mime: 'audio/mp4', etag: '"one"', cache: 'public' };
const files: Record<string, Servable> = {
  recording: file,
  empty: { ...file, path: empty },
  film: { ...file, path: large, mime: 'video/mp4' },
  restricted: { ...file, cache: 'private' },
  letter: { ...file, mime: 'application/pdf', cache: 'private' },
  memoir: { ...file, mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  record: { ...file, mime: 'application/xml' },
  text: { ...file, mime: 'text/plain' },
  download: { ...file, downloadName: 'K-0007 “Bagdad” خانه/..\\x\r\n.m4a' },
  missing: { ...file, path: join(data, 'nowhere') },
  folder: { ...file, path: data },
};

const app = express();
app.all('/:name', (req, res) => serveFile(req, res, files[req.params.name] ?? file));
app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
  res.status(error instanceof NotFound ? 404 : 500).send(error instanceof Error ? error.message : '');
});
let server: Server;
beforeAll(async () => {
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});
const ask = (name: string, headers: Record<string, string> = {}) =>
  request(server).get(`/${name}`).set(headers).buffer().parse(raw);
const raw = (res: request.Response, done: (error: Error | null, body: Buffer) => void) => {
  const pieces: Buffer[] = [];
  const stream = res as unknown as IncomingMessage;
  stream.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
};

describe('a file is sent', () => {
  test('whole, with what a cache and a browser may do with it', async () => {
    const res = await ask('recording').expect(200);
    expect(res.body).toEqual(bytes);
    expect(res.headers).toMatchObject({
      'content-type': 'audio/mp4',
      'content-length': '1000',
      'content-disposition': 'inline',
      'accept-ranges': 'bytes',
      'cache-control': 'no-cache',
      etag: '"one"',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  test('and kept nowhere where not everybody may see it', async () => {
    expect((await ask('restricted')).headers['cache-control']).toBe('no-store');
    expect((await ask('restricted', { Range: 'bytes=0-1' })).headers['cache-control']).toBe('no-store');
  });

  test('in a sandbox where it is a document, and to be saved where a browser would run it', async () => {
    const sandbox = "sandbox; default-src 'none'";
    const letter = await ask('letter');
    expect(letter.headers['content-security-policy']).toBe(sandbox);
    expect(letter.headers['content-disposition']).toBe('inline');
    for (const name of ['memoir', 'record']) {
      const res = await ask(name);
      expect(res.headers['content-security-policy']).toBe(sandbox);
      expect(res.headers['content-disposition']).toBe('attachment');
    }
    expect((await ask('text')).headers['content-type']).toBe('text/plain'); // its character set is not guessed
  });

  test('under the name the archive gave it, in any script, with nothing in it that could break the header', async () => {
    expect((await ask('download')).headers['content-disposition']).toBe(
      `attachment; filename="K-0007 Bagdad ..x.m4a"; filename*=UTF-8''K-0007%20%E2%80%9CBagdad%E2%80%9D%20%D8%AE%D8%A7%D9%86%D9%87..x.m4a`,
    );
  });

  test('as headers alone for HEAD, which has no ranges', async () => {
    const res = await request(server).head('/recording').set('Range', 'bytes=0-9').expect(200);
    expect(res.headers['content-length']).toBe('1000');
    expect(res.headers['content-range']).toBeUndefined();
    expect(res.text ?? '').toBe('');
  });

  test('empty, where it is empty', async () => {
    expect((await ask('empty').expect(200)).headers['content-length']).toBe('0');
    expect((await ask('empty', { Range: 'bytes=0-' }).expect(416)).headers['content-range']).toBe('bytes */0');
    await ask('empty', { Range: 'bytes=-5' }).expect(200);
  });

  test('not at all where it is not there, or is a folder', async () => {
    for (const name of ['missing', 'folder']) {
      const res = await request(server).get(`/${name}`).expect(404);
      expect(res.headers.etag).not.toBe('"one"');
      expect(res.text).not.toContain(data);
    }
  });
});

describe('a part is sent', () => {
  const parts: [string, number, number][] = [
    ['bytes=0-0', 0, 0],
    ['bytes=0-499', 0, 499],
    ['bytes=500-', 500, 999],
    ['bytes=999-', 999, 999],
    ['bytes=-1', 999, 999],
    ['bytes=-300', 700, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=990-99999999999999999999999', 990, 999],
    ['BYTES = 10-19', 10, 19],
    ['bytes=5000-6000, 10-19', 10, 19],
  ];
  test.each(parts)('for %s: bytes %i to %i', async (range, first, last) => {
    const res = await ask('recording', { Range: range }).expect(206);
    expect(res.headers['content-range']).toBe(`bytes ${first}-${last}/1000`);
    expect(res.headers['content-length']).toBe(String(last - first + 1));
    expect(res.body).toEqual(bytes.subarray(first, last + 1));
  });

  test.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=99999999999999999999-', 'bytes=-0', 'bytes=2000-, 3000-'])(
    'for %s, beyond the end: 416 and the size',
    async (range) => {
      const res = await ask('recording', { Range: range }).expect(416);
      expect(res.headers['content-range']).toBe('bytes */1000');
      expect(res.body.length).toBe(0);
    },
  );

  test.each([
    [
      'malformed',
      [
        'bytes=',
        'bytes=-',
        'bytes=a-b',
        'bytes=9-3',
        'bytes=1-2-3',
        'bytes=0x1-2',
        'bytes=+1-2',
        'bytes 1-2',
        'bytes=0-1,x',
      ],
    ],
    ['of another unit', ['seconds=1-2', 'items=0-']],
    ['of several parts, a few or a thousand', ['bytes=0-1,2-3', 'bytes=0-,-5', `bytes=${'0-,'.repeat(1000)}0-`]],
  ])('that is %s is answered with the whole', async (_, ranges) => {
    for (const range of ranges) {
      const res = await ask('recording', { Range: range });
      expect([range, res.status, res.body.length]).toEqual([range, 200, 1000]);
    }
  });

  test('of a list with empty elements, which a list may have (RFC 9110, section 5.6.1)', async () => {
    expect((await ask('recording', { Range: 'bytes=,0-1,' }).expect(206)).body).toEqual(bytes.subarray(0, 2));
  });

  test('of any size and any request, a selection lies inside the file', () => {
    for (const size of [0, 1, 2, 1000]) {
      for (const range of ['bytes=0-', 'bytes=-1', 'bytes=1-', 'bytes=1-1', 'bytes=0-0', 'bytes=-2', undefined, '']) {
        const selection = selectRange(range, size);
        if (typeof selection === 'string') continue;
        expect(selection.first).toBeGreaterThanOrEqual(0);
        expect(selection.first).toBeLessThanOrEqual(selection.last);
        expect(selection.last).toBeLessThan(size);
      }
    }
  });
});

describe('conditions', () => {
  test('a file that has not changed is not sent again, and that is said before any range', async () => {
    for (const tag of ['"one"', 'W/"one"', '"zero", "one"', '*']) {
      const res = await ask('recording', { 'If-None-Match': tag, Range: 'bytes=0-9' }).expect(304);
      expect(res.headers.etag).toBe('"one"');
      expect(res.headers['content-range']).toBeUndefined();
      expect(res.body.length).toBe(0);
    }
    await request(server).head('/recording').set('If-None-Match', '"one"').expect(304);
    await ask('recording', { 'If-None-Match': '"zero"' }).expect(200);
    await ask('recording', { 'If-None-Match': 'one' }).expect(200);
  });

  test('a part asked for on condition of a tag is sent only while the tag holds, compared strongly', async () => {
    await ask('recording', { 'If-Range': '"one"', Range: 'bytes=0-9' }).expect(206);
    for (const condition of ['"zero"', 'W/"one"', 'Wed, 21 Oct 2015 07:28:00 GMT']) {
      const res = await ask('recording', { 'If-Range': condition, Range: 'bytes=0-9' }).expect(200);
      expect(res.body.length).toBe(1000);
    }
    await ask('recording', { 'If-Range': '"zero"', Range: 'bytes=5000-' }).expect(200);
  });

  test('a file that is another one is not sent where it had to be the same', async () => {
    await ask('recording', { 'If-Match': '"zero"' }).expect(412);
    await ask('recording', { 'If-Match': 'W/"one"' }).expect(412);
    await ask('recording', { 'If-Match': '"one"' }).expect(200);
    await ask('recording', { 'If-Match': '*' }).expect(200);
  });
});

describe('no file stays open', () => {
  const stillOpen = async () => {
    if (process.platform !== 'linux') return 0; // /proc tells what a process has open, and only Linux has it
    const count = () => readdirSync('/proc/self/fd').filter((fd) => leadsTo(fd).startsWith(data)).length;
    for (let tries = 0; count() > 0 && tries < 100; tries += 1) await wait(20);
    return count();
  };
  const leadsTo = (fd: string) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return ''; // closed while we looked
    }
  };

  test('after any answer', async () => {
    await ask('film').expect(200);
    await ask('recording', { Range: 'bytes=0-9' }).expect(206);
    await ask('recording', { 'If-None-Match': '*' }).expect(304);
    await ask('recording', { 'If-Match': '"zero"' }).expect(412);
    await ask('recording', { Range: 'bytes=5000-' }).expect(416);
    await ask('folder').expect(404);
    await request(server).head('/film').expect(200);
    expect(await stillOpen()).toBe(0);
  });

  test('when readers leave in the middle of a film, and the next one is served', async () => {
    const { port } = server.address() as AddressInfo;
    for (let reader = 0; reader < 20; reader += 1) {
      await new Promise<void>((resolve) => {
        const asked = get({ port, host: '127.0.0.1', path: '/film', agent: false }, (res) => {
          res.once('data', () => {
            asked.destroy();
            resolve();
          });
        });
        asked.on('error', () => {});
      });
    }
    expect(await stillOpen()).toBe(0);
    const res = await ask('film', { Range: 'bytes=29999996-' }).expect(206);
    expect(res.body.toString()).toBe('film');
  });
});

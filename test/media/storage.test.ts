import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { Conflict, Invalid, NotFound } from '../../server/archive/errors.ts';
import {
  hasOriginal,
  keepOriginal,
  NotKept,
  originalPath,
  originals,
  removeOriginal,
  sweepIncoming,
  verifyOriginal,
} from '../../server/media/storage.ts';
import { temporaryArchive } from './made.ts';

const data = temporaryArchive();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const incoming = () => (existsSync(join(data, 'incoming')) ? readdirSync(join(data, 'incoming')) : []);

describe('an original', () => {
  const bytes = Buffer.from('a letter from Aleppo, 1947');

  test('is kept under the sha256 of its bytes, read-only, and nothing is left in incoming', async () => {
    const kept = await keepOriginal(data, bytes);
    expect(kept).toEqual({ sha256: sha256(bytes), bytes: bytes.length });
    const path = originalPath(data, kept.sha256);
    expect(path).toBe(join(data, 'originals', kept.sha256.slice(0, 2), kept.sha256.slice(2, 4), kept.sha256));
    expect(readFileSync(path)).toEqual(bytes);
    expect(statSync(path).mode & 0o777).toBe(0o440);
    expect(incoming()).toEqual([]);
  });

  test('is the same from a buffer, a stream and a file, and is written once', async () => {
    const { sha256: name } = await keepOriginal(data, bytes);
    const before = statSync(originalPath(data, name));
    const file = join(data, 'letter.txt');
    writeFileSync(file, bytes);
    await keepOriginal(data, Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]));
    await keepOriginal(data, { path: file });
    const after = statSync(originalPath(data, name));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('sent by twenty at once is one file', async () => {
    const same = Buffer.from('twenty copies');
    const kept = await Promise.all(Array.from({ length: 20 }, () => keepOriginal(data, same)));
    expect(new Set(kept.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await verifyOriginal(data, kept[0]!.sha256)).toBe('intact');
    expect(incoming()).toEqual([]);
  });

  test('of many megabytes arrives in pieces and keeps every byte', async () => {
    const piece = Buffer.alloc(1_000_003, 'kolot');
    const hash = createHash('sha256');
    const pieces = function* () {
      for (let n = 0; n < 12; n += 1) {
        hash.update(piece);
        yield piece;
      }
    };
    const kept = await keepOriginal(data, Readable.from(pieces()));
    expect(kept).toEqual({ sha256: hash.digest('hex'), bytes: 12 * piece.length });
    expect(await verifyOriginal(data, kept.sha256)).toBe('intact');
  });

  test('that was altered or lost on disk is noticed', async () => {
    const { sha256: name } = await keepOriginal(data, Buffer.from('to be damaged'));
    chmodSync(originalPath(data, name), 0o640);
    writeFileSync(originalPath(data, name), 'to be Damaged');
    expect(await verifyOriginal(data, name)).toBe('changed');
    expect(await verifyOriginal(data, sha256(Buffer.from('never kept')))).toBe('missing');
  });

  test('whose copy in the archive was cut short is not overwritten: the damage is said', async () => {
    const whole = Buffer.from('cut short later');
    const { sha256: name } = await keepOriginal(data, whole);
    chmodSync(originalPath(data, name), 0o640);
    writeFileSync(originalPath(data, name), 'cut');
    await expect(keepOriginal(data, whole)).rejects.toThrow(Conflict);
    expect(readFileSync(originalPath(data, name), 'utf8')).toBe('cut');
    expect(incoming()).toEqual([]);
  });

  test('can be taken out again, twice without harm', async () => {
    const { sha256: name } = await keepOriginal(data, Buffer.from('taken back'));
    await removeOriginal(data, name);
    await removeOriginal(data, name);
    expect(await hasOriginal(data, name)).toBe(false);
  });

  test('is named only by a sha256: a name that climbs out of the folder is no file', () => {
    for (const name of ['../../etc/passwd', 'A'.repeat(64), 'ab', ''])
      expect(() => originalPath(data, name)).toThrow(NotFound);
  });

  test('is listed with its size', async () => {
    const listed: string[] = [];
    for await (const original of originals(data)) {
      expect(statSync(original.path).size).toBe(original.bytes);
      listed.push(original.sha256);
    }
    expect(listed).toContain(sha256(bytes));
    expect(new Set(listed).size).toBe(listed.length);
  });
});

describe('a file that does not arrive', () => {
  const reason = async (kept: Promise<unknown>) => {
    const error: unknown = await kept.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(NotKept);
    expect(error).toBeInstanceOf(Invalid);
    expect(incoming()).toEqual([]);
    return (error as NotKept).reason;
  };

  test('because the stream broke leaves nothing', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(100_000);
        throw new Error('connection reset');
      })(),
    );
    expect(await reason(keepOriginal(data, broken))).toBe('broken-off');
    const destroyed = new Readable({ read() {} });
    destroyed.push('half');
    setTimeout(() => destroyed.destroy(), 20);
    expect(await reason(keepOriginal(data, destroyed))).toBe('broken-off');
  });

  test('because its sender left leaves nothing', async () => {
    const sender = new AbortController();
    const endless = new Readable({ read() {} });
    endless.push('half a film');
    setTimeout(() => sender.abort(), 20);
    expect(await reason(keepOriginal(data, endless, { signal: sender.signal }))).toBe('broken-off');
    expect(endless.destroyed).toBe(true);
    expect(await reason(keepOriginal(data, Buffer.from('late'), { signal: AbortSignal.abort() }))).toBe('broken-off');
  });

  test('because it is larger than allowed leaves nothing and is read no further', async () => {
    let pieces = 0;
    const large = Readable.from(
      (function* () {
        for (; pieces < 1000; pieces += 1) yield Buffer.alloc(1000);
      })(),
    );
    expect(await reason(keepOriginal(data, large, { maxBytes: 5000 }))).toBe('too-large');
    expect(pieces).toBeLessThan(100);
  });

  test('because it is a folder or is not there says so', async () => {
    expect(await reason(keepOriginal(data, { path: data }))).toBe('unreadable');
    expect(await reason(keepOriginal(data, { path: join(data, 'nowhere.jpg') }))).toBe('unreadable');
  });

  test('because the disk takes no more says so plainly and leaves nothing', async () => {
    // A real write that fails: a process of its own, whose files may not grow over 64 kB.
    const folder = join(data, 'small-disk');
    mkdirSync(folder);
    const storage = new URL('../../server/media/storage.ts', import.meta.url).href;
    const script = `
      const { keepOriginal } = await import(${JSON.stringify(storage)});
      const error = await keepOriginal(${JSON.stringify(folder)}, Buffer.alloc(1_000_000)).catch((thrown) => thrown);
      console.log(JSON.stringify([error.name, error.reason, error.message]));`;
    const limited = `ulimit -f 64; exec "$0" --import tsx --input-type=module -e "$1"`;
    const run = await promisify(execFile)('bash', ['-c', limited, process.execPath, script], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const [name, reason, message] = JSON.parse(run.stdout) as string[];
    expect([name, reason]).toEqual(['NotKept', 'disk-full']);
    expect(message).toMatch(/no room left.*Make room/);
    expect(message).not.toContain(folder);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(existsSync(join(folder, 'originals'))).toBe(false);
  });
});

test('what a crash left in incoming is swept when it is old, and only what the archive named itself', async () => {
  const folder = join(data, 'incoming');
  mkdirSync(folder, { recursive: true });
  const old = join(folder, '3f1f9a50-0b7e-4c5e-9d4e-1d2c3b4a5f60.part');
  const young = join(folder, '3f1f9a50-0b7e-4c5e-9d4e-1d2c3b4a5f61.part');
  const other = join(folder, 'note.txt');
  for (const path of [old, young, other]) writeFileSync(path, 'half');
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
  utimesSync(old, yesterday, yesterday);
  utimesSync(other, yesterday, yesterday);
  expect(await sweepIncoming(data, 60 * 60 * 1000)).toBe(1);
  expect([old, young, other].map(existsSync)).toEqual([false, true, true]);
  expect(await sweepIncoming(join(data, 'no-archive'), 0)).toBe(0);
});

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { NotFound } from '../../server/archive/errors.ts';
import { derive, derivedIfMade, originalFile, type Recipe } from '../../server/media/derived.ts';
import { keepOriginal } from '../../server/media/storage.ts';
import { inTurns } from '../../server/media/turns.ts';
import { temporaryArchive } from './made.ts';

const data = temporaryArchive();
const kept = async (text: string) => (await keepOriginal(data, Buffer.from(text))).sha256;
const recipe = (make: Recipe['make'], turns = inTurns(2)): Recipe => ({
  name: 'copy.txt',
  mime: 'text/plain',
  turns,
  make,
});
const copy: Recipe['make'] = async (original, part) => writeFileSync(part, readFileSync(original));
const leftovers = () => readdirSync(join(data, 'incoming'));

describe('a derived file', () => {
  test('lies in a folder of its original, whole, with its size and a strong tag', async () => {
    const sha256 = await kept('to copy');
    const file = await derive(data, sha256, recipe(copy));
    expect(file.path).toBe(join(data, 'derived', sha256.slice(0, 2), sha256, 'copy.txt'));
    expect(file).toMatchObject({ mime: 'text/plain', bytes: 7, etag: expect.stringMatching(/^"[0-9a-f]{32}"$/) });
    expect(file.etag).not.toContain(sha256.slice(0, 32));
    expect(await derivedIfMade(data, sha256, 'copy.txt', 'text/plain')).toEqual(file);
    expect(await derivedIfMade(data, sha256, 'other.txt', 'text/plain')).toBeNull();
  });

  test('cannot be named into another folder', async () => {
    await kept('anything');
    await expect(derive(data, '../../x', recipe(copy))).rejects.toThrow(NotFound);
    const file = await derive(data, await kept('to copy'), { ...recipe(copy), name: '../../../escaped.txt' });
    expect(file.path.startsWith(join(data, 'derived'))).toBe(true);
    expect(existsSync(join(data, 'escaped.txt'))).toBe(false);
  });

  test('that could not be made leaves nothing, and is tried again when next asked for', async () => {
    const sha256 = await kept('fails once');
    const failing: Recipe['make'] = async (_, part) => {
      await writeFile(part, 'half');
      throw new Error('broke');
    };
    await expect(derive(data, sha256, recipe(failing))).rejects.toThrow('broke');
    expect(leftovers()).toEqual([]);
    expect(await derivedIfMade(data, sha256, 'copy.txt', 'text/plain')).toBeNull();
    expect((await derive(data, sha256, recipe(copy))).bytes).toBe(10);
  });

  test('is made once for all who ask at the same time', async () => {
    const sha256 = await kept('single flight');
    let made = 0;
    const slow: Recipe['make'] = async (original, part, signal) => {
      made += 1;
      await wait(30);
      await copy(original, part, signal);
    };
    const files = await Promise.all(Array.from({ length: 10 }, () => derive(data, sha256, recipe(slow))));
    expect(made).toBe(1);
    expect(new Set(files.map(({ etag }) => etag)).size).toBe(1);
  });
});

describe('someone who leaves before it is made', () => {
  const untilStopped =
    (started: () => void, stopped: () => void): Recipe['make'] =>
    async (_, part, signal) => {
      await writeFile(part, 'half');
      started();
      await wait(10_000, undefined, { signal }).catch(() => stopped());
      signal.throwIfAborted();
    };

  test('stops the work where nobody else waits for it, and a newcomer begins anew', async () => {
    const sha256 = await kept('everybody leaves');
    const reader = new AbortController();
    let stops = 0;
    const work = derive(
      data,
      sha256,
      recipe(
        untilStopped(
          () => reader.abort(),
          () => (stops += 1),
        ),
      ),
      reader.signal,
    );
    await expect(work).rejects.toThrow(/abort/i);
    expect((await derive(data, sha256, recipe(copy))).bytes).toBe(16);
    await wait(20);
    expect(stops).toBe(1);
    expect(leftovers()).toEqual([]);
  });

  test('leaves the others their work', async () => {
    const sha256 = await kept('one leaves');
    const reader = new AbortController();
    const slow: Recipe['make'] = async (original, part, signal) => {
      await wait(50);
      signal.throwIfAborted();
      await copy(original, part, signal);
    };
    const leaving = derive(data, sha256, recipe(slow), reader.signal);
    const staying = derive(data, sha256, recipe(slow));
    setTimeout(() => reader.abort(), 10);
    await expect(leaving).rejects.toThrow(/abort/i);
    expect((await staying).bytes).toBe(10);
  });

  test('and had left before asking begins nothing', async () => {
    const sha256 = await kept('already gone');
    await expect(derive(data, sha256, recipe(copy), AbortSignal.abort())).rejects.toThrow(/abort/i);
    await wait(20);
    expect(leftovers()).toEqual([]);
  });
});

describe('turns', () => {
  test('no more work at once than allowed, in the order they came', async () => {
    const turns = inTurns(2);
    const order: number[] = [];
    let working = 0;
    let most = 0;
    const task = (number: number) => async () => {
      working += 1;
      most = Math.max(most, working);
      order.push(number);
      await wait(number === 3 ? 1 : 5);
      working -= 1;
      if (number === 3) throw new Error('one fails');
    };
    const all = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((number) => turns(task(number))));
    expect(all.map(({ status }) => status === 'rejected')).toEqual([false, false, false, true, false, false, false]);
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await turns(async () => 'still open')).toBe('still open');
  });

  test('one who leaves the line does not hold it up', async () => {
    const turns = inTurns(1);
    const leaver = new AbortController();
    let began = false;
    const first = turns(() => wait(30, 'first'));
    const second = turns(async () => (began = true), leaver.signal);
    const third = turns(async () => 'third');
    leaver.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    expect(await Promise.all([first, third])).toEqual(['first', 'third']);
    expect(began).toBe(false);
  });
});

test('an original is served with its size and a tag of its own, and is not found where it is not', async () => {
  const sha256 = await kept('%PDF-1.4');
  expect(await originalFile(data, sha256, 'application/pdf')).toMatchObject({ mime: 'application/pdf', bytes: 8 });
  await expect(originalFile(data, 'b'.repeat(64), 'application/pdf')).rejects.toThrow(NotFound);
});

/** The start of the server, as one who runs it sees it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../server/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'kolot-main-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a start that gives up says. */
async function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: { ...process.env, NODE_OPTIONS: '', KOLOT_DATA: join(folder, 'archive'), KOLOT_SAMPLE: 'off', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

test.each([
  [{ PORT: 'abc' }, /^PORT is “abc”; it may be .+\.\n$/],
  [{ MEILI_HOST: 'nowhere' }, /^MEILI_HOST is “nowhere”; it may be .+\.\n$/],
  [{ MEILI_HOST: 'http://localhost:7700' }, /^MEILI_API_KEY is not given; it may be .+\.\n$/],
])(
  'a setting that cannot be used stops it with one line on standard error that names it: %j',
  async (settings, line) => {
    const { code, out, err } = await start(settings);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(line);
    expect(err.trimEnd()).not.toContain('\n');
  },
);

test('so do a folder that cannot be one, and a port that another program has', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(await start({ KOLOT_DATA: file })).toEqual({
    code: 1,
    out: '',
    err: `KOLOT_DATA is “${file}”, and there is a file in its way. Give a folder.\n`,
  });
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  expect(await start({ PORT: String(port), LOG_LEVEL: 'silent' })).toMatchObject({
    code: 1,
    err: `Port ${port} is in use. Set PORT to another one, or to 0 for any that is free.\n`,
  });
  await new Promise((resolve) => other.close(resolve));
}, 180_000);

/** The command line as one types it. Each run is a process, so that there are few; what commands do is proved where they do it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../server/archive/archive.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { folderOf, table, vtt } from '../ingest/importing/import.ts';

const KOLOT = join(import.meta.dirname, '../../scripts/kolot.ts');

/** `kolot ARGS` on the archive in `folder`; `typed` is its standard input. */
async function kolot(folder: string, args: string[], typed = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', KOLOT, ...args], {
    env: { ...process.env, KOLOT_DATA: folder, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}); // it may end without having read
  child.stdin.end(typed);
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

const closed = () => {
  const { folder, db } = temporaryArchive();
  db.close();
  return folder;
};

/** What the log of the archive in `folder` says, oldest first. */
function logged(folder: string): unknown[] {
  const { db } = openArchive(folder);
  const lines = db.prepare('SELECT actor, action, thing, detail FROM audit ORDER BY id').all();
  db.close();
  return lines;
}

test('import says what became of each row, with file, row and reason, and how drafts are published', async () => {
  const archive = closed();
  const source = folderOf({
    'testimonies.csv': table(
      { accession: 'T-1', title: 'The river', access: 'public', agreement: 'deed' },
      { accession: 'T-2', title: 'The door' },
      { accession: 'T-3', title: 'Nowhere', birth_country: 'Atlantis', narrator: 'A' },
    ),
  });
  const { code, out } = await kolot(archive, ['import', source]);
  expect(code).toBe(1);
  expect(out).toMatch(/^added {6}T-1 The river {2}\(testimonies.csv, row 2\)$/m);
  expect(out).toMatch(/^added {6}T-2 The door {2}\(testimonies.csv, row 3\) {2}— draft$/m);
  expect(out).toMatch(
    /^refused {4}testimonies.csv, row 4 {2}\(T-3 Nowhere\)\n {11}testimonies.csv, row 4, column birth_country: Kolot knows no country “Atlantis”/m,
  );
  expect(out).toMatch(
    /^2 added, 0 changed, 0 left alone, 1 refused\.\n1 is a draft, .*--access public --agreement legacy/m,
  );
  const again = await kolot(archive, ['import', source, '--json']);
  expect(JSON.parse(again.out)).toMatchObject({
    added: 0,
    unchanged: 2,
    refused: 1,
    items: [{}, {}, { file: 'testimonies.csv', row: 4, column: 'birth_country', outcome: 'refused' }],
  });
  // One line, for the one run that stored something.
  expect(logged(archive)).toEqual([
    { actor: 'command line', action: 'brought in', thing: 'import', detail: 'testimonies 2' },
  ]);
}, 60_000);

test('a dry run says the same and stores nothing; nothing it prints can steer a terminal', async () => {
  const archive = closed();
  const source = folderOf({ 'evil\u001b[2J.vtt': vtt('A: One.') });
  const { code, out } = await kolot(archive, [
    'import',
    source,
    '--dry-run',
    '--access',
    'public',
    '--agreement',
    'legacy',
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/Nothing was stored. It would be: 1 added/);
  expect(out).not.toContain('\u001b');
  expect(existsSync(join(archive, 'originals'))).toBe(false);
  expect(logged(archive)).toEqual([]);
}, 60_000);

test('accounts are added with a password from standard input, and bad ones are refused in a line', async () => {
  const archive = closed();
  const short = await kolot(archive, ['account', 'add', 'rachel@example.org', '--role', 'archivist'], 'short\n');
  expect([short.code, short.out]).toEqual([1, '']);
  expect(short.err).toBe('A password needs at least 12 characters. A sentence is easy to remember.\n');
  const added = await kolot(
    archive,
    ['account', 'add', 'rachel@example.org', '--role', 'archivist'],
    'the river in spring\r\nnot this\n',
  );
  expect([added.code, added.out]).toEqual([0, 'rachel@example.org can sign in as archivist.\n']);
  expect((await kolot(archive, ['account', 'password', 'rachel@example.org'], 'the river in autumn\n')).code).toBe(0);
  expect((await kolot(archive, ['account', 'disable', 'rachel@example.org'])).code).toBe(0);
  const line = { actor: 'command line', thing: 'account', detail: null };
  expect(logged(archive)).toEqual([
    { ...line, action: 'made the account of archivist' },
    { ...line, action: 'changed the password' },
    { ...line, action: 'closed' },
  ]);
}, 60_000);

test('help teaches, and an option or a role that is none is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-none-'));
  const [all, bad] = await Promise.all([
    kolot(folder, ['--help']),
    kolot(folder, ['account', 'add', 'a@example.org', '--role', 'king']),
  ]);
  for (const command of ['import', 'reindex', 'sample', 'account', 'backup', 'check'])
    expect(all.out).toContain(`  ${command}`);
  expect(bad.err).toMatch(/'king' is invalid.*reader/);
  expect(bad.code).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
}, 60_000);

test('no command makes an archive where there is none by a slip, and one that is damaged is said to be so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-none-'));
  const none = await kolot(join(folder, 'uplaods'), ['check']);
  expect(none.err).toMatch(/There is no archive in .*uplaods. Set KOLOT_DATA/);
  expect(readdirSync(folder)).toEqual([]);
  const damaged = closed();
  truncateSync(join(damaged, 'archive.db'), 8_192);
  const { code, err } = await kolot(damaged, ['check']);
  expect([code, err]).toEqual([1, expect.stringMatching(/^The database of the archive is damaged.*last backup\.\n$/)]);
  rmSync(folder, { recursive: true });
}, 60_000);

test('what is imported is indexed, check says what is broken, and reindex mends it', async () => {
  const archive = closed();
  await kolot(archive, [
    'import',
    folderOf({ 'one.vtt': vtt('A: One.') }),
    '--access',
    'public',
    '--agreement',
    'legacy',
  ]);
  writeFileSync(join(archive, 'search.db'), 'no index at all');
  const broken = await kolot(archive, ['check', '--json']);
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.out).map(({ problems }: { problems: string[] }) => problems.length)).toEqual([
    0, 0, 0, 0, 1,
  ]);
  expect((await kolot(archive, ['reindex'])).out).toBe('The index holds 1 testimonies and 1 passages.\n');
}, 60_000);

test('the README lists every command there is, and none besides', async () => {
  const { out } = await kolot(closed(), ['--help']);
  const commands = /^Commands:\n((?: {2}.*\n)+)/m.exec(out)![1]!;
  const names = [...commands.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name!).filter((name) => name !== 'help');
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const listed = [...readme.matchAll(/^\| `kolot ([a-z]+)/gm)].map(([, name]) => name!);
  expect(new Set(listed)).toEqual(new Set(names));
});

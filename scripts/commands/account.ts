import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import {
  ACCOUNT_ROLES,
  type AccountRole,
  accountByEmail,
  accounts,
  addAccount,
  disableAccount,
  setPassword,
} from '../../server/archive/account.ts';
import { Invalid } from '../../server/archive/errors.ts';
import { say, warn, withArchive } from './archive.ts';

export function accountCommands(program: Command): void {
  const account = program
    .command('account')
    .description('Who may sign in, and as what.')
    .addHelpText(
      'after',
      `
A password is typed, sent on standard input (its first line), or made with --generate and printed once.

Examples:
  $ kolot account add rachel@example.org --role archivist --name "Rachel Levi"
  $ kolot account password rachel@example.org < password.txt`,
    );
  account
    .command('add')
    .description('Adds an account.')
    .argument('<email>')
    .addOption(
      new Option('--role <role>', 'archivists and administrators see everything')
        .choices([...ACCOUNT_ROLES])
        .default('reader'),
    )
    .option('--name <name>', 'as shown to others', '')
    .option('--generate', 'make a password and print it once')
    .action(
      async (email: string, { role, name, generate }: { role: AccountRole; name: string; generate?: boolean }) => {
        const password = generate ? newPassword() : await askPassword();
        await withArchive(({ db }) => addAccount(db, { email, name, role, password }), { make: true });
        say(`${email} can sign in as ${role}.`);
        if (generate) say(`Password: ${password}`);
      },
    );
  account
    .command('list')
    .description('Lists the accounts: address, role, name, and whether one is disabled.')
    .action(() =>
      withArchive(({ db }) => {
        const all = accounts(db);
        for (const { email, name, role, disabled } of all)
          say(`${email}\t${role}\t${name}${disabled ? '\t(disabled)' : ''}`);
        if (all.length === 0)
          say('There are no accounts yet. “kolot account add you@example.org --role administrator” makes one.');
      }),
    );
  account
    .command('disable')
    .description('Ends an account: it is signed out everywhere and cannot sign in again. What it did stays.')
    .argument('<email>')
    .action((email: string) =>
      withArchive(({ db }) => {
        disableAccount(db, email);
        say(`${email} can no longer sign in.`);
      }),
    );
  account
    .command('password')
    .description('Sets a new password, and signs the account out everywhere.')
    .argument('<email>')
    .option('--generate', 'make a password and print it once')
    .action(async (email: string, { generate }: { generate?: boolean }) => {
      const password = generate ? newPassword() : await askPassword();
      await withArchive(async ({ db }) => {
        await setPassword(db, email, password);
        if (accountByEmail(db, email)?.disabled) warn(`${email} is disabled, and cannot sign in with it.`);
      });
      say(`${email} has a new password.`);
      if (generate) say(`Password: ${password}`);
    });
}

function newPassword(): string {
  return randomBytes(15).toString('base64url');
}

/** The first line of standard input; on a terminal typed twice, unseen. */
async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line;
    throw new Invalid('A password is needed: type it, send it on standard input, or use --generate.');
  }
  const password = await typed('Password (it is not shown): ');
  if ((await typed('Once more: ')) !== password) throw new Invalid('The two are not the same. Nothing was changed.');
  return password;
}

const [ENTER, NEWLINE, CTRL_C, CTRL_D, DELETE, BACKSPACE] = ['\r', '\n', '\u0003', '\u0004', '\u007f', '\b'];

async function typed(prompt: string): Promise<string> {
  const { stdin } = process;
  process.stderr.write(prompt);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  let letters: string[] = [];
  try {
    for (;;) {
      const [keys] = (await once(stdin, 'data')) as [string];
      for (const key of keys) {
        if (key === ENTER || key === NEWLINE) return letters.join('');
        if (key === CTRL_C || key === CTRL_D) throw new Invalid('Nothing was changed.');
        letters = key === DELETE || key === BACKSPACE ? letters.slice(0, -1) : [...letters, key];
      }
    }
  } finally {
    stdin.setRawMode(false).pause();
    process.stderr.write('\n');
  }
}

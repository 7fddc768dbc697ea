import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import {
  ACCOUNT_ROLES,
  type AccountRole,
  accounts,
  addAccount,
  disableAccount,
  setPassword,
} from '../../server/archive/account.ts';
import { Invalid } from '../../server/archive/errors.ts';
import { say, withArchive } from './archive.ts';

export function accountCommands(program: Command): void {
  const account = program.command('account').description('Who may sign in, and as what.');
  account
    .command('add')
    .description(
      'Adds an account. Its password is read from the terminal, or from standard input; with --generate one is made and printed.',
    )
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
        await withArchive(({ db }) => addAccount(db, { email, name, role, password }));
        say(`${email} can sign in as ${role}.`);
        if (generate) say(`Password: ${password}`);
      },
    );
  account
    .command('list')
    .description('Lists the accounts.')
    .action(() =>
      withArchive(({ db }) => {
        const all = accounts(db);
        for (const { email, name, role, disabled } of all)
          say(`${email}\t${role}\t${name}${disabled ? '\t(disabled)' : ''}`);
        if (all.length === 0)
          say('There are no accounts yet. `kolot account add you@example.org --role administrator` makes one.');
      }),
    );
  account
    .command('disable')
    .description('Ends an account: it is signed out everywhere and cannot sign in again.')
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
      await withArchive(({ db }) => setPassword(db, email, password));
      say(generate ? `Password of ${email}: ${password}` : `${email} has a new password.`);
    });
}

function newPassword(): string {
  return randomBytes(15).toString('base64url');
}

/** From the terminal, unseen; or the first line of standard input. */
async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    const lines = createInterface({ input: process.stdin });
    for await (const line of lines) return line;
    throw new Invalid('A password is needed: type it, send it on standard input, or use --generate.');
  }
  process.stderr.write('Password (it is not shown): ');
  process.stdin.setRawMode(true);
  let typed = '';
  try {
    for await (const chunk of process.stdin) {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n') return typed;
        if (key === '\u0003') throw new Invalid('Nothing was changed.');
        typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key;
      }
    }
    return typed;
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write('\n');
  }
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import { ACCESS_LEVELS, type AccessLevel } from '../../server/archive/access.ts';
import { COMMAND_LINE } from '../../server/archive/account.ts';
import { AGREEMENT_KINDS, type AgreementKind } from '../../server/archive/agreement.ts';
import { audit } from '../../server/archive/audit.ts';
import { languageTag } from '../../server/archive/languages.ts';
import { type ImportItem, type ImportReport, importPaths } from '../../server/ingest/importer.ts';
import { bringIndexUpToDate, progressLine, say, sayJson, warn, withArchive } from './archive.ts';

interface Options {
  access?: AccessLevel;
  agreement?: AgreementKind;
  title?: string;
  language?: string;
  encoding?: string;
  dryRun?: boolean;
  json?: boolean;
}

export function importCommand(program: Command): void {
  program
    .command('import')
    .description('Adds testimonies from transcript files, folders and tables, or updates those imported before.')
    .argument(
      '<path...>',
      'OHMS XML, WebVTT, SRT, DOCX, PDF, plain text, CSV or TSV; a folder; or a table testimonies.csv, .tsv or .xlsx',
    )
    .addOption(new Option('--access <level>', 'access of records that say none').choices([...ACCESS_LEVELS]))
    .addOption(new Option('--agreement <kind>', 'consent of records that carry none').choices([...AGREEMENT_KINDS]))
    .option('--title <title>', 'what the testimony of these files is called', titleGiven)
    .option('--language <language>', 'the language of these files: its name, or its BCP 47 tag', languageGiven)
    .option('--encoding <name>', 'character set of text files where it is told wrong, such as windows-1255')
    .option('--dry-run', 'say what would be done, and store nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
A record with both access and an agreement is published; without, it is kept as a draft that only staff see. What --access and
--agreement give to a record stands until others are given; so does what --title and --language give, which go before what a
file says of itself.
Each record is stored whole or not at all. Running the same import again changes nothing; after the source has changed, it
changes what nobody has edited here since, and names the rest as conflicts. An import that was killed can simply be run again.

A table has one testimony a row, and at least the columns accession and title; README.md lists the others. In lists, values
are separated by “;”. Paths of files count from the table's folder. A folder with a table in it is imported by the table alone.

Ends with status 1 where something was refused.

Examples:
  $ kolot import interviews/ --dry-run               what would be stored of a folder of transcripts
  $ kolot import testimonies.csv                     a table and the files it names
  $ kolot import salima.txt --title "Salima’s story" --language jrb-Hebr
  $ kolot import side-a.xml side-b.xml --access public --agreement legacy`,
    )
    .action(async (paths: string[], options: Options) => {
      const report = await withArchive((archive) => imported(archive, paths, options), { make: true });
      if (options.json) sayJson(report);
      else print(report, options);
      if (report.refused > 0) process.exitCode = 1;
    });
}

const LONGEST_TITLE = 1_000;

function titleGiven(text: string): string {
  const title = text.replace(/\s+/g, ' ').trim();
  if (title === '') throw new InvalidArgumentError('Write what it is called.');
  if (title.length > LONGEST_TITLE) throw new InvalidArgumentError(`At most ${LONGEST_TITLE} characters are taken.`);
  return title;
}

function languageGiven(text: string): string {
  const tag = languageTag(text);
  if (tag === null)
    throw new InvalidArgumentError('Write the name of a language, or its BCP 47 tag, such as ar or jrb-Hebr.');
  return tag;
}

async function imported(archive: Parameters<typeof importPaths>[0], paths: string[], options: Options) {
  const line = progressLine();
  const told = milestones();
  const report = await importPaths(archive, paths, {
    ...options,
    onRead: (name) => line.show(`Reading ${name}`),
    onProgress(done, all, item) {
      line.show(`${done}/${all} ${item.title ?? item.file}`);
      told(done, all);
    },
    onFault: (error) => warn(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  line.done();
  const stored = report.added + report.changed;
  if (!options.dryRun && stored > 0) {
    audit(archive.db, {
      actor: COMMAND_LINE,
      action: 'brought in',
      thing: 'import',
      detail: `testimonies ${stored}`,
    });
    await bringIndexUpToDate(archive);
  }
  return report;
}

/** Where the output goes to a file, a line at each tenth of a long import. */
function milestones(): (done: number, all: number) => void {
  let tenths = 0;
  return (done, all) => {
    if (process.stderr.isTTY || all < 20 || Math.floor((10 * done) / all) === tenths) return;
    tenths = Math.floor((10 * done) / all);
    warn(`${done} of ${all}`);
  };
}

function print(report: ImportReport, options: Options): void {
  for (const item of report.items) printItem(item);
  for (const { file, reason } of report.passedOver) say(`passed     ${file}: ${reason}`);
  for (const note of report.notes) say(`note       ${note}`);
  if (report.items.length + report.passedOver.length + report.notes.length > 0) say('');
  const passed = report.passedOver.length ? `; ${report.passedOver.length} passed over, unread` : '';
  const conflicts = report.conflicts ? `, ${report.conflicts} with conflicts` : '';
  say(
    `${options.dryRun ? 'Nothing was stored. It would be: ' : ''}${report.added} added, ${report.changed} changed, ${report.unchanged} left alone, ${report.refused} refused${conflicts}${passed}.`,
  );
  if (report.drafts > 0) {
    say(
      `${report.drafts} ${report.drafts === 1 ? 'is a draft' : 'are drafts'}, seen by staff only. To publish, give access and agreement in the table, or run again with --access public --agreement legacy.`,
    );
  }
}

function printItem(item: ImportItem): void {
  const where = item.row === null ? item.file : `${item.file}, row ${item.row}`;
  const what = [item.accession, item.title].filter(Boolean).join(' ');
  if (item.outcome === 'refused') {
    say(`refused    ${where}${what ? `  (${what})` : ''}`);
    say(`           ${item.reason}`);
    return;
  }
  const outcome = item.outcome === 'unchanged' ? 'left alone' : item.outcome;
  say(`${outcome.padEnd(10)} ${what}  (${where})${item.published ? '' : '  — draft'}`);
  for (const field of item.conflicts)
    say(`           conflict: ${field} is not what the last import wrote, and was left as it is`);
  for (const note of item.notes) say(`           note: ${note}`);
}

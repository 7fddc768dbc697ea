import { type Command, Option } from 'commander';
import { ACCESS_LEVELS, type AccessLevel } from '../../server/archive/access.ts';
import { AGREEMENT_KINDS, type AgreementKind } from '../../server/archive/agreement.ts';
import { type ImportItem, type ImportReport, importPaths } from '../../server/ingest/importer.ts';
import { bringIndexUpToDate, say, withArchive } from './archive.ts';

interface Options {
  access?: AccessLevel;
  agreement?: AgreementKind;
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
    .option('--dry-run', 'say what would be done, and store nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
A record with both access and an agreement is published; without, it is kept as a draft that only staff see.
Each record is stored whole or not at all. Running the same import again changes nothing; after the source has changed, it
changes what nobody has edited here since, and names the rest as conflicts. An import that was killed can simply be run again.

A table has one testimony a row, and at least the columns accession and title; README.md lists the others. In lists, values
are separated by “;”. Paths of files count from the table's folder.`,
    )
    .action(async (paths: string[], options: Options) => {
      const report = await withArchive(async (archive) => {
        const done = await importPaths(archive, paths, {
          ...options,
          onProgress: options.json ? undefined : progress,
        });
        if (!options.dryRun && done.added + done.changed > 0) await bringIndexUpToDate(archive);
        return done;
      });
      if (options.json) say(JSON.stringify(report, null, 2));
      else print(report, options);
      if (report.refused > 0) process.exitCode = 1;
    });
}

/** A line that writes over itself on a terminal; nothing where the output goes to a file. */
function progress(done: number, all: number, item: ImportItem): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\x1b[K${done}/${all} ${item.title ?? item.file}`.slice(0, 100));
  if (done === all) process.stderr.write('\r\x1b[K');
}

function print(report: ImportReport, options: Options): void {
  for (const item of report.items) {
    const where = item.row === null ? item.file : `${item.file}, row ${item.row}`;
    const what = [item.accession, item.title].filter(Boolean).join(' ');
    if (item.outcome === 'refused') {
      say(`refused    ${where}${what ? `  (${what})` : ''}`);
      say(`           ${item.reason}`);
      continue;
    }
    say(`${item.outcome.padEnd(10)} ${what}  (${where})${item.published ? '' : '  — draft'}`);
    for (const field of item.conflicts)
      say(`           conflict: ${field} was edited here since; the source's value was not taken`);
    for (const note of item.notes) say(`           note: ${note}`);
  }
  say('');
  say(
    `${options.dryRun ? 'Would have been: ' : ''}${report.added} added, ${report.changed} changed, ${report.unchanged} left alone, ${report.refused} refused${report.conflicts ? `, ${report.conflicts} with conflicts` : ''}.`,
  );
  if (report.drafts > 0) {
    say(
      `${report.drafts} ${report.drafts === 1 ? 'is a draft' : 'are drafts'}, seen by staff only. To publish, give access and agreement in the table, or run again with --access public --agreement legacy.`,
    );
  }
}

import { rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../archive/access.ts';
import { AGREEMENT_KINDS } from '../../../archive/agreement.ts';
import { audit } from '../../../archive/audit.ts';
import { Conflict, Invalid } from '../../../archive/errors.ts';
import {
  askForImport,
  type ImportRun,
  importRun,
  importRuns,
  type KeptImport,
  setImportOptions,
  undoImport,
} from '../../../archive/import-run.ts';
import { href } from '../../../i18n/href.ts';
import type { ImportReport } from '../../../ingest/importer.ts';
import { importFolder } from '../../../ingest/incoming-folder.ts';
import { COLUMNS, columnKey, tableHead } from '../../../ingest/table.ts';
import { removeUnused } from '../../../media/sweep.ts';
import { csv } from '../../../publish/table.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { receiveImport } from './upload.ts';

const BODY = express.urlencoded({ extended: false, limit: '200kb', parameterLimit: 500 });
const ENCODINGS = ['', 'utf-8', 'windows-1252', 'windows-1255', 'windows-1256', 'iso-8859-8', 'utf-16le'] as const;
const said = z.object({
  table: z.string().max(1_000).default(''),
  access: z.enum(['', ...ACCESS_LEVELS]).catch(''),
  agreement: z.enum(['', ...AGREEMENT_KINDS]).catch(''),
  encoding: z.enum(ENCODINGS).catch(''),
});
const SHOWN = 1_000; // items of a report on the page; all are in its table

/** /desk/import: files received, looked at, brought in with their progress shown, reported, and taken back. */
export function importPages(site: Site): Router {
  const router = express.Router();
  const { archive } = site;
  const { db } = archive;

  const log = (req: Request, id: number, action: string, detail: string | null = null) =>
    audit(db, { actor: atDesk(req).email, action, thing: 'import', thingId: id, detail });

  const list = (res: Response, problem: string | null, status = 200) =>
    res.status(status).render('desk/import/index', { runs: importRuns(db), problem });

  router.get('/import', (_req, res) => list(res, null));

  router.post('/import', async (req, res) => {
    try {
      const id = await receiveImport(archive, req, res, atDesk(req).email);
      log(req, id, 'sent files to bring in');
      res.redirect(303, href(req.lang, `/desk/import/${id}`));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      list(res, error.message, 422);
    }
  });

  router.get('/import/:id', async (req, res) => {
    await show(res, importRun(db, numbered(req, 'import')));
  });

  /** Says what the files are, and looks at what they would bring. */
  router.post('/import/:id/look', BODY, async (req, res) => {
    const run = importRun(db, numbered(req, 'import'));
    const { table, access, agreement, encoding } = said.parse(req.body ?? {});
    if (!['received', 'looked', 'failed'].includes(run.state))
      throw new Conflict('This import is under way, or was made already.');
    const named = await nameTable(run, table);
    const columns = Object.fromEntries(
      Object.entries((req.body ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
        const heading = name.startsWith('column.') ? name.slice('column.'.length) : null;
        const known = value === '' || (COLUMNS as readonly unknown[]).includes(value);
        return heading !== null && heading !== '' && known ? [[heading, String(value)]] : [];
      }),
    );
    db.transaction(() => {
      setImportOptions(db, run.id, {
        ...run.options,
        ...named,
        columns,
        access: access || null,
        agreement: agreement || null,
        encoding: encoding || null,
      });
      // Another table has other columns: it is shown before it is looked at.
      if (named.table === run.options.table) askForImport(db, run.id, 'looking');
    }).immediate();
    res.redirect(303, href(req.lang, `/desk/import/${run.id}`));
  });

  router.post('/import/:id/run', BODY, (req, res) => {
    const id = numbered(req, 'import');
    db.transaction(() => {
      askForImport(db, id, 'running');
      log(req, id, 'brought in');
    }).immediate();
    res.redirect(303, href(req.lang, `/desk/import/${id}`));
  });

  router.post('/import/:id/undo', BODY, async (req, res) => {
    const id = numbered(req, 'import');
    const { removed, kept, originals } = db
      .transaction(() => {
        const undone = undoImport(db, id);
        log(req, id, 'took back', `testimonies ${undone.removed}`);
        return undone;
      })
      .immediate();
    await removeUnused(archive, originals);
    await show(res, importRun(db, id), { removed, kept });
  });

  /** Forgets an import that was not made, with its files. */
  router.post('/import/:id/forget', BODY, async (req, res) => {
    const run = importRun(db, numbered(req, 'import'));
    if (!['received', 'looked'].includes(run.state))
      throw new Conflict('This import is under way, or was made already.');
    db.transaction(() => {
      db.prepare('DELETE FROM import_run WHERE id = ?').run(run.id);
      log(req, run.id, 'forgot');
    }).immediate();
    await rm(importFolder(archive.folder, String(run.id)), { recursive: true, force: true });
    res.redirect(303, href(req.lang, '/desk/import'));
  });

  router.get('/import/:id/report.csv', (req, res) => {
    const run = importRun(db, numbered(req, 'import'));
    const { items = [] } = (run.report ?? {}) as Partial<ImportReport>;
    const rows = items.map((item) => [
      item.file,
      item.row ?? '',
      item.column ?? '',
      item.accession ?? '',
      item.title ?? '',
      item.outcome,
      item.published ? 'yes' : '',
      [item.reason, ...item.conflicts, ...item.notes].filter(Boolean).join(' | '),
    ]);
    const columns = ['file', 'row', 'column', 'accession', 'title', 'outcome', 'published', 'reason'];
    res.attachment(`import-${run.id}.csv`).type('text/csv; charset=utf-8').send(csv(columns, rows));
  });

  /** The table has the name by which the importer knows it, where it lies. */
  async function nameTable(run: ImportRun, table: string): Promise<Pick<ImportRun['options'], 'table' | 'files'>> {
    const { files } = run.options;
    if (table === '') return { table: null, files };
    if (!files.some(({ name }) => name === table) || !/\.(csv|tsv|xlsx)$/i.test(table))
      throw new Invalid('The table is one of the files that were sent.', { field: 'table' });
    if (/(^|\/)testimonies\.(csv|tsv|xlsx)$/i.test(table)) return { table, files };
    const called = join(dirname(table), `testimonies${extname(table).toLowerCase()}`);
    if (files.some(({ name }) => name === called))
      throw new Invalid(`There is another file called ${called}. Take one of them out.`, { field: 'table' });
    const folder = importFolder(archive.folder, String(run.id));
    await rename(join(folder, table), join(folder, called));
    return { table: called, files: files.map((file) => (file.name === table ? { ...file, name: called } : file)) };
  }

  async function show(
    res: Response,
    run: ImportRun,
    undone: { removed: number; kept: KeptImport[] } | null = null,
  ): Promise<void> {
    const working = run.state === 'looking' || run.state === 'running';
    // The page looks again by itself while there is work under way, with or without scripts.
    if (working) res.setHeader('Refresh', '2');
    const { items = [], ...report } = (run.report ?? {}) as Partial<ImportReport> & { failure?: string };
    const open = ['received', 'looked', 'failed'].includes(run.state);
    const refusedFirst = [...items].sort(
      (one, other) => Number(other.outcome === 'refused') - Number(one.outcome === 'refused'),
    );
    res.render('desk/import/run', {
      run,
      working,
      open,
      undone,
      report: run.report === null ? null : report,
      items: refusedFirst.slice(0, SHOWN),
      all: items.length,
      head: open ? await headOf(run) : null,
      columns: COLUMNS,
      levels: ACCESS_LEVELS,
      agreements: AGREEMENT_KINDS,
      encodings: ENCODINGS,
      tables: run.options.files.map(({ name }) => name).filter((name) => /\.(csv|tsv|xlsx)$/i.test(name)),
    });
  }

  /** The headings of the table with what each means so far. */
  async function headOf({ id, options }: ImportRun) {
    if (options.table === null) return null;
    try {
      const path = join(importFolder(archive.folder, String(id)), options.table);
      const { headings, rows } = await tableHead(path, { encoding: options.encoding ?? undefined });
      return {
        problem: null,
        headings: headings.map((heading, at) => {
          const key = columnKey(heading);
          const own = (COLUMNS as readonly string[]).includes(key) ? key : '';
          return {
            heading,
            key,
            means: options.columns[key] ?? own,
            sample: rows
              .map((row) => row[at] ?? '')
              .filter(Boolean)
              .join(' · ')
              .slice(0, 120),
          };
        }),
      };
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return { problem: error.message, headings: [] };
    }
  }
  return router;
}

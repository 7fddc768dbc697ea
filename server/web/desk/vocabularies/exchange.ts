import express, { type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../../archive/audit.ts';
import { Invalid } from '../../../archive/errors.ts';
import { AUTHORITY_KINDS, type AuthorityKind } from '../../../archive/vocabulary/authority.ts';
import { type Applied, applyRows, type VocabularyRow, vocabularyRows } from '../../../archive/vocabulary/rows.ts';
import { decode } from '../../../ingest/encoding.ts';
import { readSkos } from '../../../ingest/skos.ts';
import { readVocabularyTable } from '../../../ingest/vocabulary-table.ts';
import { skosOf } from '../../../publish/skos.ts';
import { vocabularyTable } from '../../../publish/vocabulary-table.ts';
import type { Site } from '../../site.ts';
import { oneFile } from '../one-file.ts';
import { atDesk } from '../staff.ts';

const MOST_BYTES = 32 * 1024 * 1024;

/** Leaves the transaction of a look with nothing written. */
class OnlyLooked extends Error {
  constructor(readonly applied: Applied) {
    super('Only looked.');
  }
}

/** A vocabulary as a file, out and in: SKOS in RDF/XML, or a table. */
export function exchangePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const upload = oneFile(MOST_BYTES);

  router.get('/vocabularies/:kind/export.rdf', (req, res) => {
    const kind = z.enum(AUTHORITY_KINDS).parse(req.params.kind);
    res.attachment(`${kind}.rdf`).type('application/rdf+xml; charset=utf-8');
    res.send(skosOf(kind, vocabularyRows(db, kind), site.config.publicUrl));
  });

  router.get('/vocabularies/:kind/export.csv', (req, res) => {
    const kind = z.enum(AUTHORITY_KINDS).parse(req.params.kind);
    res
      .attachment(`${kind}.csv`)
      .type('text/csv; charset=utf-8')
      .send(vocabularyTable(kind, vocabularyRows(db, kind)));
  });

  router.post('/vocabularies/:kind/import', upload.single('file'), (req, res) => {
    const kind = z.enum(AUTHORITY_KINDS).parse(req.params.kind);
    const really = req.body?.really === 'yes';
    const edit = { actor: atDesk(req).email, reason: req.file ? req.file.originalname.slice(0, 200) : null };
    let applied: Applied | null = null;
    let problem: string | null = null;
    try {
      if (!req.file) throw new Invalid('Choose a file first.');
      const rows = rowsIn(req.file, kind);
      applied = db.transaction(() => tried(kind, rows, edit, really)).immediate();
    } catch (error) {
      if (error instanceof OnlyLooked) applied = error.applied;
      else if (error instanceof Invalid) problem = req.file ? error.message : 'none';
      else throw error;
    }
    res.status(problem ? 422 : 200).render('desk/vocabularies/imported', { kind, really, applied, problem });
  });

  function tried(
    kind: AuthorityKind,
    rows: VocabularyRow[],
    edit: Parameters<typeof applyRows>[3],
    really: boolean,
  ): Applied {
    const applied = applyRows(db, kind, rows, { ...edit, together: true });
    if (!really) throw new OnlyLooked(applied);
    const { added, changed } = applied;
    if (added + changed > 0)
      audit(db, {
        actor: edit.actor,
        action: 'brought a vocabulary in',
        thing: kind,
        detail: `added ${added}, changed ${changed}`,
      });
    return applied;
  }
  return router;
}

function rowsIn(file: Express.Multer.File, kind: AuthorityKind): VocabularyRow[] {
  const { text } = decode(file.buffer, file.originalname);
  return /^\ufeff?\s*</.test(text)
    ? readSkos(text, file.originalname, kind)
    : readVocabularyTable(text, file.originalname, kind);
}

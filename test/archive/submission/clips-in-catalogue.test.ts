import { addFile } from '../../../server/archive/submission/file.ts';
import { moveSubmission } from '../../../server/archive/submission/states.ts';
import { saveStep } from '../../../server/archive/submission/step-saving.ts';
import { beginSubmission } from '../../../server/archive/submission/submission.ts';
import { catalogueSubmission } from '../../../server/archive/submission/to-catalogue.ts';
import { beginUpload, questionAsked, uploadArrived } from '../../../server/archive/submission/upload.ts';
import { temporaryArchive } from '../../archive-folder.ts';

test('recorded answers become parts in the order of the questions, with each question in the index', () => {
  const { db } = temporaryArchive();
  const now = new Date('2026-11-24T12:00:00Z');
  const { id, personId } = beginSubmission(db, { kind: 'story', lang: 'fr', now });
  for (const number of [4, 2]) {
    const answers = { lang: 'fr', version: 0, number };
    const upload = { id: String(number).repeat(32), submissionId: id, personId, purpose: 'recording' as const };
    beginUpload(db, { ...upload, answers, originalName: null, bytes: 5, now });
    const { id: fileId } = addFile(db, id, {
      purpose: 'recording',
      question: questionAsked(db, answers),
      sha256: String(number).repeat(64),
      bytes: 5,
      mime: 'audio/webm',
      originalName: null,
      durationMs: number * 1_000,
      scanned: false,
      personId,
      now,
    });
    uploadArrived(db, upload.id, fileId);
  }
  moveSubmission(db, id, { to: 'submitted', actor: 'the family', now });
  const accession = catalogueSubmission(db, id, { actor: 'a@example.org', now });
  const parts = db
    .prepare(`
      SELECT part.position, part.duration_ms AS lasts, asset.sha256, index_point_text.title
      FROM testimony JOIN part ON part.testimony_id = testimony.id JOIN asset ON asset.part_id = part.id
        JOIN index_point ON index_point.part_id = part.id
        JOIN index_point_text ON index_point_text.index_point_id = index_point.id
      WHERE accession = ? ORDER BY part.position`)
    .all(accession);
  expect(parts).toEqual(
    [2, 4].map((number, at) => ({
      position: at + 1,
      lasts: number * 1_000,
      sha256: String(number).repeat(64),
      title: questionAsked(db, { lang: 'fr', version: 0, number }),
    })),
  );
});

test('a recording that was sent is put with the typed words, to be put in time with them', () => {
  const { db } = temporaryArchive();
  const now = new Date('2026-11-24T12:00:00Z');
  const { id, personId } = beginSubmission(db, { kind: 'story', lang: 'en', now });
  saveStep(db, id, 'story', { answers: { text: 'We left at night.' }, version: 0, personId, now });
  addFile(db, id, {
    purpose: 'story',
    question: null,
    sha256: 'a'.repeat(64),
    bytes: 5,
    mime: 'audio/mpeg',
    originalName: null,
    durationMs: 9_000,
    scanned: false,
    personId,
    now,
  });
  moveSubmission(db, id, { to: 'submitted', actor: 'the family', now });
  const accession = catalogueSubmission(db, id, { actor: 'a@example.org', now });
  const parts = db
    .prepare(`
      SELECT part.position, part.duration_ms AS lasts, asset.kind, passage.text
      FROM testimony JOIN part ON part.testimony_id = testimony.id JOIN asset ON asset.part_id = part.id
        JOIN passage ON passage.part_id = part.id
      WHERE accession = ?`)
    .all(accession);
  expect(parts).toEqual([{ position: 1, lasts: 9_000, kind: 'audio', text: 'We left at night.' }]);
});

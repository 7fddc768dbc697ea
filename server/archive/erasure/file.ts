/** One photograph, recording or paper taken out of every table. */
import type { Database } from '../../db/open.ts';
import { removeAsset } from '../asset.ts';
import { NotFound } from '../errors.ts';
import { touch } from '../testimony.ts';
import { forgetRemembered } from './elsewhere.ts';

/** Removes it within a transaction of the caller. Gives the sha256 of originals that may be named by nothing any more. */
export function removeFile(db: Database, testimonyId: number, publicId: string): string[] {
  const asset = db
    .prepare<[number, string], { id: number; name: string | null; sha256: string | null }>(
      'SELECT id, original_name AS name, sha256 FROM asset WHERE testimony_id = ? AND public_id = ?',
    )
    .get(testimonyId, publicId);
  if (!asset) throw new NotFound('file', publicId);
  const words = db
    .prepare<[number], string>(`
      SELECT value FROM asset_text, json_each(json_array(caption, alt, body)) WHERE asset_id = ? AND value IS NOT NULL`)
    .pluck()
    .all(asset.id);
  const originals = removeAssetRow(db, asset.id);
  forgetRemembered(db, testimonyId, [
    ...words,
    ...(asset.name ? [asset.name] : []),
    ...(asset.sha256 ? [asset.sha256] : []),
  ]);
  touch(db, testimonyId, { narrowed: true });
  return originals;
}

/** The row, what the family gave under the same name, and what refers to either. Gives the sha256 of both. */
export function removeAssetRow(db: Database, id: number): string[] {
  const originals = db
    .prepare<{ id: number }, string>(`
      SELECT sha256 FROM asset WHERE id = @id AND sha256 IS NOT NULL
      UNION SELECT sha256 FROM submission_file WHERE asset_id = @id`)
    .pluck()
    .all({ id });
  db.prepare('DELETE FROM submission_file WHERE asset_id = ?').run(id);
  db.prepare('UPDATE loss SET proof_asset_id = NULL WHERE proof_asset_id = ?').run(id);
  db.prepare('UPDATE transcript_source SET asset_id = NULL WHERE asset_id = ?').run(id);
  db.prepare('UPDATE agreement SET asset_id = NULL WHERE asset_id = ?').run(id);
  db.prepare("DELETE FROM agreement_party WHERE asset_id = ? AND capacity = 'owner'").run(id);
  db.prepare('UPDATE agreement_party SET asset_id = NULL WHERE asset_id = ?').run(id);
  removeAsset(db, id);
  return originals;
}

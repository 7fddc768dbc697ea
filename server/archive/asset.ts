import type { Database } from '../db/open.ts';
import { addJob, removeJob } from './job.ts';
import { publicId } from './names.ts';

export type AssetKind = 'photograph' | 'document' | 'audio' | 'video' | 'source' | 'agreement';

export interface NewAsset {
  kind: AssetKind;
  partId?: number | null;
  position?: number;
  sha256?: string | null;
  bytes?: number | null;
  mime?: string | null;
  originalName?: string | null;
  remoteUrl?: string | null;
  remoteHost?: string | null;
  width?: number | null;
  height?: number | null;
  durationMs?: number | null;
  placeholder?: string | null;
  date?: string | null; // EDTF
  rights?: string | null;
}

/**
 * Adds a file to a testimony, and asks for what readers will be served of it. The same bytes in the same place of the same
 * kind are the same asset: its id is given again. Call in a transaction, and see there that the original is kept: a refused
 * record elsewhere may just have taken away the same bytes (media/sweep.ts).
 */
export function addAsset(db: Database, testimonyId: number, asset: NewAsset): number {
  const values = {
    testimonyId,
    publicId: publicId(),
    kind: asset.kind,
    partId: asset.partId ?? null,
    position: asset.position ?? 0,
    sha256: asset.sha256 ?? null,
    bytes: asset.bytes ?? null,
    mime: asset.mime ?? null,
    originalName: asset.originalName ?? null,
    remoteUrl: asset.remoteUrl ?? null,
    remoteHost: asset.remoteHost ?? null,
    width: asset.width ?? null,
    height: asset.height ?? null,
    durationMs: asset.durationMs ?? null,
    placeholder: asset.placeholder ?? null,
    date: asset.date ?? null,
    rights: asset.rights ?? null,
  };
  const known = db
    .prepare<unknown[], number>(`
      SELECT id FROM asset WHERE testimony_id = @testimonyId AND kind = @kind AND part_id IS @partId
        AND sha256 IS @sha256 AND remote_url IS @remoteUrl`)
    .pluck()
    .get(values);
  if (known !== undefined) return known;
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO asset (testimony_id, public_id, part_id, kind, position, sha256, bytes, mime, original_name, remote_url,
        remote_host, width, height, duration_ms, placeholder, date, rights)
      VALUES (@testimonyId, @publicId, @partId, @kind, @position, @sha256, @bytes, @mime, @originalName, @remoteUrl,
        @remoteHost, @width, @height, @durationMs, @placeholder, @date, @rights)`)
    .run(values);
  const id = Number(lastInsertRowid);
  if (asset.sha256 && RENDERED.includes(asset.kind)) addJob(db, renditionJob(asset.kind), { asset: id });
  return id;
}

const RENDERED: AssetKind[] = ['photograph', 'document', 'audio', 'video'];

/** The kind of job that makes an asset's renditions. Films are a kind of their own: one can take longer than all else. */
export function renditionJob(kind: AssetKind): 'film' | 'rendition' {
  return kind === 'video' ? 'film' : 'rendition';
}

/** Takes an asset out of its testimony. Its original goes with `removeUnused` of the media, if nothing else names it. */
export function removeAsset(db: Database, id: number): void {
  for (const kind of ['film', 'rendition']) removeJob(db, kind, { asset: id });
  db.prepare('DELETE FROM asset WHERE id = ?').run(id);
}

/** An asset as it lies in its testimony. */
export interface PlacedAsset {
  id: number;
  sha256: string | null;
  remoteUrl: string | null;
  partId: number | null;
  position: number;
  /**
   * Staff have narrowed its access, withhold something of the recording, or named it in an agreement or as proof of a loss: it
   * must not be swapped for another unseen.
   */
  guarded: boolean;
}

/** The assets of one kind, in order. */
export function placedAssets(db: Database, testimonyId: number, kind: AssetKind): PlacedAsset[] {
  return db
    .prepare<[number, string], Omit<PlacedAsset, 'guarded'> & { guarded: number }>(`
      SELECT id, sha256, remote_url AS remoteUrl, part_id AS partId, position,
        access IS NOT NULL OR embargo_until IS NOT NULL OR withdrawn_on IS NOT NULL
          OR (kind IN ('audio', 'video') AND (EXISTS (SELECT 1 FROM redaction WHERE redaction.part_id = asset.part_id)
            OR EXISTS (SELECT 1 FROM section WHERE section.part_id = asset.part_id)))
          OR EXISTS (SELECT 1 FROM agreement WHERE agreement.asset_id = asset.id)
          OR EXISTS (SELECT 1 FROM agreement_party WHERE agreement_party.asset_id = asset.id)
          OR EXISTS (SELECT 1 FROM loss WHERE loss.proof_asset_id = asset.id) AS guarded
      FROM asset WHERE testimony_id = ? AND kind = ? ORDER BY position, id`)
    .all(testimonyId, kind)
    .map((row) => ({ ...row, guarded: row.guarded === 1 }));
}

export function setAssetPosition(db: Database, id: number, position: number): void {
  db.prepare('UPDATE asset SET position = ? WHERE id = ?').run(position, id);
}

/** Writes the rights of those files of a testimony that still have the ones from before. */
export function setAssetRights(db: Database, testimonyId: number, before: string | null, rights: string | null): void {
  db.prepare(`
    UPDATE asset SET rights = @rights
    WHERE testimony_id = @testimonyId AND rights IS @before AND sha256 IS NOT NULL
      AND kind IN ('photograph', 'document', 'audio', 'video')`).run({ testimonyId, before, rights });
}

/** The captions of an asset by language. */
export function captionsOf(db: Database, assetId: number): { lang: string; caption: string }[] {
  return db
    .prepare<[number], { lang: string; caption: string }>(
      'SELECT lang, caption FROM asset_text WHERE asset_id = ? AND caption IS NOT NULL ORDER BY lang',
    )
    .all(assetId);
}

/** Sets the caption in one language; null takes it away, and leaves the other words of that language. */
export function setCaption(db: Database, assetId: number, lang: string, caption: string | null): void {
  db.prepare(`
    INSERT INTO asset_text (asset_id, lang, caption) VALUES (@assetId, @lang, @caption)
    ON CONFLICT (asset_id, lang) DO UPDATE SET caption = excluded.caption`).run({ assetId, lang, caption });
  db.prepare(`
    DELETE FROM asset_text WHERE asset_id = ? AND caption IS NULL AND alt IS NULL AND body IS NULL`).run(assetId);
}

/** Whether any record, or anything a family gave, names this original. */
export function isInUse(db: Database, sha256: string): boolean {
  return (
    db
      .prepare(
        'SELECT 1 FROM asset WHERE sha256 = @sha256 UNION ALL SELECT 1 FROM submission_file WHERE sha256 = @sha256',
      )
      .get({ sha256 }) !== undefined
  );
}

/** Every original that the archive refers to: sha256 in hex. */
export function originalsInUse(db: Database): Set<string> {
  return new Set(
    db
      .prepare<[], string>('SELECT sha256 FROM asset WHERE sha256 IS NOT NULL UNION SELECT sha256 FROM submission_file')
      .pluck()
      .all(),
  );
}

import type { Database } from '../db/open.ts';
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
  caption?: { lang: string; caption: string | null; alt: string | null } | null;
}

/** Adds a file to a testimony. The same bytes in the same place of the same kind are the same asset: its id is given again. */
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
  const id =
    known ??
    Number(
      db
        .prepare(`
          INSERT INTO asset (testimony_id, public_id, part_id, kind, position, sha256, bytes, mime, original_name, remote_url,
            remote_host, width, height, duration_ms, placeholder, date, rights)
          VALUES (@testimonyId, @publicId, @partId, @kind, @position, @sha256, @bytes, @mime, @originalName, @remoteUrl,
            @remoteHost, @width, @height, @durationMs, @placeholder, @date, @rights)`)
        .run(values).lastInsertRowid,
    );
  if (known !== undefined) db.prepare('UPDATE asset SET position = ? WHERE id = ?').run(values.position, known);
  if (asset.caption) setCaption(db, id, asset.caption);
  return id;
}

export function setCaption(
  db: Database,
  assetId: number,
  text: { lang: string; caption: string | null; alt: string | null },
): void {
  db.prepare(`
    INSERT INTO asset_text (asset_id, lang, caption, alt) VALUES (@assetId, @lang, @caption, @alt)
    ON CONFLICT (asset_id, lang) DO UPDATE SET caption = excluded.caption, alt = coalesce(excluded.alt, alt)`).run({
    assetId,
    ...text,
  });
}

/** Every original that the archive refers to: sha256 in hex. */
export function originalsInUse(db: Database): Set<string> {
  return new Set(db.prepare<[], string>('SELECT DISTINCT sha256 FROM asset WHERE sha256 IS NOT NULL').pluck().all());
}

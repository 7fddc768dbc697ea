import {
  type AssetKind,
  addAsset,
  captionsOf,
  type NewAsset,
  type PlacedAsset,
  placedAssets,
  removeAsset,
  setAssetPosition,
  setAssetRights,
  setCaption,
} from '../../archive/asset.ts';
import { partsOf } from '../../archive/session.ts';
import { updateTestimony } from '../../archive/testimony.ts';
import { languageOfTitle } from '../language.ts';
import type { PreparedMedia, PreparedRecord } from '../prepare.ts';
import { lastWritten, type Merge, mergeField, remember } from './merge.ts';

const KINDS = ['photograph', 'document', 'audio', 'video'] as const;
const CAPTION = 'caption ';

/** Writes photographs, documents and recordings with their captions and rights. Gives the originals that were taken out. */
export function storeMedia(merge: Merge, prepared: PreparedRecord): string[] {
  const partIds = new Map(partsOf(merge.db, merge.id).map(({ position, id }) => [position, id]));
  const gone = KINDS.flatMap((kind) => storeKind(merge, kind, incomingOf(prepared, kind, partIds)));
  storeRights(merge, prepared);
  const photos = new Map(placedAssets(merge.db, merge.id, 'photograph').map(({ sha256, id }) => [sha256, id]));
  for (const file of prepared.media) {
    const asset = photos.get(file.file.sha256);
    if (file.kind !== 'photograph' || asset === undefined) continue;
    storeCaption(merge, asset, file, prepared.record.lang);
    photos.delete(file.file.sha256); // the same picture under another name is there once, with its first caption
  }
  return gone;
}

interface Incoming {
  key: string; // what it is and where it belongs
  asset: NewAsset;
}

function incomingOf({ record, media }: PreparedRecord, kind: AssetKind, partIds: Map<number, number>): Incoming[] {
  const files = media
    .filter((file) => file.kind === kind)
    .map(({ part, file, width, height, durationMs, placeholder, date }) => ({
      key: keyOf(file.sha256, part === null ? null : (partIds.get(part) ?? null)),
      asset: {
        kind,
        partId: part === null ? null : (partIds.get(part) ?? null),
        sha256: file.sha256,
        bytes: file.bytes,
        mime: file.mime,
        originalName: file.name,
        width,
        height,
        durationMs,
        placeholder,
        date,
        rights: record.rights,
      },
    }));
  const remote = record.recordings
    .filter(({ recording }) => recording.url !== null && (recording.kind ?? 'audio') === kind)
    .map(({ part, recording }) => {
      const partId = partIds.get(part) ?? null;
      const { url, host, durationMs } = recording;
      return { key: keyOf(url!, partId), asset: { kind, partId, remoteUrl: url, remoteHost: host, durationMs } };
    });
  const all = [...files, ...remote];
  return all.filter(({ key }, at) => all.findIndex((other) => other.key === key) === at);
}

function keyOf(what: string, partId: number | null): string {
  return partId === null ? what : `${what} ${partId}`;
}

/**
 * The assets of one kind. What the source brought and somebody took out stays out; what somebody added stays; the order is the
 * source's where nobody has changed it. Where staff have narrowed the access to one that the source swaps for another, nothing
 * is swapped: the new one may show the same.
 */
function storeKind(merge: Merge, kind: AssetKind, incoming: Incoming[]): string[] {
  const { db, id } = merge;
  const field = `files: ${kind}`;
  const last: string[] = JSON.parse(lastWritten(merge, field) ?? '[]');
  const keys = incoming.map(({ key }) => key);
  const here = new Map(placedAssets(db, id, kind).map((asset) => [keyHere(asset), asset]));
  if (same(keys, last)) return [];
  const leaving = last.filter((key) => !keys.includes(key)).flatMap((key) => here.get(key) ?? []);
  if (leaving.some(({ guarded }) => guarded)) {
    merge.conflicts.push(field);
    return [];
  }
  for (const asset of leaving) {
    removeAsset(db, asset.id);
    remember(merge, CAPTION + asset.sha256, null);
  }
  const known = last.filter((key) => here.has(key) && keys.includes(key));
  const asPlaced = [...here.keys()].filter((key) => known.includes(key));
  const wanted = keys.filter((key) => known.includes(key));
  const reordered = !same(asPlaced, known) && !same(asPlaced, wanted);
  if (reordered && !same(wanted, known)) merge.conflicts.push(`order of ${field}`);
  incoming.forEach(({ key, asset }, position) => {
    const there = here.get(key);
    if (there && !reordered) setAssetPosition(db, there.id, position);
    else if (!there && !last.includes(key)) addAsset(db, id, { ...asset, position });
  });
  merge.changes += 1;
  remember(merge, field, keys.length ? JSON.stringify(keys) : null);
  return leaving.flatMap(({ sha256 }) => sha256 ?? []);
}

function same(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((key, at) => key === other[at]);
}

function keyHere({ sha256, remoteUrl, partId }: PlacedAsset): string {
  return keyOf(sha256 ?? remoteUrl ?? '', partId);
}

/** The statement of rights stands for the testimony, and for those of its files that have no other. */
function storeRights(merge: Merge, { record }: PreparedRecord): void {
  const { db, id } = merge;
  const before: string | null = JSON.parse(lastWritten(merge, 'rights') ?? 'null');
  mergeField(merge, {
    name: 'rights',
    incoming: record.rights,
    untouched: null,
    current: () => db.prepare<[number], string>('SELECT rights FROM testimony WHERE id = ?').pluck().get(id) ?? null,
    write() {
      updateTestimony(db, id, { rights: record.rights });
      setAssetRights(db, id, before, record.rights);
    },
  });
}

function storeCaption(merge: Merge, assetId: number, { caption, file }: PreparedMedia, account: string | null): void {
  const incoming = caption === null ? null : { lang: languageOfTitle(caption, account), caption };
  const field = CAPTION + file.sha256;
  const last: typeof incoming = JSON.parse(lastWritten(merge, field) ?? 'null');
  mergeField(merge, {
    name: field,
    called: `caption of ${file.name}`,
    incoming,
    untouched: null,
    shared: true, // another row may name the same file, and the asset is the same
    current: () => {
      const all = captionsOf(merge.db, assetId);
      return all.find(({ lang }) => lang === (last ?? incoming)?.lang) ?? all[0] ?? null;
    },
    write() {
      if (last && last.lang !== incoming?.lang) setCaption(merge.db, assetId, last.lang, null);
      if (incoming) setCaption(merge.db, assetId, incoming.lang, incoming.caption);
    },
  });
}

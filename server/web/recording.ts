/** A recording as it may be played: without its tags, and silent where something is withheld. */
import type { Archive } from '../archive/archive.ts';
import { renditionJob } from '../archive/asset.ts';
import { NotFound } from '../archive/errors.ts';
import { isAskedFor } from '../archive/job.ts';
import type { OpenAsset } from '../archive/media-access.ts';
import { type Derived, originalFile } from '../media/derived.ts';
import { renderSound, soundIfMade } from '../media/sound.ts';
import { Busy } from '../search/busy.ts';

/** Throws Busy while what was withheld just now is being silenced, NotFound where nothing here could silence it. */
export async function playable(archive: Archive, asset: OpenAsset & { kind: 'audio' | 'video' }): Promise<Derived> {
  const { silence, namesOpen } = asset;
  // What was withheld just now is silenced by a job; until that is done nobody hears the recording with it.
  const waits = silence.length > 0 && isAskedFor(archive.db, renditionJob(asset.kind), { asset: asset.id });
  if (waits && !(await soundIfMade(archive.folder, asset.sha256, silence)))
    throw new Busy('The recording is being prepared. Try again in a few minutes.');
  const rendition = await renderSound(archive.folder, asset.sha256, { silence });
  if (rendition.made) return rendition.file;
  // Without the programs that could silence a stretch or take off a name, the whole recording stays closed.
  if (silence.length > 0 || !namesOpen) throw new NotFound('file', asset.publicId);
  return originalFile(archive.folder, asset.sha256, asset.mime);
}

/** Whether there is something to play in it. */
export function isRecording(asset: OpenAsset): asset is OpenAsset & { kind: 'audio' | 'video' } {
  return asset.kind === 'audio' || asset.kind === 'video';
}

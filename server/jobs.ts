import type { Archive } from './archive/archive.ts';
import { addJob, failJob, finishJob, type Job, resumeJobs, takeJob } from './archive/job.ts';
import { silencedFor } from './archive/redaction.ts';
import { visitor } from './archive/viewer.ts';
import { imageFormats, offeredWidths, renderImage } from './media/image.ts';
import { renderSound } from './media/sound.ts';

/** Work by its kind. */
type Work = (archive: Archive, payload: unknown) => Promise<void>;

const WORK: Record<string, Work> = {
  /** `{ asset }`: makes what readers of an asset will be served, so that the first of them does not wait for it. */
  async rendition(archive, payload) {
    const { asset: id } = payload as { asset: number };
    const asset = archive.db
      .prepare<[number], { kind: string; sha256: string; mime: string; width: number | null; partId: number | null }>(`
        SELECT kind, sha256, mime, width, part_id AS partId FROM asset WHERE id = ? AND sha256 IS NOT NULL`)
      .get(id);
    if (!asset) return;
    if (asset.kind === 'audio' || asset.kind === 'video') {
      const silence = asset.partId === null ? [] : silencedFor(archive.db, visitor(), asset.partId);
      await renderSound(archive.folder, asset.sha256, { silence });
    } else if (asset.mime.startsWith('image/') && asset.width !== null) {
      for (const { width } of offeredWidths(asset.width)) {
        for (const format of imageFormats) await renderImage(archive.folder, asset.sha256, { width, format });
      }
    }
  },
};

/** Asks for the renditions of every file that has none asked for yet. */
export function askForRenditions(archive: Archive): void {
  const assets = archive.db
    .prepare<[], number>(`
      SELECT id FROM asset WHERE sha256 IS NOT NULL AND kind IN ('photograph', 'document', 'audio', 'video')
        AND NOT EXISTS (SELECT 1 FROM job WHERE job.kind = 'rendition' AND job.payload = json_object('asset', asset.id))`)
    .pluck()
    .all();
  for (const asset of assets) addJob(archive.db, 'rendition', { asset });
}

/** Works through the jobs, one at a time, until stopped; looks for new ones every second. */
export function startJobs(
  archive: Archive,
  log: (message: string, error?: unknown) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => {};
  resumeJobs(archive.db);
  const working = (async () => {
    while (!stopped) {
      askForRenditions(archive);
      const job = takeJob(archive.db, new Date());
      if (job) await run(archive, job, log);
      else
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 1_000);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await working;
    },
  };
}

async function run(archive: Archive, job: Job, log: (message: string, error?: unknown) => void): Promise<void> {
  try {
    const work = WORK[job.kind];
    if (!work) throw new Error(`no work of the kind ${job.kind}`);
    await work(archive, job.payload);
    finishJob(archive.db, job.id);
  } catch (error) {
    log(`job ${job.id} (${job.kind})`, error);
    failJob(archive.db, job, error instanceof Error ? error.message : String(error), new Date());
  }
}

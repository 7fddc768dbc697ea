import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Archive } from '../server/archive/archive.ts';
import { addAsset } from '../server/archive/asset.ts';
import { addJob, failJob, finishJob, resumeJobs, takeJob } from '../server/archive/job.ts';
import { addTestimony } from '../server/archive/testimony.ts';
import { importPaths } from '../server/ingest/importer.ts';
import { startJobs } from '../server/jobs.ts';
import { keepOriginal, originalPath } from '../server/media/storage.ts';
import { askForMissing } from '../server/renditions.ts';
import { temporaryArchive } from './archive-folder.ts';
import { all, column, folderOf, importRow, picture } from './ingest/importing/import.ts';
import { photograph } from './media/made.ts';
import { recorded, sine, whereFfmpegIs, white } from './media/recorded.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const states = (archive: Archive) => column<string>(archive, 'SELECT state FROM job ORDER BY id');

/** An archive with jobs that are due at NOW. */
function withJobs(...payloads: unknown[]): Archive {
  const archive = temporaryArchive();
  for (const payload of payloads) addJob(archive.db, 'rendition', payload);
  archive.db.prepare('UPDATE job SET run_after = ?').run(NOW.toISOString());
  return archive;
}

async function until(isSo: () => boolean, milliseconds = 20_000): Promise<void> {
  for (const end = Date.now() + milliseconds; !isSo(); await pause(20))
    if (Date.now() > end) throw new Error('It did not become so in time.');
}

describe('work that takes long', () => {
  it('is asked for once while it waits, and is taken in its order by those who do its kind', () => {
    const { db } = withJobs({ asset: 1 }, { asset: 2 }, { asset: 1 });
    expect(takeJob(db, ['film'], NOW)).toBeNull();
    expect(takeJob(db, ['film', 'rendition'], NOW)).toMatchObject({ payload: { asset: 1 }, attempts: 1 });
    expect(takeJob(db, ['rendition'], NOW)).toMatchObject({ payload: { asset: 2 } });
    expect(takeJob(db, ['rendition'], NOW)).toBeNull();
  });

  it('is tried again later and later, and given up with its error', () => {
    const archive = withJobs({ asset: 1 });
    const waits: number[] = [];
    let now = NOW;
    for (;;) {
      const job = takeJob(archive.db, ['rendition'], now);
      if (!job) break;
      failJob(archive.db, job, 'No luck.', now);
      const [after] = column<string>(archive, "SELECT run_after FROM job WHERE state = 'waiting'");
      if (!after) break;
      waits.push((Date.parse(after) - now.getTime()) / 60_000);
      expect(takeJob(archive.db, ['rendition'], new Date(Date.parse(after) - 1))).toBeNull();
      now = new Date(after);
    }
    expect(waits).toEqual([1, 4, 9, 16]);
    expect(all(archive, 'SELECT state, attempts, error FROM job')).toEqual([
      { state: 'failed', attempts: 5, error: 'No luck.' },
    ]);
  });

  it('survives a restart, unless the process ended each time that it was at it', () => {
    const archive = withJobs({ asset: 1 });
    for (let restart = 1; restart <= 5; restart += 1) {
      expect(takeJob(archive.db, ['rendition'], later(restart))).toMatchObject({ attempts: restart });
      resumeJobs(archive.db, later(restart));
    }
    expect(all(archive, 'SELECT state, error FROM job')).toEqual([
      { state: 'failed', error: 'Kolot ended each time that it was at this.' },
    ]);
  });

  it('that is done is forgotten after a month', () => {
    const archive = withJobs({ asset: 1 });
    finishJob(archive.db, takeJob(archive.db, ['rendition'], NOW)!);
    resumeJobs(archive.db, new Date(Date.now() + 29 * 86_400_000));
    expect(states(archive)).toEqual(['done']);
    resumeJobs(archive.db, new Date(Date.now() + 31 * 86_400_000));
    expect(states(archive)).toEqual([]);
  });

  it('goes with the file it is for', async () => {
    const archive = temporaryArchive();
    await importRow(archive, { photos: 'a.jpg' }, { 'a.jpg': await picture('#123') });
    expect(states(archive)).toEqual(['waiting']);
    archive.db.exec('DELETE FROM import_record; DELETE FROM job');
    addJob(archive.db, 'rendition', { asset: 1 });
    const { removeTestimony } = await import('../server/archive/testimony.ts');
    removeTestimony(archive.db, 1);
    expect(states(archive)).toEqual([]);
  });
});

/** A testimony with these originals as assets, past the importer, which would refuse the broken ones. */
async function assets(
  archive: Archive,
  files: { kind: 'photograph' | 'audio' | 'video'; bytes: Buffer; mime: string }[],
) {
  const id = addTestimony(archive.db, 'J-1', {
    form: 'interview',
    title: 'A',
    lang: 'en',
    abstract: null,
    generation: null,
    collectionId: null,
    rights: null,
    credit: null,
    provenance: null,
    sample: false,
  });
  const kept: string[] = [];
  for (const { kind, bytes, mime } of files) {
    const { sha256 } = await keepOriginal(archive.folder, bytes);
    addAsset(archive.db, id, { kind, sha256, mime, width: kind === 'photograph' ? 800 : null });
    kept.push(sha256);
  }
  return kept;
}

const derivedOf = ({ folder }: Archive, sha256: string) => {
  const path = join(folder, 'derived', sha256.slice(0, 2), sha256);
  return existsSync(path) ? readdirSync(path).sort() : [];
};

describe('renditions', () => {
  it('of photographs are made in every width and format they are served in; one that cannot be made holds up none', async () => {
    const archive = temporaryArchive();
    const good = await photograph({ width: 640, height: 480 });
    const [bad, fine] = await assets(archive, [
      { kind: 'photograph', bytes: Buffer.from('no picture at all'), mime: 'image/jpeg' },
      { kind: 'photograph', bytes: good, mime: 'image/jpeg' },
    ]);
    const said: string[] = [];
    const jobs = startJobs(archive, (message) => said.push(message));
    await until(() => states(archive).join() === 'failed,done');
    await jobs.stop();
    expect(
      derivedOf(archive, fine!)
        .filter((name) => name.startsWith('w640'))
        .sort(),
    ).toEqual(['w640.avif', 'w640.jpg', 'w640.webp']);
    expect(derivedOf(archive, bad!)).toEqual([]);
    expect(said).toEqual(['job 1 (rendition)']);
    expect(column(archive, "SELECT attempts FROM job WHERE state = 'failed'")).toEqual([1]);
  });

  it('asked for by another process while the jobs run are made within a moment', async () => {
    const archive = temporaryArchive();
    const jobs = startJobs(archive, () => {});
    await importPaths(archive, [
      folderOf({ 'testimonies.csv': 'accession,title,photos\nA-1,One,a.jpg\n', 'a.jpg': await picture('#345') }),
    ]);
    await until(() => states(archive).join() === 'done');
    await jobs.stop();
  });
});

whereFfmpegIs('renditions of recordings', () => {
  const sound = (seconds: number) => recorded(join(folderOf(), 'a.wav'), ...sine(seconds));

  it('are made, and asked for again when what is derived was deleted or left out of a backup', async () => {
    const archive = temporaryArchive();
    const [sha256] = await assets(archive, [{ kind: 'audio', bytes: sound(1), mime: 'audio/wav' }]);
    const jobs = startJobs(archive, () => {});
    await until(() => states(archive).join() === 'done');
    await jobs.stop();
    expect(derivedOf(archive, sha256!)).toEqual([expect.stringMatching(/^sound-.*\.m4a$/)]);
    await askForMissing(archive, new AbortController().signal);
    expect(states(archive)).toEqual(['done']);
    const { removeDerived } = await import('../server/media/derived.ts');
    await removeDerived(archive.folder, sha256!);
    await askForMissing(archive, new AbortController().signal);
    await askForMissing(archive, new AbortController().signal);
    expect(states(archive)).toEqual(['done', 'waiting']);
  });

  it('stop within a moment, also in the middle of a film, and the film waits for the next start', async () => {
    const archive = temporaryArchive();
    const film = recorded(
      join(folderOf(), 'a.mp4'),
      ...white(120, '1280x720'),
      ...sine(120),
      '-shortest',
      '-preset',
      'ultrafast',
    );
    const [sha256] = await assets(archive, [{ kind: 'video', bytes: film, mime: 'video/mp4' }]);
    const jobs = startJobs(archive, () => {});
    await until(() => states(archive).join() === 'running');
    await until(() => readdirSync(join(archive.folder, 'incoming')).length > 0);
    const begun = Date.now();
    await jobs.stop();
    expect(Date.now() - begun).toBeLessThan(1_500);
    expect(all(archive, 'SELECT state, attempts FROM job')).toEqual([{ state: 'waiting', attempts: 0 }]);
    expect(derivedOf(archive, sha256!)).toEqual([]);
    await until(() => readdirSync(join(archive.folder, 'incoming')).length === 0);
  }, 60_000);

  it('whose original cannot be read are given up, and the rest is made', async () => {
    const archive = temporaryArchive();
    const [broken, fine] = await assets(archive, [
      { kind: 'audio', bytes: sound(1), mime: 'audio/wav' },
      { kind: 'audio', bytes: sound(2), mime: 'audio/wav' },
    ]);
    const path = originalPath(archive.folder, broken!);
    chmodSync(path, 0o600);
    writeFileSync(path, 'RIFF and no more');
    const jobs = startJobs(archive, () => {});
    await until(() => states(archive).join() === 'failed,done');
    await jobs.stop();
    expect(derivedOf(archive, fine!)).toHaveLength(1);
    expect(column(archive, "SELECT error FROM job WHERE state = 'failed'")[0]).toMatch(/recording/);
  });
});

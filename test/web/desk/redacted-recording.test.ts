/** A span withheld at the desk: its sound is silent for everyone else, and nobody hears the recording until it is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addAsset } from '../../../server/archive/asset.ts';
import { redact } from '../../../server/archive/redact.ts';
import { type Jobs, startJobs } from '../../../server/jobs.ts';
import { keepOriginal } from '../../../server/media/storage.ts';
import { ACTOR, addInterview, addWords, passagesIn } from '../../archive/transcript-edit/made.ts';
import { heard, loudest, recorded, sine, whereFfmpegIs } from '../../media/recorded.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';

whereFfmpegIs('a recording of which a span is withheld', () => {
  let site: OpenSite;
  let partId: number;
  let transcriptId: number;
  let jobs: Jobs | null = null;
  const folder = mkdtempSync(join(tmpdir(), 'kolot-heard-'));

  beforeAll(async () => {
    site = await openSite(async (archive) => {
      const interview = addInterview(archive, 'K-1');
      partId = interview.partId;
      const kept = await keepOriginal(archive.folder, recorded(join(folder, 'a.wav'), ...sine(12)));
      const id = addAsset(archive.db, interview.testimonyId, { kind: 'audio', partId, ...kept, mime: 'audio/wav' });
      archive.db.prepare("UPDATE asset SET public_id = 'sound' WHERE id = ?").run(id);
      transcriptId = addWords(archive, interview, [
        { startMs: 0, endMs: 12_000, text: 'We hid with Ezra Cohen there.' },
      ]);
      archive.db.prepare("UPDATE testimony SET status = 'published', access = 'public'").run();
      archive.db.prepare('DELETE FROM job').run();
    });
  });
  afterAll(async () => {
    await jobs?.stop();
    await site.close();
    rmSync(folder, { recursive: true });
  });

  const played = async (cookie?: string) => site.ask('/media/sound', cookie ? { cookie } : {});
  const loudness = (body: Buffer, from: number, to: number) => {
    const path = join(folder, 'heard.m4a');
    writeFileSync(path, body);
    return loudest(heard(path), from, to);
  };

  test('is heard whole, then by nobody, and at last with the span silent; staff hear all of it all the time', async () => {
    const archivist = signedIn(site.archive, 'archivist', 'dalia').cookie;
    expect(loudness((await played()).body, 5_200, 6_800)).toBeGreaterThan(1_000);
    const [passage] = passagesIn(site.archive, transcriptId);
    const marks = [{ publicId: passage!.publicId, version: passage!.version, start: 12, end: 22 }];
    redact(site.archive.db, {
      accession: 'K-1',
      actor: ACTOR,
      reason: 'asked',
      marks,
      time: { partId, startMs: 5_000, endMs: 7_000 },
    });

    expect((await played()).status).toBe(503);
    const page = (await site.ask('/en/testimonies/K-1')).text;
    expect(page).toContain('The recording is being prepared.');
    expect(page).not.toContain('src="/media/sound"');
    expect((await played(archivist)).status).toBe(200);
    const captions = (await site.ask('/media/sound/en.vtt')).text;
    expect(captions).toContain('▒▒▒');
    expect(captions).not.toContain('Ezra');

    jobs = startJobs(site.archive, () => {});
    for (const end = Date.now() + 30_000; (await played()).status !== 200 && Date.now() < end; ) await pause(200);
    const { status, body } = await played();
    expect(status).toBe(200);
    expect(loudness(body, 5_050, 6_950)).toBe(0);
    expect(loudness(body, 2_000, 4_500)).toBeGreaterThan(1_000);
    expect(loudness((await played(archivist)).body, 5_200, 6_800)).toBeGreaterThan(1_000);
    expect((await site.ask('/en/testimonies/K-1')).text).toContain('src="/media/sound"');
  });
});

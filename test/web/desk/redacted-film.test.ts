/** A stretch of a film withheld at the desk: black and silent for everyone else, the original untouched and closed. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addAsset } from '../../../server/archive/asset.ts';
import { type Jobs, startJobs } from '../../../server/jobs.ts';
import { keepOriginal, originalPath } from '../../../server/media/storage.ts';
import { addInterview } from '../../archive/transcript-edit/made.ts';
import { heard, loudest, recorded, seen, sine, whereFfmpegIs, white } from '../../media/recorded.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { visitorOf } from './desk.ts';

whereFfmpegIs('a film of which a stretch is withheld', () => {
  let site: OpenSite;
  let jobs: Jobs | null = null;
  let sha256 = '';
  const folder = mkdtempSync(join(tmpdir(), 'kolot-film-'));

  beforeAll(async () => {
    site = await openSite(async (archive) => {
      const interview = addInterview(archive, 'K-1');
      const film = recorded(join(folder, 'film.mp4'), ...white(6, '160x90'), ...sine(6), '-shortest');
      const kept = await keepOriginal(archive.folder, film);
      sha256 = kept.sha256;
      const of = { kind: 'video' as const, partId: interview.partId, ...kept, mime: 'video/mp4' };
      const id = addAsset(archive.db, interview.testimonyId, of);
      archive.db.prepare("UPDATE asset SET public_id = 'film' WHERE id = ?").run(id);
      archive.db.prepare("UPDATE testimony SET status = 'published', access = 'public'").run();
      archive.db.prepare('DELETE FROM job').run();
    });
  }, 60_000);
  afterAll(async () => {
    await jobs?.stop();
    await site.close();
    rmSync(folder, { recursive: true });
  });

  const played = (cookie?: string) => site.ask('/media/film', cookie ? { cookie } : {});
  /** How bright each frame is, and how loud it is in a stretch of milliseconds. */
  function looked(body: Buffer) {
    const path = join(folder, 'served.mp4');
    writeFileSync(path, body);
    const sound = heard(path);
    const frames = seen(path);
    return {
      loud: (from: number, to: number) => loudest(sound, from, to),
      brightest: (from: number, to: number) => Math.max(...frames.subarray(from / 40, to / 40)),
      darkest: (from: number, to: number) => Math.min(...frames.subarray(from / 40, to / 40)),
    };
  }

  test('is black and silent there once the desk has withheld it; staff see all of it, nobody else the original', async () => {
    const cookie = signedIn(site.archive, 'archivist', 'dalia').cookie;
    const dalia = visitorOf(site, cookie);
    const form = { passage: '', part: '1', start: '00:02', end: '00:04', reason: 'A neighbour is seen' };
    const page = '/en/desk/testimonies/K-1/redactions';
    expect((await dalia.get(`${page}?part=1`)).text).toContain('name="start"'); // no word is written of it
    expect((await dalia.post(page, { ...form, do: 'preview' })).text).toContain('value="00:02"');
    expect((await dalia.post(page, { ...form, do: 'make' })).status).toBe(303);
    expect((await played()).status).toBe(503); // nobody sees it until the rendition without it is made

    jobs = startJobs(site.archive, () => {});
    for (const end = Date.now() + 60_000; (await played()).status !== 200 && Date.now() < end; ) await pause(200);
    const { status, body } = await played();
    expect(status).toBe(200);
    const shown = looked(body);
    expect(shown.brightest(2_040, 3_920)).toBeLessThan(20);
    expect(shown.loud(2_050, 3_950)).toBe(0);
    expect(shown.darkest(400, 1_800)).toBeGreaterThan(230);
    expect(shown.darkest(4_200, 5_600)).toBeGreaterThan(230);
    expect(shown.loud(500, 1_800)).toBeGreaterThan(1_000);
    expect(shown.loud(4_300, 5_500)).toBeGreaterThan(1_000);

    const whole = looked((await played(cookie)).body);
    expect(whole.darkest(2_040, 3_920)).toBeGreaterThan(230);
    expect(whole.loud(2_050, 3_950)).toBeGreaterThan(1_000);
    const original = readFileSync(originalPath(site.archive.folder, sha256));
    expect(createHash('sha256').update(original).digest('hex')).toBe(sha256);
    for (const reader of [undefined, signedIn(site.archive, 'reader').cookie])
      expect((await played(reader)).body.equals(original)).toBe(false);
  }, 120_000);
});

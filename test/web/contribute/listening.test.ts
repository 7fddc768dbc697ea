/** Before it appears, a narrator hears their recording as everybody will: with what is withheld silent, and nobody else does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAsset } from '../../../server/archive/asset.ts';
import { redact } from '../../../server/archive/redact.ts';
import { renderSound } from '../../../server/media/sound.ts';
import { keepOriginal } from '../../../server/media/storage.ts';
import { ACTOR, addInterview, addWords, passagesIn } from '../../archive/transcript-edit/made.ts';
import { heard, loudest, recorded, sine, whereFfmpegIs } from '../../media/recorded.ts';
import { type OpenSite, openSite, signedIn } from '../site.ts';
import { browser } from './family.ts';

whereFfmpegIs('a recording that its narrator listens to before it appears', () => {
  let site: OpenSite;
  let transcript: number;
  let partId: number;
  const folder = mkdtempSync(join(tmpdir(), 'kolot-listen-'));

  beforeAll(async () => {
    site = await openSite(async (archive) => {
      for (const [accession, name, words] of [
        ['K-1', 'hers', 'We hid with Ezra Cohen there.'],
        ['K-2', 'theirs', 'Of another family.'],
      ] as const) {
        const interview = addInterview(archive, accession);
        const kept = await keepOriginal(archive.folder, recorded(join(folder, `${name}.wav`), ...sine(12)));
        const part = interview.partId;
        const id = addAsset(archive.db, interview.testimonyId, {
          kind: 'audio',
          partId: part,
          ...kept,
          mime: 'audio/wav',
        });
        archive.db.prepare('UPDATE asset SET public_id = ? WHERE id = ?').run(name, id);
        const made = addWords(archive, interview, [{ startMs: 0, endMs: 12_000, text: words }]);
        if (accession === 'K-1') [partId, transcript] = [part, made];
      }
    });
  });
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  test('is beside its text, silent where it will be, only by its link and only while it is theirs to read', async () => {
    const { db } = site.archive;
    const [passage] = passagesIn(site.archive, transcript);
    redact(db, {
      accession: 'K-1',
      actor: ACTOR,
      reason: 'asked',
      marks: [{ publicId: passage!.publicId, version: passage!.version, start: 12, end: 22 }],
      time: { partId, startMs: 5_000, endMs: 7_000 },
    });
    const family = browser(site);
    const own = await family.begin();
    const stand = (state: string) =>
      db
        .prepare("UPDATE submission SET state = ?, testimony_id = (SELECT id FROM testimony WHERE accession = 'K-1')")
        .run(state);
    const listen = `${own}/reading/hers`;
    stand('catalogued');
    expect((await family.open(listen)).status).toBe(404);
    stand('with the narrator');

    expect((await family.open(`${own}/reading`)).text).toContain('The recording is being prepared.');
    expect((await family.open(listen)).status).toBe(503);
    const sha256 = db.prepare<[], string>("SELECT sha256 FROM asset WHERE public_id = 'hers'").pluck().get()!;
    await renderSound(site.archive.folder, sha256, { silence: [{ startMs: 5_000, endMs: 7_000 }] });
    db.prepare('DELETE FROM job').run();

    const page = await family.open(`${own}/reading`);
    expect(page.text).toContain(`src="${listen}"`);
    expect(page.text).toContain('Where words are withheld, the recording is silent.');
    expect(page.text).not.toContain('Ezra');
    const { status, body, headers } = await family.open(listen);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    const path = join(folder, 'heard.m4a');
    writeFileSync(path, body);
    expect(loudest(heard(path), 5_050, 6_950)).toBe(0);
    expect(loudest(heard(path), 2_000, 4_500)).toBeGreaterThan(1_000);

    expect((await family.open(`${own}/reading/theirs`)).status).toBe(404);
    expect((await site.ask(listen)).status).toBe(404);
    expect((await site.ask(listen, { cookie: signedIn(site.archive, 'reader').cookie })).status).toBe(404);
    expect((await site.ask('/media/hers')).status).toBe(404);
    expect(db.prepare("SELECT count(*) FROM testimony WHERE status = 'published'").pluck().get()).toBe(0);
  });
});

/**
 * The whole way of a story, in a real browser at the width of a telephone, with the server as it really runs: a family begins
 * it and leaves, the server is killed in the middle and comes back, they sign and send; an archivist catalogues it, puts its
 * words in time and withholds some; its teller reads it; readers find it, and never what is withheld; and a photograph taken
 * back is gone from everywhere.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, openBrowser } from './chromium.ts';
import * as archivist from './whole-story/archivist.ts';
import * as family from './whole-story/family.ts';
import { photographs, recording, WRITTEN_BY_THE_CAMERA } from './whole-story/given.ts';
import { runArchive } from './whole-story/running-archive.ts';
import { TOLD } from './whole-story/told.ts';
import { askAgain, askEveryExit, counted, findAndRead, listen, offered } from './whole-story/visitor.ts';

/** Milliseconds for one thing on a machine that others share; nothing here is a claim about speed. */
const PATIENCE = 60_000;

describeInBrowser('a story, from a telephone to its readers and back to its family', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kolot-given-'));
    browser = await openBrowser({ microphone: true });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(TOLD)(
    'is told in $lang, kept through a power cut, curated, read, published and found; one photograph of it is taken back',
    async (told) => {
      const [pictures, sound] = [await photographs(folder), recording(folder)];
      const archive = await runArchive();
      const contexts: BrowserContext[] = [];
      const failures: string[] = [];
      const telephone = async (): Promise<Page> => {
        const context = await browser.newContext({
          viewport: { width: 390, height: 844 },
          permissions: ['microphone'],
        });
        context.setDefaultTimeout(PATIENCE);
        contexts.push(context);
        const page = await context.newPage();
        page.on('pageerror', (error) => failures.push(error.message));
        return page;
      };
      try {
        const first = await telephone();
        const link = await family.begin(first, told, archive);
        await archive.kill();
        await first.context().close();
        await archive.startAgain();

        const phone = await telephone();
        await family.comeBack(phone, link, told);
        const powerCut = async () => {
          await archive.kill();
          await archive.startAgain();
        };
        if (told.by === 'voice') await family.tellAloud(phone, told, { meanwhile: powerCut });
        else await family.sendRecording(phone, told, { file: sound, meanwhile: powerCut });
        await family.givePhotographs(phone, told, pictures);
        await family.agreeAndSend(phone, told);

        const desk = await telephone();
        await archivist.signIn(desk, archive.address, told);
        const { queue, accession } = await archivist.catalogue(desk, told);
        await archivist.synchronise(desk, told);
        await archivist.withhold(desk, told);
        await archivist.sendToNarrator(desk, queue, told);

        const withheld = [...told.redacted, told.embargoed];
        const reading = await family.read(phone, link, told);
        expect(reading).toContain(told.paragraphs[0]);
        for (const word of withheld) expect(reading).not.toContain(word);
        await archivist.publish(desk, queue, told);

        const anyone = await telephone();
        const { request } = anyone.context();
        const shown = await findAndRead(anyone, archive, told);
        expect(shown.length).toBeGreaterThan(10);
        expect(await anyone.content()).toContain(told.pictures[1].what);
        await listen(anyone, archive, told);
        const open = await askEveryExit(request, archive, told, shown);
        for (const path of shown) expect([path, open.status.get(path)]).toEqual([path, 200]);
        for (const word of [told.found, told.pictures[1].what]) expect(open.said).toContain(word);
        for (const word of [...withheld, WRITTEN_BY_THE_CAMERA]) expect(open.said.includes(word)).toBe(false);
        expect(await counted(request, archive, told.found)).toBe(1);
        for (const word of [...withheld, ...told.otherwise])
          expect([word, await counted(request, archive, word)]).toEqual([word, 0]);
        for (const word of withheld) expect(await offered(request, archive, word)).not.toContain(word);

        await family.takeBackPhotograph(phone, link, told, told.pictures[1].what);
        const left = await askEveryExit(request, archive, told, shown);
        expect(left.said).toContain(told.pictures[0].what);
        for (const word of [told.pictures[1].what, told.pictures[1].who]) expect(left.said.includes(word)).toBe(false);
        const gone = shown.filter((path) => left.status.get(path) === 404);
        expect(gone).toHaveLength(shown.length / 2);
        expect(new Set(gone.map((path) => /\/(?:media|photographs)\/(\w+)/.exec(path)?.[1])).size).toBe(1);
        for (const path of shown.filter((one) => one.startsWith('/media/'))) {
          const again = await askAgain(request, archive, path, open.etags.get(path)!);
          expect([path, again]).toEqual([path, gone.includes(path) ? 404 : 304]);
        }
        expect(await counted(request, archive, told.pictures[1].who)).toBe(0);
        await archivist.checkForLeaks(desk, told, accession);
        expect([failures, archive.complaints]).toEqual([[], []]);
      } finally {
        for (const context of contexts) await context.close();
        await archive.end();
      }
    },
    10 * PATIENCE,
  );
});

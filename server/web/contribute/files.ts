import { ZipArchive } from 'archiver';
import express, { type Router } from 'express';
import { NotFound } from '../../archive/errors.ts';
import { signaturesOf } from '../../archive/submission/agreement.ts';
import { messagesOf } from '../../archive/submission/conversation.ts';
import { noteCopy } from '../../archive/submission/copies.ts';
import { fileOf, filesOf, type SubmissionFile } from '../../archive/submission/file.ts';
import { rowsIn, STEP_NAMES, stepsOf, textIn } from '../../archive/submission/steps.ts';
import { translator } from '../../i18n/messages.ts';
import { originalFile } from '../../media/derived.ts';
import { renderImage } from '../../media/image.ts';
import { serveFile } from '../../media/serve.ts';
import { originalPath } from '../../media/storage.ts';
import type { Site } from '../site.ts';
import { type AtStory, atStory } from './access.ts';
import { QUESTIONS } from './questions.ts';

/** What the family gave, to see and to take home: for the holders of its link alone, and kept in no cache. */
export function filePages(site: Site): Router {
  const router = express.Router({ mergeParams: true });
  const { db, folder } = site.archive;

  /** A picture, as it is shown: turned upright, without anything its camera wrote into it. */
  router.get('/files/:id/picture', async (req, res) => {
    const file = fileOf(db, atStory(res).story.id, req.params.id as string);
    if (!file.mime.startsWith('image/')) throw new NotFound('file', file.publicId);
    const picture = await renderImage(folder, file.sha256, { width: 640, format: 'webp' });
    await serveFile(req, res, { ...picture, cache: 'private' });
  });

  /** The file as it was given. */
  router.get('/files/:id', async (req, res) => {
    const { story, confirmed } = atStory(res);
    const file = fileOf(db, story.id, req.params.id as string);
    // To see the agreement, or hear it, the link is not enough.
    if (file.purpose === 'agreement' && !confirmed) throw new NotFound('file', file.publicId);
    const original = await originalFile(folder, file.sha256, file.mime);
    await serveFile(req, res, { ...original, cache: 'private', downloadName: file.originalName ?? file.publicId });
  });

  /** Everything that was given, as one file: words as text, files as they came, the agreement. Never whole in memory. */
  router.get('/copy.zip', (req, res) => {
    const at = atStory(res);
    const { story } = at;
    const zip = new ZipArchive({ zlib: { level: 1 } });
    res.setHeader('Content-Type', 'application/zip');
    res.setHeader('Content-Disposition', `attachment; filename="${story.reference}.zip"`);
    res.setHeader('Cache-Control', 'no-store');
    zip.on('error', (error) => {
      site.log({ error, message: 'the copy for a family' });
      res.destroy();
    });
    zip.on('warning', (error) => site.log({ error, message: 'the copy for a family' }));
    res.on('close', () => void zip.abort());
    zip.pipe(res);
    zip.append(wordsOf(site, at, req.lang), { name: `${story.reference}.txt` });
    // To see the agreement, a second confirmation is asked; it is in the copy for those who have given it.
    if (at.confirmed)
      for (const { id, wording, signer, signedOn } of signaturesOf(db, story.id))
        zip.append(`${wording}\n\n${signer}, ${signedOn}\n`, { name: `agreement-${id}.txt` });
    const names = new Set<string>();
    for (const file of filesOf(db, story.id).filter((one) => one.withdrawnAt === null && one.purpose !== 'agreement'))
      zip.file(originalPath(folder, file.sha256), { name: `files/${freeName(file, names)}` });
    noteCopy(db, { submissionId: story.id }, { kind: 'family', wentTo: at.person.name, now: site.now() });
    void zip.finalize();
  });
  return router;
}

/** The name a file came with, made unlike the others. */
function freeName({ originalName, publicId }: SubmissionFile, names: Set<string>): string {
  const plain = (originalName ?? publicId).replace(/[^\p{L}\p{M}\p{N} ._()-]/gu, '_').replace(/^\.+/, '') || publicId;
  const name = names.has(plain.toLowerCase()) ? `${publicId}-${plain}` : plain;
  names.add(name.toLowerCase());
  return name;
}

/** The answers of every step and the conversation as plain text, in the language of the page. */
function wordsOf({ archive: { db }, config }: Site, { story }: AtStory, lang: Express.Request['lang']): string {
  const t = translator(lang);
  const steps = stepsOf(db, story.id);
  const lines = [`${config.siteName} · ${story.reference}`];
  for (const step of STEP_NAMES) {
    const { answers } = steps[step];
    const said: string[] = [];
    for (const question of QUESTIONS[step]) {
      if (question.kind === 'files' || question.kind === 'ticks' || question.kind === 'yes-no') continue;
      if (question.kind === 'rows') {
        for (const row of rowsIn(answers, question.name))
          said.push(`• ${Object.values(row).filter(Boolean).join(' · ')}`);
        continue;
      }
      const text = textIn(answers, question.name);
      const known = question.kind === 'choice' && step !== 'use' && question.options.includes(text);
      if (text) said.push(known ? t(`contribute.option.${step}.${question.name}.${text}`) : text);
    }
    if (said.length) lines.push('', `— ${t(`contribute.step.${step}.title`)}`, ...said);
  }
  for (const file of filesOf(db, story.id).filter(({ withdrawnAt }) => withdrawnAt === null)) {
    const caption = [file.what, file.who, file.place, file.date].filter(Boolean).join(' · ');
    if (caption) lines.push('', `${file.originalName ?? file.publicId}: ${caption}`);
  }
  for (const { fromArchive, name, text, at } of messagesOf(db, story.id))
    lines.push('', `${at.slice(0, 10)} ${fromArchive ? config.siteName : (name ?? '')}: ${text}`);
  return `${lines.join('\n')}\n`;
}

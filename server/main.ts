import { createServer } from 'node:http';
import { pino } from 'pino';
import { troubleOf } from '../scripts/commands/trouble.ts';
import { type Archive, openArchive } from './archive/archive.ts';
import { Invalid } from './archive/errors.ts';
import { LEAK_CHECK_JOB } from './archive/leak-check.ts';
import { askForDigest, DIGEST_JOB } from './archive/newsletter/digest.ts';
import { NEWSLETTER_JOB } from './archive/newsletter/issue.ts';
import { askForNews, NEWS_JOB, NEWS_MAIL } from './archive/saved-search-news.ts';
import { type Config, listeningOn, loadConfig } from './config.ts';
import { startJobs } from './jobs.ts';
import { forgetOldLinks } from './mail/mail.ts';
import { sweepIncoming } from './media/storage.ts';
import { openEngines } from './search/engines.ts';
import { createApp, SERVER } from './web/app.ts';
import { drawAhead } from './web/atlas/ahead.ts';
import { carryOutLeakCheck } from './web/leak-check/job.ts';
import { sendLetters, tellDigests } from './web/newsletter/sending.ts';
import { newsAtHandover, tellNews } from './web/saved-search/news.ts';
import type { Site } from './web/site.ts';

const LONGEST_WAIT = 20_000; // milliseconds
const LINKS_KEPT = 90 * 24 * 3_600_000; // milliseconds that a link stays in a mail nobody sent: a family’s lasts as long

/** Starts the archive and stops it again: the only place that wires its pieces together. */
async function main(): Promise<void> {
  const config = settings();
  const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  const archive = opened(config.dataFolder);
  const { addSampleAtStart } = await import('../scripts/sample/load.ts');
  let told = false;
  const sample = await addSampleAtStart(archive, {
    wanted: config.sample,
    onProgress() {
      if (!told) say('Adding the sample collection. `npx kolot sample remove` takes it out again.');
      told = true;
    },
  });
  if (sample) say(`${sample.added + sample.changed + sample.unchanged} sample testimonies are in.`);
  await sweepIncoming(config.dataFolder, 24 * 3_600_000);
  const { meilisearch, searchThreads: threads } = config;
  const engine = openEngines(archive, { meilisearch, embedded: { threads }, hear: (text) => log.warn(text) });
  const forget = () => forgetOldLinks(archive.db, new Date(Date.now() - LINKS_KEPT));
  forget();
  setInterval(forget, 6 * 3_600_000).unref();
  const site = (running: Config): Site => ({
    archive,
    engine,
    config: running,
    now: () => new Date(),
    log: ({ error, message }) => log.error({ err: error }, message),
    development: process.env.NODE_ENV === 'development',
  });
  askForNews(archive.db, new Date());
  askForDigest(archive.db, new Date());
  const { mail } = config;
  const jobs = startJobs(archive, (message, err) => log.error({ err }, message), {
    transcribe: config.transcribe,
    mail: config.mail,
    clamd: config.clamd,
    uploadDays: config.uploads.days,
    engine,
    atHandover: { [NEWS_MAIL]: newsAtHandover(site(config)) },
    more: {
      [LEAK_CHECK_JOB]: (_archive, payload, signal, onProgress) =>
        carryOutLeakCheck(site(config), payload, signal, onProgress),
      ...(mail && {
        [NEWS_JOB]: (_archive, _payload, signal) => tellNews(site(config), signal),
        [DIGEST_JOB]: async () => tellDigests(site(config)),
        [NEWSLETTER_JOB]: (_archive, payload, signal, onProgress) =>
          sendLetters(site(config), mail, payload, signal, onProgress),
      }),
    },
  });

  // The address is said once search answers from all there is; of a very large archive, it may go on being indexed.
  const followed = engine.follow().catch((err) => log.error({ err }, 'the search index'));
  await Promise.race([followed, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT).unref())]);

  const server = createServer(SERVER);
  // A large upload on a slow line takes longer than Node's five minutes for a request; a silent one is still ended.
  server.requestTimeout = 0;
  server.headersTimeout = 60_000;
  const closing = new AbortController();
  const stop = once(async () => {
    closing.abort();
    server.close();
    server.closeIdleConnections();
    await jobs.stop();
    await engine.close();
    archive.db.close();
    process.exit(0);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  server.on('error', (error: NodeJS.ErrnoException) => {
    giveUp(
      error.code === 'EADDRINUSE'
        ? `Port ${config.port} is in use. Set PORT to another one, or to 0 for any that is free.`
        : `Kolot cannot listen on ${config.host}:${config.port} (${error.code}). Set HOST and PORT.`,
    );
  });
  server.listen(config.port, config.host, () => {
    const address = server.address();
    const running = listeningOn(config, typeof address === 'object' && address ? address.port : config.port);
    server.on('request', createApp(site(running)));
    say(`${running.siteName} is open at ${running.publicUrl}`);
    void drawAhead(site(running), closing.signal);
  });
}

/** The settings, or the end: a bad one stops the start with a line that names it. */
function settings(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    giveUp(error.message);
  }
}

/** The archive, or the end: with a line that says why it cannot be opened. */
function opened(folder: string): Archive {
  try {
    return openArchive(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR') {
      giveUp(`KOLOT_DATA is “${folder}”, and there is a file in its way. Give a folder.`);
    }
    const trouble = troubleOf(error);
    if (trouble !== null) giveUp(`KOLOT_DATA is “${folder}”. ${trouble}`);
    throw error;
  }
}

/** Ends with a line on standard error. */
function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function once(work: () => Promise<void>): () => void {
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    void work();
  };
}

await main();

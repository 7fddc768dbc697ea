/**
 * Every setting of the archive, read once, from the environment and from the file `.env` in the project's folder. Add one
 * here, in .env.example and in the README's table; a test keeps the three in step.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { domainToASCII } from 'node:url';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { Invalid } from './archive/errors.ts';
import { LANGUAGES, type Lang } from './i18n/languages.ts';
import { commandWords, type TranscribeCommand } from './media/transcriber.ts';

export interface Config {
  port: number; // 0: any free port, see `listeningOn`
  host: string; // the address of this machine to listen on
  dataFolder: string; // absolute path of the archive folder
  siteName: string;
  publicUrl: string; // where readers reach the archive: scheme, host and port, without a slash at the end
  defaultLanguage: Lang; // of pages whose address names no language
  sample: boolean; // whether a new archive begins with the sample collection
  mediaHosts: string[]; // lower-case host names whose recordings may play in a page
  trustProxy: false | number | string[]; // as Express takes it: https://expressjs.com/en/guide/behind-proxies.html
  logLevel: LogLevel;
  searchThreads: number; // worker threads that answer searches
  meilisearch: { host: string; apiKey: string } | null; // a Meilisearch that answers searches too, and a key that may manage it
  sessionDays: number; // how long a sign-in lasts
  mail: { smtpUrl: string; from: string } | null; // where mails are handed over, and whom they are from
  contact: { phone: string | null; email: string | null; address: string | null }; // where families reach a person
  clamd: ClamdAddress | null; // a ClamAV daemon that looks at every file that is sent
  uploads: UploadLimits;
  transcribe: TranscribeCommand | null; // the program that writes down recordings, with its arguments
}

/** Where a ClamAV daemon listens: a socket of this machine, or a host and its port. */
export type ClamdAddress = { path: string } | { host: string; port: number };

/** What large files may be that families send in pieces. */
export interface UploadLimits {
  largest: number; // bytes of one file; a story may have ten times as much
  days: number; // how long a file waits for its next piece
  reserve: number; // bytes of the archive's disk that uploads leave free
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const; // pino's
export type LogLevel = (typeof LOG_LEVELS)[number];

const PROJECT_FOLDER = join(import.meta.dirname, '..');

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);
const hostName = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N}.-]+$/u)
  .transform(domainToASCII)
  .pipe(z.hostname());
const bareAddress = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(({ href, origin }) => href === `${origin}/`)
  .transform(({ origin }) => origin);

/**
 * A setting: how it is read, what it may be (in the words of the message that refuses anything else), and what it is
 * where nothing is given, written as one would write it.
 */
const setting = <Value>(mayBe: string, read: z.ZodType<Value, string>, standard: string) =>
  read.prefault(standard).describe(mayBe);

const schema = z.object({
  PORT: setting('a whole number from 0 to 65535 (0 takes any free port)', whole(0, 65535), '3000'),
  HOST: setting(
    'an address or name of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them',
    z.union([z.ipv4(), z.ipv6(), z.hostname()]),
    '127.0.0.1',
  ),
  KOLOT_DATA: setting(
    'a folder (a relative one counts from the project’s folder; ~ does not stand for yours here)',
    z
      .string()
      .regex(/^[^~]/)
      .transform((path) => resolve(PROJECT_FOLDER, path)),
    './uploads',
  ),
  SITE_NAME: setting(
    'a name of up to 80 characters',
    z
      .string()
      .max(80)
      .regex(/^\P{Cc}+$/u),
    'Kolot',
  ),
  PUBLIC_URL: bareAddress
    .optional()
    .describe('an http or https address without a path, such as https://voices.example.org'),
  DEFAULT_LANGUAGE: setting(`one of ${LANGUAGES.join(', ')}`, z.enum(LANGUAGES), 'en'),
  KOLOT_SAMPLE: setting(
    'on or off',
    z.enum(['on', 'off']).transform((text) => text === 'on'),
    'on',
  ),
  MEDIA_HOSTS: setting(
    'host names with commas between them, such as media.example.org',
    commaSeparated.pipe(z.array(hostName)).transform((names) => [...new Set(names)]),
    '',
  ),
  TRUST_PROXY: setting(
    'off, how many proxies stand before the archive (1 to 9), or their addresses with commas between them',
    z.union([
      z.literal('off').transform((): false => false),
      whole(1, 9),
      commaSeparated.pipe(z.array(z.string().refine(isNetwork)).min(1)),
    ]),
    'off',
  ),
  LOG_LEVEL: setting(`one of ${LOG_LEVELS.join(', ')}`, z.enum(LOG_LEVELS), 'info'),
  SEARCH_THREADS: setting('a whole number from 1 to 64', whole(1, 64), String(Math.min(availableParallelism(), 4))),
  MEILI_HOST: bareAddress
    .optional()
    .describe(
      'an http or https address without a path, such as http://localhost:7700, given together with MEILI_API_KEY',
    ),
  MEILI_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,512}$/)
    .optional()
    .describe(
      'the master key or an admin key of that Meilisearch, of 16 signs or more, given together with MEILI_HOST',
    ),
  SESSION_DAYS: setting('a whole number of days from 1 to 365', whole(1, 365), '14'),
  CONTACT_PHONE: z
    .string()
    .regex(/^\+?[\d ()./-]{5,40}$/)
    .optional()
    .describe('a telephone number, such as +33 1 23 45 67 89'),
  CONTACT_EMAIL: z.email().max(254).optional().describe('an e-mail address'),
  CONTACT_ADDRESS: z
    .string()
    .max(300)
    .regex(/^\P{Cc}+$/u)
    .optional()
    .describe('a postal address in one line of up to 300 characters'),
  CLAMD: z
    .string()
    .max(300)
    .transform(clamdAddress)
    .refine((address) => address !== null)
    .optional()
    .describe(
      'the socket of a ClamAV daemon, such as /run/clamav/clamd.ctl, or its host and port, such as localhost:3310',
    ),
  UPLOAD_MAX_GB: setting('a whole number of gigabytes from 1 to 500', whole(1, 500), '10'),
  UPLOAD_DAYS: setting('a whole number of days from 1 to 90', whole(1, 90), '7'),
  UPLOAD_RESERVE_MB: setting('a whole number of megabytes from 0 to 1000000', whole(0, 1_000_000), '500'),
  TRANSCRIBE_COMMAND: z
    .string()
    .max(2_000)
    .transform(commandWords)
    .refine((words) => words !== null)
    .optional()
    .describe(
      'a program and its arguments, with quotation marks round those with spaces, such as whisper-cli -oj -of {output} {input}',
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'an address such as smtp://user:password@mail.example.org:587 (or smtps://…), given together with MAIL_FROM',
    ),
  MAIL_FROM: z
    .string()
    .max(300)
    .regex(/^(?:[^<>@\r\n]+ )?<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/)
    .optional()
    .describe('an address, such as archive@example.org or Kolot <archive@example.org>, given together with SMTP_URL'),
});

/** Settings that are told to nobody, not even where they cannot be used. */
const SECRET: Readonly<Record<string, string>> = { MEILI_API_KEY: 'not such a key', SMTP_URL: 'not such an address' };
/** Settings that mean something only together. */
const TOGETHER = [
  ['MEILI_HOST', 'MEILI_API_KEY'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const;

/** The names of all settings, in the order of .env.example. */
export const SETTING_NAMES = Object.keys(schema.shape) as (keyof typeof schema.shape)[];

/**
 * The configuration that these settings ask for. A setting that is empty counts as not given; names that are no setting
 * are passed over, since the environment holds much else.
 * @throws Invalid with one line for each setting that cannot be used: its name, what it was and what it may be
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, env[name]?.trim() || undefined]));
  const { success, data, error } = schema.safeParse(given);
  const wrong = (error?.issues ?? []).map(({ path }) => path[0] as keyof typeof schema.shape);
  // Where the one that is given cannot be used, that is said first, and alone.
  const lacking = TOGETHER.filter((pair) => !pair.some((name) => wrong.includes(name))).flatMap((pair) => {
    const alone = pair.filter((name) => given[name] === undefined);
    return alone.length < pair.length ? alone : [];
  });
  if (!success || lacking.length) {
    const names = [...new Set([...wrong, ...lacking])];
    throw new Invalid(names.map((name) => refusal(name, given[name])).join('\n'), { field: names[0] });
  }
  return {
    port: data.PORT,
    host: data.HOST,
    dataFolder: data.KOLOT_DATA,
    siteName: data.SITE_NAME,
    publicUrl: data.PUBLIC_URL ?? addressOn(data.HOST, data.PORT),
    defaultLanguage: data.DEFAULT_LANGUAGE,
    sample: data.KOLOT_SAMPLE,
    mediaHosts: data.MEDIA_HOSTS,
    trustProxy: data.TRUST_PROXY,
    logLevel: data.LOG_LEVEL,
    searchThreads: data.SEARCH_THREADS,
    meilisearch: data.MEILI_HOST && data.MEILI_API_KEY ? { host: data.MEILI_HOST, apiKey: data.MEILI_API_KEY } : null,
    sessionDays: data.SESSION_DAYS,
    mail: data.SMTP_URL && data.MAIL_FROM ? { smtpUrl: data.SMTP_URL, from: data.MAIL_FROM } : null,
    contact: {
      phone: data.CONTACT_PHONE ?? null,
      email: data.CONTACT_EMAIL ?? null,
      address: data.CONTACT_ADDRESS ?? null,
    },
    clamd: data.CLAMD ?? null,
    uploads: {
      largest: data.UPLOAD_MAX_GB * 1_000_000_000,
      days: data.UPLOAD_DAYS,
      reserve: data.UPLOAD_RESERVE_MB * 1_000_000,
    },
    transcribe: data.TRANSCRIBE_COMMAND ?? null,
  };
}

/**
 * The configuration of this process. What the environment says goes before what `.env` says.
 * @throws Invalid as `readConfig`, or when there is a `.env` that cannot be read
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, file = join(PROJECT_FOLDER, '.env')): Config {
  const given = Object.entries(env).filter(([, value]) => value?.trim());
  return readConfig({ ...settingsIn(file), ...Object.fromEntries(given) });
}

function settingsIn(file: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    throw new Invalid(`The file .env cannot be read (${code}).`, { file: '.env' });
  }
}

/** The same configuration once the server listens: with the port it got and, where no PUBLIC_URL says otherwise, its address. */
export function listeningOn(config: Config, port: number): Config {
  const derived = config.publicUrl === addressOn(config.host, config.port);
  return { ...config, port, publicUrl: derived ? addressOn(config.host, port) : config.publicUrl };
}

function refusal(name: keyof typeof schema.shape, value: string | undefined): string {
  const is = value === undefined ? 'not given' : (SECRET[name] ?? `“${oneLine(value)}”`);
  return `${name} is ${is}; it may be ${schema.shape[name].description}.`;
}

const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200);

/** How a browser on this machine reaches a server listening there. */
function addressOn(host: string, port: number): string {
  if (['127.0.0.1', '0.0.0.0', '::1', '::'].includes(host)) return `http://localhost:${port}`;
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** An address, a range of addresses in CIDR notation, or one of the names that Express knows for such ranges. */
function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', prefix = '0'] = text.split('/');
  return isIP(address) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIP(address) === 4 ? 32 : 128);
}

/** An absolute path is a socket, `host:port` a daemon elsewhere; null for anything else. */
function clamdAddress(text: string): ClamdAddress | null {
  if (text.startsWith('/')) return { path: text };
  const [, host = '', port = ''] = /^([\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})$/.exec(text) ?? [];
  return host && Number(port) > 0 && Number(port) < 65_536
    ? { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
    : null;
}

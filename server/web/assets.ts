import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import express, { type Router } from 'express';
import type { Lang } from '../i18n/languages.ts';
import { FACES, MEANWHILE } from './faces.ts';

/** Style sheet, scripts and faces of the pages, each at an address that changes with its content, and so kept for good. */

const folder = fileURLToPath(new URL('../../views/assets/', import.meta.url));
const require = createRequire(import.meta.url);
const YEAR = 31_536_000; // seconds

/** The browser's half of uploads that resume, from its package: https://github.com/tus/tus-js-client */
const TUS = 'tus.min.js';

interface Asset {
  body: Buffer;
  type: string;
  /** The body as browsers take it that say so, made once when the first of them asks; null of what is compressed by itself. */
  compressed: Record<Encoding, () => Promise<Buffer>> | null;
}

const ENCODINGS = { br: promisify(brotliCompress), gzip: promisify(gzip) };
type Encoding = keyof typeof ENCODINGS;

/** The files of views/assets/css in the order of their names, after the faces: one style sheet. */
function styleSheet(): string {
  const files = readdirSync(join(folder, 'css')).sort();
  return [faceRules(), ...files.map((name) => readFileSync(join(folder, 'css', name), 'utf8'))].join('\n');
}

function faceRules(): string {
  const ours = FACES.map(({ family, file, weight, style, range, sizeAdjust }) => {
    const size = sizeAdjust ? ` size-adjust: ${sizeAdjust};` : '';
    return `@font-face {
  font-family: "${family}"; font-style: ${style}; font-weight: ${weight}; font-display: swap;${size}
  src: url("${assetAddress(file)}") format("woff2"); unicode-range: ${range};
}`;
  });
  const meanwhile = MEANWHILE.map(({ family, local, sizeAdjust, ascent, descent, range }) => {
    const only = range ? ` unicode-range: ${range};` : '';
    return `@font-face {
  font-family: "${family}"; src: ${local.map((name) => `local("${name}")`).join(', ')};
  size-adjust: ${sizeAdjust}; ascent-override: ${ascent}; descent-override: ${descent}; line-gap-override: 0%;${only}
}`;
  });
  return [...ours, ...meanwhile].join('\n');
}

/** The addresses of the faces that every page in a language shows: to be asked for at once. */
export function firstFaces(lang: Lang): string[] {
  return FACES.filter(({ first }) => first?.includes(lang)).map(({ file }) => assetAddress(file));
}

const built = new Map<string, { address: string; asset: Asset }>();

function build(name: string): { address: string; asset: Asset } {
  const known = built.get(name);
  if (known) return known;
  const body = contentOf(name);
  const stamp = createHash('sha256').update(body).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  const made = {
    address: `/assets/${name.slice(0, dot)}.${stamp}${name.slice(dot)}`,
    asset: { body, type: TYPES[name.slice(dot)] ?? 'application/octet-stream', compressed: compressed(name, body) },
  };
  built.set(name, made);
  return made;
}

/** Compressing all of it takes more than a second of processor, which would hold up every start. */
function compressed(name: string, body: Buffer): Asset['compressed'] {
  if (name.endsWith('.woff2')) return null;
  const once = (encoding: Encoding) => {
    let made: Promise<Buffer> | null = null;
    return () => {
      made ??= ENCODINGS[encoding](body);
      return made;
    };
  };
  return { br: once('br'), gzip: once('gzip') };
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

function contentOf(name: string): Buffer {
  if (name === 'site.css') return Buffer.from(styleSheet());
  const face = FACES.find(({ file }) => file === name);
  if (face) {
    const root = dirname(require.resolve(`${face.from}/package.json`));
    return readFileSync(join(root, 'files', name));
  }
  if (name === TUS)
    return readFileSync(join(dirname(require.resolve('tus-js-client/package.json')), 'dist/tus.min.js'));
  if (!name.endsWith('.js')) return readFileSync(join(folder, basename(name)));
  // A script that imports another one is given its address, and so changes its own address with it.
  const script = readFileSync(join(folder, 'js', basename(name)), 'utf8');
  return Buffer.from(
    script.replace(/^(import .*?)'\.\/([\w.-]+\.js)';$/gm, (_line, before: string, other: string) => {
      return `${before}'${assetAddress(other)}';`;
    }),
  );
}

/** The address of an asset by its name: `site.css`, `player.js`, `mark.svg`, or a face's file. */
export function assetAddress(name: string): string {
  return build(name).address;
}

/** Serves every asset; whatever else is asked for is passed on. */
export function assets(): Router {
  const names = [
    'site.css',
    ...FACES.map(({ file }) => file),
    ...readdirSync(join(folder, 'js')).filter((name) => name.endsWith('.js')),
    TUS,
    ...readdirSync(folder).filter((name) => name.endsWith('.svg')),
  ];
  const byAddress = new Map(names.map((name) => [build(name).address.slice('/assets'.length), build(name).asset]));
  const router = express.Router();
  router.get('/{*name}', async (req, res, next) => {
    const asset = byAddress.get(req.path);
    if (!asset) return next();
    res.setHeader('Cache-Control', `public, max-age=${YEAR}, immutable`);
    res.type(asset.type);
    if (!asset.compressed) return res.send(asset.body);
    res.setHeader('Vary', 'Accept-Encoding');
    const accepted = req.acceptsEncodings('br') || req.acceptsEncodings('gzip');
    if (accepted !== 'br' && accepted !== 'gzip') return res.send(asset.body);
    res.setHeader('Content-Encoding', accepted);
    res.send(await asset.compressed[accepted]());
  });
  return router;
}

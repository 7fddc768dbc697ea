import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesOf } from '../../server/i18n/messages.ts';
import { DYNAMIC_PREFIXES } from './dynamic-keys.ts';

const root = new URL('../..', import.meta.url).pathname;
const sources = [...files('views', '.ejs'), ...files('server', '.ts')].map((path) => ({
  path,
  text: readFileSync(join(root, path), 'utf8'),
}));
const keys = messagesOf('en');

/** Calls `t('key'…)`, and `t('key.' + …)` and `t(`key.${…}`)` whose key goes on. */
const CALL = /\bt\(\s*(['"`])((?:(?!\1|\$\{)[\w.-])+)(\1\s*\+|\$\{|\1)/g;

describe('The messages of the interface', () => {
  test('hold every key that a page asks for', () => {
    const missing = calls()
      .filter(({ key, goesOn }) => !goesOn && !keys.has(key))
      .map(({ path, key }) => `${path}: ${key}`);
    expect(missing).toEqual([]);
  });

  test('are asked for by a whole key, or by a prefix that is listed in dynamic-keys.ts', () => {
    const unlisted = calls()
      .filter(({ key, goesOn }) => goesOn && !DYNAMIC_PREFIXES.some((prefix) => key.startsWith(prefix)))
      .map(({ path, key }) => `${path}: ${key}`);
    expect(unlisted).toEqual([]);
  });

  test('are all used', () => {
    const quoted = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/(['"`])([\w.-]+)\1/g)].map(([, , word]) => word)),
    );
    const unused = [...keys.keys()].filter(
      (key) => !quoted.has(key) && !DYNAMIC_PREFIXES.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  test('have at least one message under each prefix that is listed', () => {
    const used = calls().filter(({ goesOn }) => goesOn);
    const idle = DYNAMIC_PREFIXES.filter(
      (prefix) =>
        ![...keys.keys()].some((key) => key.startsWith(prefix)) || !used.some(({ key }) => key.startsWith(prefix)),
    );
    expect(idle).toEqual([]);
  });
});

function calls() {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(CALL)].map(([, , key = '', end]) => ({ path, key, goesOn: end?.endsWith('+') || end === '${' })),
  );
}

function files(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

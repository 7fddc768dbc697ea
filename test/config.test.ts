import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { parseEnv } from 'node:util';
import { Invalid } from '../server/archive/errors.ts';
import { listeningOn, loadConfig, readConfig, SETTING_NAMES } from '../server/config.ts';

const KEY = 'a-master-key-for-the-tests';
const projectFile = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8');

function refusal(env: Record<string, string>): Invalid {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(env)} was taken`);
}

describe('settings', () => {
  test('an archive without any setting serves this machine alone, in English, with the sample', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      siteName: 'Kolot',
      publicUrl: 'http://localhost:3000',
      defaultLanguage: 'en',
      sample: true,
      mediaHosts: [],
      trustProxy: false,
      logLevel: 'info',
      meilisearch: null,
      sessionDays: 14,
    });
  });

  test('the archive folder is the same from wherever a command is called', () => {
    expect(readConfig({}).dataFolder).toBe(join(import.meta.dirname, '..', 'uploads'));
    expect(readConfig({ KOLOT_DATA: '../elsewhere' }).dataFolder).toBe(join(import.meta.dirname, '../../elsewhere'));
    expect(isAbsolute(readConfig({ KOLOT_DATA: '/srv/archive' }).dataFolder)).toBe(true);
  });

  test('an empty setting is one that was not given', () => {
    expect(readConfig(Object.fromEntries(SETTING_NAMES.map((name) => [name, '  '])))).toEqual(readConfig({}));
  });

  test('lists are read however they are spaced, and a host name in any script and case', () => {
    const { mediaHosts, trustProxy } = readConfig({
      MEDIA_HOSTS: ' Media.Example.org, Médias.example ,media.example.org,',
      TRUST_PROXY: 'loopback, 10.0.0.0/8,fd00::/8',
    });
    expect(mediaHosts).toEqual(['media.example.org', 'xn--mdias-bsa.example']);
    expect(trustProxy).toEqual(['loopback', '10.0.0.0/8', 'fd00::/8']);
    expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['HOST', 'http://localhost'],
    ['KOLOT_DATA', '~/archive'],
    ['SITE_NAME', 'x'.repeat(81)],
    ['PUBLIC_URL', 'voices.example.org'],
    ['PUBLIC_URL', 'ftp://voices.example.org'],
    ['PUBLIC_URL', 'https://voices.example.org/kolot'],
    ['PUBLIC_URL', 'https://user:word@voices.example.org'],
    ['DEFAULT_LANGUAGE', 'de'],
    ['KOLOT_SAMPLE', 'yes'],
    ['MEDIA_HOSTS', 'https://media.example.org'],
    ['MEDIA_HOSTS', 'media.example.org/video'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['LOG_LEVEL', 'loud'],
    ['SEARCH_THREADS', '0'],
    ['SESSION_DAYS', '1.5'],
    ['MEILI_HOST', 'localhost:7700'],
  ])('%s=%s is refused in one line that names it, what it was and what it may be', (name, value) => {
    const { message, where } = refusal({ [name]: value, ...(name === 'MEILI_HOST' && { MEILI_API_KEY: KEY }) });
    expect(message).toMatch(new RegExp(`^${name} is “.+”; it may be .+\\.$`));
    expect(message).toContain(`“${value}”`);
    expect(where.field).toBe(name);
  });

  test('Meilisearch is given with its key, or not at all, and its key is told to nobody', () => {
    const MEILI_HOST = 'http://localhost:7700/';
    expect(readConfig({ MEILI_HOST, MEILI_API_KEY: KEY }).meilisearch).toEqual({
      host: 'http://localhost:7700',
      apiKey: KEY,
    });
    expect(refusal({ MEILI_HOST }).message).toMatch(
      /^MEILI_API_KEY is not given; it may be .*together with MEILI_HOST\.$/,
    );
    expect(refusal({ MEILI_API_KEY: KEY }).message).toMatch(/^MEILI_HOST is not given; /);
    const short = 'shortandsecret';
    expect(refusal({ MEILI_HOST, MEILI_API_KEY: short }).message).not.toContain(short);
    expect(refusal({ MEILI_API_KEY: `${KEY} ${KEY}` }).message).not.toContain(KEY);
  });

  test('several bad settings are named together, a line each, and a line break in one does not make two', () => {
    const { message } = refusal({ PORT: 'abc', SITE_NAME: 'two\nlines' });
    expect(message.split('\n').map((line) => line.split(' ')[0])).toEqual(['PORT', 'SITE_NAME']);
  });
});

describe('the public address', () => {
  test('is that of the server where PUBLIC_URL does not say otherwise, with the port it really got', () => {
    expect(listeningOn(readConfig({ PORT: '0' }), 41234)).toMatchObject({
      port: 41234,
      publicUrl: 'http://localhost:41234',
    });
    expect(readConfig({ HOST: '192.168.1.7' }).publicUrl).toBe('http://192.168.1.7:3000');
    expect(readConfig({ HOST: '::1' }).publicUrl).toBe('http://localhost:3000');
    expect(readConfig({ HOST: 'fd00::7' }).publicUrl).toBe('http://[fd00::7]:3000');
  });

  test('is PUBLIC_URL, written plainly, whatever the port', () => {
    const config = readConfig({ PORT: '0', PUBLIC_URL: 'HTTPS://Voices.Example.org/' });
    expect(listeningOn(config, 41234).publicUrl).toBe('https://voices.example.org');
  });
});

describe('the file .env', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-config-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives what the environment does not, and need not be there', () => {
    const file = join(folder, '.env');
    expect(loadConfig({ PORT: '4000' }, file).port).toBe(4000);
    writeFileSync(file, 'PORT=5000\nSITE_NAME="The Archive of Voices" # ours\n');
    expect(loadConfig({ PORT: '4000', SITE_NAME: '' }, file)).toMatchObject({
      port: 4000,
      siteName: 'The Archive of Voices',
    });
  });

  test('that cannot be read stops the start and is named', () => {
    expect(() => loadConfig({}, folder)).toThrow('.env cannot be read (EISDIR)');
  });
});

describe('the documents', () => {
  const example = projectFile('.env.example');

  test('.env.example has every setting once, each as it is where nothing is given', () => {
    expect([...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(SETTING_NAMES);
    const shown = parseEnv(example.replace(/^# (?=[A-Z_]+=)/gm, ''));
    const { SEARCH_THREADS, ...standard } = shown; // depends on the machine
    expect(readConfig({ ...standard })).toEqual(readConfig({}));
    expect(readConfig({ SEARCH_THREADS }).searchThreads).toBe(4);
  });

  test('.env.example changes nothing as long as it is only copied', () => {
    expect(parseEnv(example)).toEqual({});
  });

  test('the compose file hands every setting to the container and no other, and has a Meilisearch for who asks for one', () => {
    const compose = projectFile('compose.yaml');
    const [, kolot = '', meilisearch = ''] = compose.split(/^ {2}(?:kolot|meilisearch):$/m);
    const handed = [...kolot.matchAll(/^ {6}([A-Z_]+): \$\{\1:-/gm)].map(([, name]) => name);
    const ofTheContainer = ['PORT', 'HOST', 'KOLOT_DATA'];
    expect([...handed, ...ofTheContainer].sort()).toEqual([...SETTING_NAMES].sort());
    const others = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!);
    expect(others.filter((name) => !(SETTING_NAMES as string[]).includes(name))).toEqual(['MEILI_MAX_INDEXING_MEMORY']);
    expect(meilisearch).toContain('profiles: [meilisearch]');
    const own = /^ENV NODE_ENV=production (.+)$/m.exec(projectFile('Dockerfile'))?.[1]?.split(' ');
    expect(own?.map((one) => one.split('=')[0]).sort()).toEqual([...ofTheContainer].sort());
  });

  test('the README explains every setting', () => {
    const readme = projectFile('README.md');
    for (const name of SETTING_NAMES) expect(readme).toContain(`| \`${name}\` |`);
  });
});

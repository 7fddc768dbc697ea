/** Styles of the Citation Style Language (https://citationstyles.org) carried out by citeproc-js, each made ready once a language. */
import { readFileSync } from 'node:fs';
import type CSL from 'citeproc';
import type { Lang } from '../../i18n/languages.ts';
import type { CslItem } from '../reference/csl.ts';

export const CITATION_STYLES = ['oral-history', 'chicago', 'mla', 'apa'] as const;
export type CitationStyle = (typeof CITATION_STYLES)[number];

/** The files of the styles, and of what the CSL project calls the languages of the interface. csl/README.md says whose they are. */
const FILES: Record<CitationStyle, string> = {
  'oral-history': 'oral-history',
  chicago: 'chicago-fullnote-bibliography',
  mla: 'modern-language-association',
  apa: 'apa',
};
const LOCALES: Record<Lang, string> = { en: 'en-US', fr: 'fr-FR', ar: 'ar', he: 'he-IL', fa: 'fa-IR' };

type Engine = InstanceType<(typeof CSL)['Engine']>;
const engines = new Map<string, { engine: Engine; items: Map<string, CslItem> }>();

let made = 0; // citations so far

export interface Rendered {
  /** As a note: the whole in styles of notes, *(Dangoor, 1998)* in the others. */
  note: string;
  /** As it stands in a list of works. */
  entry: string;
}

/** One item in a style, as plain text; `moment` is the time in the recording that is cited. Some two milliseconds. */
export async function rendered(
  item: CslItem,
  style: CitationStyle,
  lang: Lang,
  moment: string | null,
): Promise<Rendered> {
  const { engine, items } = await engineOf(style, lang);
  const id = String(made++); // what an id was once is remembered
  items.clear();
  items.set(id, { ...item, id });
  engine.updateItems([id]);
  const entry = engine.makeBibliography();
  const note = engine.makeCitationCluster([{ id, ...(moment && { locator: moment, label: 'timestamp' }) }]);
  return { note: note.trim(), entry: entry ? entry[1].join('').trim() : '' };
}

async function engineOf(style: CitationStyle, lang: Lang): Promise<{ engine: Engine; items: Map<string, CslItem> }> {
  const key = `${style} ${lang}`;
  const known = engines.get(key);
  if (known) return known;
  const { default: citeproc } = await import('citeproc'); // a megabyte, asked for by few
  const items = new Map<string, CslItem>();
  const sys = { retrieveLocale: localeXml, retrieveItem: (id: string) => items.get(id) ?? {} };
  const engine = new citeproc.Engine(sys, styleXml(style), LOCALES[lang], true);
  engine.setOutputFormat('text');
  const ready = { engine, items };
  engines.set(key, ready);
  return ready;
}

/** A style as a file, for programs that cite. */
export function styleXml(style: CitationStyle): string {
  return read(`${FILES[style]}.csl`);
}

/** A locale of the CSL project, its terms replaced by those that Kolot words otherwise. citeproc asks for English as well. */
function localeXml(asked: string): string {
  const name = Object.values(LOCALES).find((one) => one === asked) ?? 'en-US';
  const xml = read(`locales-${name}.xml`);
  if (name === 'en-US') return xml;
  let worded = xml;
  for (const [term, key, form = ''] of read(`terms-${name}.xml`).matchAll(
    /<term name="([^"]+)"(?: form="([^"]+)")?>[^<]*<\/term>/g,
  )) {
    const own = new RegExp(`<term name="${key}"${form && ` form="${form}"`}>[^]*?</term>`);
    worded = own.test(worded) ? worded.replace(own, term) : worded.replace('</terms>', `${term}</terms>`);
  }
  return worded;
}

function read(name: string): string {
  return readFileSync(new URL(`./csl/${name}`, import.meta.url), 'utf8');
}

/** The texts that ship of some pages: shipped/SLUG.LANG.md, whose first line is the title. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./shipped/', import.meta.url);

export interface PageWords {
  title: string;
  body: string; // Markdown
}

const shipped = new Map(
  readdirSync(folder).map((name) => {
    const [first = '', ...rest] = readFileSync(new URL(name, folder), 'utf8').split('\n');
    return [name.replace(/\.md$/, ''), { title: first.replace(/^# /, ''), body: rest.join('\n').trim() }];
  }),
);

/** What ships of a page in a language; null where nothing does. */
export function shippedWords(slug: string, lang: string): PageWords | null {
  return shipped.get(`${slug}.${lang}`) ?? null;
}

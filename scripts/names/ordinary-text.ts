import { readdirSync, readFileSync } from 'node:fs';

/** Text in which no name of a list is meant to be found: what people tell, and what pages say, in five languages. */
export interface OrdinaryText {
  texts: string[];
  words: number;
}

const MESSAGES = new URL('../../server/i18n/messages/', import.meta.url);
const STORIES = new URL('../sample/make/texts/', import.meta.url);

/** The texts of the sample collection as they were written, and the messages of the interface, a text each hundred of them. */
export function ordinaryText(): OrdinaryText {
  const stories = readdirSync(STORIES)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => body(readFileSync(new URL(name, STORIES), 'utf8')));
  const messages = readdirSync(MESSAGES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => hundreds(stringsOf(JSON.parse(readFileSync(new URL(name, MESSAGES), 'utf8')))));
  const texts = [...stories, ...messages];
  return { texts, words: texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) };
}

/** What is told, without the lines of `field: value` that stand before it. */
function body(text: string): string {
  return text.replace(/^(?:[a-z_]+:.*\n)+/, '');
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : [];
}

function hundreds(strings: string[]): string[] {
  return Array.from({ length: Math.ceil(strings.length / 100) }, (_, i) =>
    strings.slice(i * 100, (i + 1) * 100).join('\n'),
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('../../views', import.meta.url).pathname;
const views = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ejs'))
  .map((name) => ({ name, markup: withoutCode(readFileSync(join(folder, name), 'utf8')) }));

/** Attributes that people read or hear; the `content` of a `meta` that only browsers read aside, and values that are sent and not shown. */
const SPOKEN = /\s(aria-label|aria-description|alt|title|placeholder|label|value|content)="([^"]*)"/g;
const UNSEEN =
  /<meta name="viewport"[^>]*>|(?<=<(?:button\b|option\b|input\b[^>]*type="(?:radio|checkbox|hidden)")[^>]*) value="[^"]*"/g;
/** What is set for programs that fill in forms, and is hidden from people. */
const TRAP = /<div class="family-trap"[\s\S]*?<\/div>/;

describe('Every word of a page comes from the messages, so', () => {
  test.each(views)('the text of $name has no letters of its own', ({ name, markup }) => {
    const allowed =
      name === 'public/search.ejs' ? markup.replace(/<code>[^<]*<\/code>/g, '') : markup.replace(TRAP, ''); // what to type
    const text = allowed.replace(/<[^>]*>/g, ' ').replace(/&[#\w]+;/g, ' ');
    expect(text.match(/[^\n]*\p{L}[^\n]*/gu) ?? []).toEqual([]);
  });

  test.each(views)('nor have the attributes of $name that are read aloud or shown', ({ markup }) => {
    const spoken = [...markup.replace(UNSEEN, '').matchAll(SPOKEN)].filter(([, , words = '']) => /\p{L}/u.test(words));
    expect(spoken.map(([attribute]) => attribute)).toEqual([]);
  });

  test('there are views to look at', () => {
    expect(views.length).toBeGreaterThan(15);
  });
});

/** The markup without the parts that EJS fills in. */
function withoutCode(view: string): string {
  return view.replace(/<%[\s\S]*?%>/g, '');
}

/**
 * Markdown of pages (https://spec.commonmark.org) as HTML: headings, paragraphs, lists, links, emphasis and quotations. HTML in
 * it is text, pictures are not taken, and a link leads to this site, to another over HTTP, or to a mail or telephone number.
 */
import markdown from 'markdown-it';
import { href } from '../i18n/href.ts';
import { isLang, type Lang } from '../i18n/languages.ts';

const MAY_LEAD = /^(https?:\/\/|mailto:|tel:|#|\/(?!\/))/i;

const parser = markdown({ html: false, linkify: false, typographer: false }).disable([
  'image',
  'code',
  'fence',
  'table',
]);
parser.validateLink = (address) => MAY_LEAD.test(address.trim());

parser.core.ruler.push('headings_under_the_title', ({ tokens }) => {
  const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close');
  const highest = Math.min(...headings.map(({ tag }) => Number(tag.slice(1))));
  for (const token of headings) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) - highest + 2)}`;
});

parser.renderer.rules.link_open = (tokens, at, options, env, self) => {
  const token = tokens[at]!;
  const to = String(token.attrGet('href') ?? '');
  const lang = String(env?.lang);
  if (to.startsWith('/') && isLang(lang)) token.attrSet('href', href(lang, to));
  else if (/^https?:/i.test(to)) token.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, at, options);
};

/** Safe HTML of a text; links within the site lead to pages in `lang`. The highest headings are h2, under the page's title. */
export function pageHtml(text: string, lang: Lang): string {
  return parser.render(text, { lang });
}

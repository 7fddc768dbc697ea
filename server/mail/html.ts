import { directionOf } from '../archive/languages.ts';
import type { Lang } from '../i18n/languages.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** The paragraphs of a mail as HTML, its links to be pressed. */
export function mailParagraphs(text: string, links: readonly string[]): string {
  const longestFirst = [...links].sort((one, other) => other.length - one.length); // one may begin as another
  const linked = (words: string): string => {
    const link = longestFirst.find((one) => words.includes(one));
    if (!link) return escaped(words);
    const address = escaped(link);
    const [before = '', ...after] = words.split(link);
    return `${linked(before)}<a dir="ltr" href="${address}">${address}</a>${linked(after.join(link))}`;
  };
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(linked).join('<br>\n')}</p>`)
    .join('\n');
}

/**
 * The text of a mail as simple HTML: a paragraph for each, its links to be pressed, in the direction of its language. Mail
 * programs read no style sheets, so that the little there is stands in the elements.
 */
export function mailHtml(lang: Lang, subject: string, text: string, links: readonly string[]): string {
  const dir = directionOf(lang);
  const paragraphs = mailParagraphs(text, links);
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body dir="${dir}" style="font: 17px/1.6 Georgia, 'Times New Roman', serif; max-width: 36em; margin: 1em auto; padding: 0 1em">
${paragraphs}
</body>
</html>
`;
}

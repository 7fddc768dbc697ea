import { directionOf } from '../archive/languages.ts';
import type { Lang } from '../i18n/languages.ts';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/**
 * The text of a mail as simple HTML: a paragraph for each, the link to be pressed, in the direction of its language. Mail
 * programs read no style sheets, so that the little there is stands in the elements.
 */
export function mailHtml(lang: Lang, subject: string, text: string, link: string | null): string {
  const dir = directionOf(lang);
  const linked = (words: string) => {
    if (!link || !words.includes(link)) return escaped(words);
    const address = escaped(link);
    return words.split(link).map(escaped).join(`<a dir="ltr" href="${address}">${address}</a>`);
  };
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(linked).join('<br>\n')}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body dir="${dir}" style="font: 17px/1.6 Georgia, 'Times New Roman', serif; max-width: 36em; margin: 1em auto; padding: 0 1em">
${paragraphs}
</body>
</html>
`;
}

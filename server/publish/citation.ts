import type { TestimonyPage } from '../archive/testimony-page.ts';
import { formatEdtf } from '../i18n/dates.ts';
import type { Lang } from '../i18n/languages.ts';
import { translator } from '../i18n/messages.ts';

/** A citation in one style, as plain text. */
export interface Citation {
  style: 'oral-history' | 'chicago' | 'mla' | 'apa';
  text: string;
}

/** Where and when a testimony was looked at. */
export interface CitationContext {
  siteName: string;
  url: string;
  lang: Lang; // of the reader: connecting words and dates
  accessed: Date;
}

/**
 * How to cite a testimony: the form of the Oral History Association (narrator, interviewer, place, date, accession) and
 * Chicago 17 (14.211), MLA 9 and APA 7 as they treat interviews kept in an archive. Names are cited as they are shown.
 */
export function citations(page: TestimonyPage, context: CitationContext): Citation[] {
  const t = translator(context.lang);
  const session = page.sessions[0];
  const date = session?.date ? formatEdtf(session.date, context.lang) : null;
  const names = page.narrators.map(({ name }) => name);
  const narrators = names.length ? names.join(t('cite.and')) : null;
  const interviewers = page.interviewers.map(({ name }) => name).join(t('cite.and'));
  const by = interviewers ? t('cite.interviewed_by', { name: interviewers }) : null;
  const accessed = formatEdtf(context.accessed.toISOString().slice(0, 10), context.lang);
  const form = t(`facet_value.form.${page.form}`);
  const year = session?.date?.match(/\d{4}/)?.[0] ?? t('cite.no_date');
  const sentence = (...parts: (string | null | undefined)[]) => `${parts.filter(Boolean).join(', ')}.`;
  return [
    {
      style: 'oral-history',
      text: [
        sentence(narrators ?? page.title, narrators ? page.title : null, by, session?.place, date),
        sentence(page.accession, context.siteName),
        context.url,
      ].join(' '),
    },
    {
      style: 'chicago',
      text: [
        sentence(narrators ?? `“${page.title}”`, narrators ? `“${page.title}”` : null, by, session?.place, date),
        sentence(page.accession, context.siteName),
        `${context.url}.`,
      ].join(' '),
    },
    {
      style: 'mla',
      text: `${[narrators ? `${inverted(names)}. ` : '', `“${page.title}.” `, sentence(by, date, context.siteName, page.accession, context.url)].join('')} ${t('cite.accessed', { date: accessed })}`,
    },
    {
      style: 'apa',
      text: `${narrators ? `${inverted(names)} (${year}). ${page.title}` : `${page.title} (${year})`} [${form}; ${page.accession}]. ${context.siteName}. ${context.url}`,
    },
  ];
}

/** "Dangoor, Salima, and Moshe Levy": the first name turned round where it has Latin letters; others are cited as they stand. */
function inverted(names: string[]): string {
  const [first = '', ...others] = names;
  const words = first.split(' ');
  const turned =
    /\p{Script=Latin}/u.test(first) && words.length > 1 ? `${words.at(-1)}, ${words.slice(0, -1).join(' ')}` : first;
  return [turned, ...others].join(', ');
}

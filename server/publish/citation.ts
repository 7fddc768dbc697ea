import type { TestimonyPage } from '../archive/testimony-page.ts';
import { formatEdtf, timecode } from '../i18n/dates.ts';
import { isolate, isolateIn } from '../i18n/isolate.ts';
import type { Lang } from '../i18n/languages.ts';
import { formatList } from '../i18n/lists.ts';
import { type T, translator } from '../i18n/messages.ts';
import { localDigits } from '../i18n/numbers.ts';
import { invertedName } from './person-name.ts';

/** A citation in one style, as plain text that runs the way the reader's language does. */
export interface Citation {
  style: 'oral-history' | 'chicago' | 'mla' | 'apa';
  text: string;
}

/** Where and when a testimony was looked at. */
export interface CitationContext {
  siteName: string;
  url: string;
  lang: Lang; // of the reader: connecting words, quotation marks and dates
  accessed: Date;
  /** The passage that is cited, where not the whole: its time in the recording, and its part where there are several. */
  passage?: { startMs: number | null; endMs: number | null; part: number | null } | null;
}

/**
 * How to cite a testimony: the form of the Oral History Association (narrator, interviewer, place, date, accession) and
 * Chicago 17 (14.211), MLA 9 and APA 7 as they treat interviews kept in an archive. Names are cited as they are shown, and
 * isolated where they run against the reader's language.
 */
export function citations(page: TestimonyPage, context: CitationContext): Citation[] {
  const { lang, url } = context; // an address stays whole: a sign of direction at its end would be copied with it
  const siteName = isolateIn(context.siteName, lang);
  const accession = isolateIn(page.accession, lang);
  const t = translator(lang);
  const session = page.sessions[0];
  const date = session?.date ? formatEdtf(session.date, lang) : null;
  const place = session?.place ? isolateIn(session.place, lang) : null;
  const year = session?.date?.match(/\d{4}/)?.[0];
  const names = page.narrators.map(({ name }) => name);
  const narrators = names.length ? formatList(names, lang) : null;
  const turned = names.length ? inverted(names, lang) : null;
  const interviewers = page.interviewers.map(({ name }) => name);
  const by = interviewers.length ? t('cite.interviewed_by', { name: formatList(interviewers, lang) }) : null;
  const title = isolateIn(page.title, lang);
  const quoted = t('cite.title', { title: page.title });
  const described = `${title} (${accession}) [${t(`facet_value.form.${page.form}`)}]`;
  const when = year ? localDigits(year, lang) : t('cite.no_date');
  const moment = momentOf(context.passage ?? null, t);
  const sentence = (...parts: (string | null | undefined)[]) => `${parts.filter(Boolean).join(`${t('page.comma')} `)}.`;
  return [
    {
      style: 'oral-history',
      text: `${sentence(narrators, title, by, place, date)} ${sentence(accession, ...moment, siteName)} ${url}`,
    },
    {
      style: 'chicago',
      text: `${sentence(narrators, quoted, by, place, date)} ${sentence(accession, ...moment, siteName)} ${url}.`,
    },
    {
      style: 'mla',
      text: [
        turned ? `${turned}.` : null,
        t('cite.title_end', { title: page.title }),
        capitalised(sentence(by, date, siteName, accession, ...moment, url)),
        t('cite.accessed', { date: formatEdtf(context.accessed.toISOString().slice(0, 10), lang) }),
      ]
        .filter(Boolean)
        .join(' '),
    },
    {
      style: 'apa',
      text: `${turned ? `${turned} (${when}). ${described}` : `${described}. (${when})`}. ${sentence(...moment, siteName)} ${url}`,
    },
  ];
}

/** *part 2*, *0:01:44–0:02:10*: what of the recording is cited; nothing where the whole is, or the text has no times. */
function momentOf(passage: CitationContext['passage'], t: T): string[] {
  if (!passage) return [];
  const times = [passage.startMs, passage.endMs].filter((ms) => ms !== null);
  return [
    ...(passage.part === null ? [] : [t('testimony.part', { number: passage.part })]),
    ...(times.length ? [isolate(times.map((ms) => timecode(ms)).join('–'))] : []),
  ];
}

/** "Dangoor, Salima, and Moshe Levy": the first name turned round where it has parts to turn; others are cited as they stand. */
function inverted(names: string[], lang: Lang): string {
  const [first = '', ...others] = names;
  const turned = invertedName(first);
  return formatList([others.length === 1 && turned !== first ? `${turned},` : turned, ...others], lang);
}

/** A sentence that may begin with a word that does not begin one elsewhere. */
function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

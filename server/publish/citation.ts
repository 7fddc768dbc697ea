import type { TestimonyPage } from '../archive/testimony-page.ts';
import { formatEdtf, timecode } from '../i18n/dates.ts';
import { isolate, isolateIn } from '../i18n/isolate.ts';
import type { Lang } from '../i18n/languages.ts';
import { formatList } from '../i18n/lists.ts';
import { type T, translator } from '../i18n/messages.ts';

/** Where and when a testimony was looked at. */
export interface CitationContext {
  siteName: string;
  url: string;
  lang: Lang; // of the reader: connecting words, quotation marks and dates
  /** The passage that is cited, where not the whole: its time in the recording, and its part where there are several. */
  passage?: { startMs: number | null; endMs: number | null; part: number | null } | null;
}

/**
 * How to cite a testimony in the form of oral historians: narrator, interviewer, place, date, accession, times. Every page has
 * it, so it is written here and not by citeproc, as the other styles are (cite/). Names are cited as they are shown.
 */
export function oralHistoryCitation(page: TestimonyPage, context: CitationContext): string {
  const { lang, url } = context; // an address stays whole: a sign of direction at its end would be copied with it
  const t = translator(lang);
  const session = page.sessions[0];
  const names = page.narrators.map(({ name }) => name);
  const interviewers = page.interviewers.map(({ name }) => name);
  const sentence = (...parts: (string | null | undefined)[]) => `${parts.filter(Boolean).join(`${t('page.comma')} `)}.`;
  const told = sentence(
    names.length ? formatList(names, lang) : null,
    isolateIn(page.title, lang),
    interviewers.length ? t('cite.interviewed_by', { name: formatList(interviewers, lang) }) : null,
    session?.place ? isolateIn(session.place, lang) : null,
    session?.date ? formatEdtf(session.date, lang) : null,
  );
  const kept = sentence(
    isolateIn(page.accession, lang),
    ...momentOf(context.passage ?? null, t),
    isolateIn(context.siteName, lang),
  );
  return `${told} ${kept} ${url}`;
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

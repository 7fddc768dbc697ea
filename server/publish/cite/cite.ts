import { directionOf } from '../../archive/languages.ts';
import { formatEdtf } from '../../i18n/dates.ts';
import { isolate, isolateIn } from '../../i18n/isolate.ts';
import type { Lang } from '../../i18n/languages.ts';
import { translator } from '../../i18n/messages.ts';
import { type CslItem, cslOf } from '../reference/csl.ts';
import type { Reference } from '../reference/reference.ts';
import { settledCitation } from './bidi.ts';
import { CITATION_STYLES, type CitationStyle, rendered } from './engine.ts';

/** A citation in one published style, as plain text that runs the way its language does. */
export interface StyledCitation {
  style: CitationStyle;
  /** For a note, or what stands in the text in brackets. */
  note: string;
  /** For the list of works; null where the style has none of its own. */
  entry: string | null;
}

/**
 * How to cite a testimony, or a passage with its times, in each style and in a language: the form of oral historians, Chicago
 * (notes and bibliography), MLA and APA as the CSL project writes them down.
 */
export async function cite(reference: Reference, lang: Lang): Promise<StyledCitation[]> {
  const item = itemOf(reference, lang);
  const moment = momentOf(reference, lang);
  const styled: StyledCitation[] = [];
  for (const style of CITATION_STYLES) {
    const { note, entry } = await rendered(fitted(item, style), style, lang, moment);
    styled.push({
      style,
      note: settledCitation(note, lang),
      entry: style === 'oral-history' ? null : settledCitation(entry, lang),
    });
  }
  return styled;
}

/** Styles that have a list of works, by the ending of its file. */
export const LIST_STYLES: Readonly<Record<string, CitationStyle>> = {
  'chicago.txt': 'chicago',
  'mla.txt': 'mla',
  'apa.txt': 'apa',
};

/** A list of works in a style, each work once, in the order of the language. Others are answered between them. */
export async function listOfWorks(references: readonly Reference[], style: CitationStyle, lang: Lang): Promise<string> {
  const entries = new Set<string>();
  for (const reference of references) {
    const { entry } = await rendered(fitted(itemOf(reference, lang), style), style, lang, null);
    entries.add(settledCitation(entry, lang));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { compare } = new Intl.Collator(lang, { ignorePunctuation: true });
  return `${[...entries].sort(compare).join('\n\n')}\n`;
}

/** *part 2, 0:01:44–0:02:10*: what of the recording is cited. */
function momentOf({ moment }: Reference, lang: Lang): string | null {
  if (moment === null) return null;
  const [, part, times = moment] = /^(\d+), (.+)$/.exec(moment) ?? [];
  const t = translator(lang);
  return part ? `${t('testimony.part', { number: Number(part) })}${t('page.comma')} ${isolate(times)}` : isolate(times);
}

/** The item as styles take it: names and titles isolated where they run against the language, a vague date in words. */
function itemOf(reference: Reference, lang: Lang): CslItem {
  const item = cslOf({
    ...reference,
    abstract: null,
    topics: [],
    rights: null,
    sampleNotice: null,
    medium: null,
    moment: null,
  });
  const named = (names: CslItem['author']) =>
    names?.map((name) => ('literal' in name ? { literal: isolateIn(name.literal, lang) } : name));
  const author = named(item.author);
  const interviewer = named(item.interviewer);
  const issued = issuedOf(reference.edtf, lang);
  const place = item['event-place'];
  return {
    ...item,
    ...(author && { author }),
    ...(interviewer && { interviewer }),
    ...(place && { 'event-place': isolateIn(place, lang) }),
    title: directionOf(lang) === 'rtl' ? isolate(item.title) : isolateIn(item.title, lang),
    archive: isolateIn(item.archive, lang),
    archive_location: isolateIn(item.archive_location, lang),
    language: reference.titleLang,
    ...(reference.form !== 'interview' && { genre: translator(lang)(`facet_value.form.${reference.form}`) }),
    ...(issued && { issued }),
  };
}

/** The Chicago style takes the place of an interview for that of a publisher, and then says the date twice. */
function fitted(item: CslItem, style: CitationStyle): CslItem {
  if (style !== 'chicago' || item.type !== 'interview') return item;
  const { 'event-place': _place, ...rest } = item;
  return rest;
}

/** A date that is one day, month or year as numbers; any other in the words of the language. */
function issuedOf(edtf: string | null, lang: Lang): CslItem['issued'] | null {
  if (edtf === null) return null;
  const [, year, month, day, about] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?([~%]?)$/.exec(edtf) ?? [];
  if (!year) return { literal: formatEdtf(edtf, lang) };
  if (about) return { literal: formatEdtf(edtf, lang) };
  const parts = [year, month, day].filter((part) => part !== undefined).map(Number);
  return { 'date-parts': [parts] };
}

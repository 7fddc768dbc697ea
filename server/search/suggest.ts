/** Suggestions for what somebody is typing, as a page or the API shows them. */
import type { Archive } from '../archive/archive.ts';
import { authorityLabels, isKnownTo } from '../archive/labels.ts';
import { personNamed } from '../archive/person-page.ts';
import { placeCountry } from '../archive/place-page.ts';
import { describedTestimonies } from '../archive/testimony-line.ts';
import { testimoniesOpenedTo, type Viewer } from '../archive/viewer.ts';
import type { Range } from './clusters.ts';
import type { SearchEngine } from './engine.ts';
import { fold, foldedTokens } from './folding.ts';
import { leftOut } from './left-out.ts';
import type { Kind, Suggested } from './suggest/asked.ts';
import { lettersTyped } from './suggest/letters-typed.ts';

export interface Suggestion {
  kind: Kind;
  value: string; // slug, ISO code or accession
  label: string;
  marks: Range[]; // where the label has the letters typed
  lang: string | null; // of the label; null where the archive does not say
  country: string | null; // of a place: its present country, ISO
  spelled: string | null; // the spelling that was typed, where the label itself is another
  count: number | null; // testimonies the viewer may know of; null of a testimony, and where only a page leads to them
}

/** What `viewer` may mean by `text`, in the order of GROUPS, best first in each: named as the archive names it now. */
export async function suggest(
  { archive, engine }: { archive: Archive; engine: SearchEngine },
  viewer: Viewer,
  text: string,
  lang: string,
): Promise<Suggestion[]> {
  if (foldedTokens(text).length === 0) return [];
  const { db } = archive;
  const { suggested } = await engine.suggest({
    text,
    lang,
    who: { reach: viewer.reach, ...testimoniesOpenedTo(db, viewer) },
    leaveOut: leftOut(db, engine, viewer.today),
  });
  const label = authorityLabels(db, lang);
  return suggested.flatMap((one) => {
    const named = nameOf(archive, viewer, one, lang, label);
    if (!named) return [];
    const { kind, value, count } = one;
    return [
      {
        kind,
        value,
        ...named,
        marks: lettersTyped(named.label, text),
        country: kind === 'place' ? placeCountry(db, value) : null,
        spelled: begins(named.label, text) || fold(one.spelled) === fold(named.label) ? null : one.spelled,
        count: count > 0 ? count : null,
      },
    ];
  });
}

/** What it is called, if this viewer may be told of it: the archive is asked again, whatever the index says. */
function nameOf(
  { db }: Archive,
  viewer: Viewer,
  { kind, id, value }: Suggested,
  lang: string,
  label: (facet: string, value: string) => string | null,
): Pick<Suggestion, 'label' | 'lang'> | null {
  if (kind === 'person') {
    const person = personNamed(db, viewer, value);
    return person ? { label: person.name, lang: person.nameLang } : null;
  }
  if (kind === 'testimony') {
    const [line] = describedTestimonies(db, viewer, [id], lang);
    return line ? { label: line.title, lang: line.titleLang } : null;
  }
  const name = isKnownTo(db, viewer, kind, value) ? label(kind, value) : null;
  return name === null ? null : { label: name, lang };
}

/** True where each word typed begins a word of the label: it needs no other spelling to be understood. */
function begins(label: string, text: string): boolean {
  const words = foldedTokens(label);
  return foldedTokens(text).every((typed) => words.some((word) => word.startsWith(typed) || word.endsWith(typed)));
}

/** What a family said, as far as the archive can read it for certain; the rest is kept in their own words. */
import type { Database } from '../../db/open.ts';
import { countriesByName } from '../country.ts';
import { MANNERS, type NewDeparture, type NewLeg } from '../departure.ts';
import { type ArchiveDate, readDate } from '../edtf.ts';
import { Invalid } from '../errors.ts';
import { nameKey } from '../names.ts';
import { placeNamed, placesByName } from '../place.ts';
import type { Form } from '../testimony.ts';
import type { Choices } from './agreement.ts';
import { type Answers, rowsIn, textIn } from './steps.ts';

/** What the archive can read of a family’s words. */
export interface Reading {
  date(text: string, about: string): ArchiveDate | null;
  place(text: string, country: string | null): { placeId: number | null; country: string | null };
  country(text: string): string | null;
  shown(choices: Choices | null): (name: string) => string;
}

/** Reads what the archive can read for certain, and remembers the rest in the family's words. */
export function reader(db: Database, unread: string[]): Reading {
  const places = placesByName(db);
  const countries = countriesByName(db);
  return {
    date(text, about) {
      if (!text) return null;
      try {
        return readDate(text);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        unread.push(`${about}: ${text}`);
        return null;
      }
    },
    country(text) {
      return (text && countries.get(nameKey(text))) || null;
    },
    place(text, country) {
      if (!text) return { placeId: null, country };
      const known = placeNamed(places, text, country);
      if (known) return { placeId: known.id, country: known.country ?? country };
      const [first = '', ...rest] = text.split(/[,،]/).map((part) => part.trim());
      const within = (rest.length > 0 && countries.get(nameKey(rest.at(-1)!))) || null;
      const narrower = within && first ? placeNamed(places, first, within) : null;
      if (!narrower) unread.push(text);
      return {
        placeId: narrower?.id ?? null,
        country: narrower?.country ?? within ?? countries.get(nameKey(text)) ?? country,
      };
    },
    shown: (choices) => (name) => shownAs(name, choices) ?? name,
  };
}

/** Where from, when and how they left; nothing where no place is known and no country. */
export function departures(from: Answers, left: Answers, reading: Reading): NewDeparture[] {
  const country = reading.country(textIn(from, 'country'));
  const place = reading.place(textIn(from, 'place'), country);
  if (place.placeId === null && place.country === null) return [];
  const whose = textIn(left, 'whose');
  return [
    {
      ...place,
      date: reading.date(textIn(left, 'date'), 'left'),
      manner: MANNERS.find((one) => one === textIn(left, 'manner')) ?? null,
      whose:
        whose === 'parent' || whose === 'grandparent' || whose === 'spouse' || whose === 'other' ? whose : 'narrator',
    },
  ];
}

/** The road: only stops that are known places or countries. */
export function journey(road: Answers, reading: Reading): NewLeg[] {
  const legs = rowsIn(road, 'legs').map(({ place = '', date = '' }) => ({
    ...reading.place(place, null),
    date: reading.date(date, place),
  }));
  const placed = legs.filter(({ placeId, country }) => placeId !== null || country !== null);
  return placed.map((leg, at) => ({
    ...leg,
    kind: at === 0 ? 'origin' : at === placed.length - 1 ? 'destination' : 'stop',
  }));
}

/** What it is: a song, a prayer, a recipe where nothing else was written, else a story. */
export function formOf(story: Answers, song: Answers): Form {
  const form = textIn(song, 'form');
  if (!textIn(story, 'text') && textIn(song, 'text') && (form === 'song' || form === 'prayer' || form === 'recipe'))
    return form;
  return 'family-story';
}

/** The title the family gave, else who tells, as they are to be shown. */
export function titleOf(
  story: Answers,
  song: Answers,
  narrators: Record<string, string>[],
  shown: (name: string) => string,
): string {
  const names = narrators.map(({ name = '' }) => shown(name)).join(', ');
  return textIn(story, 'title') || textIn(song, 'title') || names || '—';
}

/** How somebody agreed to appear; null: under their full name. */
export function shownAs(name: string, choices: Choices | null): string | null {
  const words = name.trim().split(/\s+/).filter(Boolean);
  switch (choices?.name) {
    case 'first':
      return words[0] ?? null;
    case 'initials':
      return words.map((word) => `${[...word][0]}.`).join(' ') || null;
    case 'pseudonym':
      return choices.pseudonym;
    default:
      return null;
  }
}

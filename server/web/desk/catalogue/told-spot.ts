/** Where in the catalogue form what a family told belongs, whether it stands there, and the form with it taken over. */
import { readDate } from '../../../archive/edtf.ts';
import { Invalid } from '../../../archive/errors.ts';
import { languageName, languageTag } from '../../../archive/languages.ts';
import { nameKey } from '../../../archive/names.ts';
import type { Choices } from '../../../archive/submission/agreement.ts';
import type { Told } from '../../../archive/submission/told.ts';
import { reader, shownAs } from '../../../archive/submission/what-was-said.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { authoritiesById, findAuthorities } from '../../../search/authorities.ts';
import type { Row } from '../form/typed.ts';
import { countryName } from './country-name.ts';
import type { ListName } from './schema.ts';
import type { Typed } from './typed.ts';

export interface Spot {
  at: string; // `departures.0.date`, `title`, or the list to which a row would be added
  stands: boolean;
  /** The form with it taken over; null where no field holds it, or it cannot be read as what the field holds. */
  taken: Typed | null;
}

const NOWHERE = -1;

/** Finds the spot in a form. `choices`: how the family agreed to be named. */
export function spotsIn(db: Database, lang: Lang, typed: Typed, choices: Choices | null): (told: Told) => Spot {
  const reading = reader(db, []);
  const country = countryName(db, lang);
  const { fields, lists } = typed;
  const same = (one: string | undefined, other: string) => nameKey(one ?? '') === nameKey(other);

  const withFields = (changes: Row): Typed => ({ ...typed, fields: { ...fields, ...changes } });
  const withRow = (list: ListName, at: number, changes: Row, insertAt = lists[list].length): Typed => {
    const rows = lists[list].map((row, number) => (number === at ? { ...row, ...changes } : row));
    if (at === NOWHERE) rows.splice(insertAt, 0, changes);
    return { ...typed, lists: { ...lists, [list]: rows } };
  };
  const chosen = (name: string, id: number | null, label: string): Row => ({
    [name]: id === null ? '' : String(id),
    [`${name}_text`]: label,
    [`${name}_for`]: id === null ? '' : label,
  });
  const placed = (text: string): Row => {
    const { placeId, country: code } = reading.place(text, null);
    const label = placeId === null ? undefined : authoritiesById(db, 'place', [placeId], lang).get(placeId)?.label;
    if (placeId !== null && label !== undefined) return chosen('place', placeId, label);
    return code !== null && reading.country(text) === code ? { country: country(code) } : chosen('place', null, text);
  };
  const isPlaced = (row: Row | undefined, text: string): boolean => {
    if (row === undefined) return false;
    const { placeId, country: code } = reading.place(text, null);
    if (same(row.place_text, text) || (placeId !== null && row.place === String(placeId))) return true;
    return placeId === null && code !== null && reading.country(text) === code && row.country === country(code);
  };
  const single = (name: string, value: string): Spot => ({
    at: name,
    stands: fields[name] === value,
    taken: withFields({ [name]: value }),
  });

  const first = lists.departures.length > 0 ? 0 : NOWHERE;
  const departure = lists.departures[0];
  const leaving = (name: string, stands: boolean, changes: Row | null): Spot => ({
    at: first === NOWHERE ? 'departures' : `departures.0.${name}`,
    stands,
    taken: changes && withRow('departures', first, first === NOWHERE ? { whose: 'narrator', ...changes } : changes),
  });

  const legAt = ({ beside, row }: Told): number => {
    const text = beside.place ?? '';
    if (text === '') return NOWHERE;
    if (row !== null && isPlaced(lists.journey[row], text)) return row;
    return lists.journey.findIndex((one) => isPlaced(one, text));
  };
  /** A stop of the road; one that is not in the entry is taken over whole. */
  const onTheRoad = (
    told: Told,
    name: string,
    stands: (row: Row) => boolean,
    changes: (row: Row) => Row | null,
  ): Spot => {
    const at = legAt(told);
    const row = lists.journey[at];
    if (row) {
      const changed = changes(row);
      return { at: `journey.${at}.${name}`, stands: stands(row), taken: changed && withRow('journey', at, changed) };
    }
    const { place = '', date = '', note = '' } = told.beside;
    const kind = lists.journey.length === 0 ? 'origin' : 'stop';
    const whole = { kind, ...placed(place), date: isDate(date) ? date : '', note };
    return {
      at: 'journey',
      stands: false,
      taken: place === '' ? null : withRow('journey', NOWHERE, whole, told.row ?? undefined),
    };
  };
  const lost = (name: 'description' | 'proof', text: string): Spot => {
    const at = lists.losses.findIndex((row) => row[name]?.includes(text));
    const into = at !== NOWHERE ? at : lists.losses.length > 0 ? 0 : NOWHERE;
    const row = lists.losses[into];
    return {
      at: row ? `losses.${into}.${name}` : 'losses',
      stands: at !== NOWHERE,
      taken: withRow('losses', into, { ...(row ? {} : { kind: 'other' }), [name]: added(row?.[name], text) }),
    };
  };
  const nameOf = db.prepare<[string], string>('SELECT name FROM person WHERE id = ?').pluck();
  const narratorAt = (name: string) =>
    lists.people.findIndex(
      (row) =>
        row.role === 'narrator' &&
        (same(row.person_text, name) || (/^\d+$/.test(row.person ?? '') && same(nameOf.get(row.person!), name))),
    );

  return (told) => {
    const { text, beside } = told;
    switch (told.key.replace(/\.\d+\./, '.')) {
      case 'who.teller':
        return single('generation', text === 'descendant' ? 'descendant' : 'first');
      case 'who.language': {
        const tag = languageTag(text);
        return tag === null ? { at: 'lang', stands: false, taken: null } : single('lang', languageName(tag, lang));
      }
      case 'who.narrators.name': {
        const at = narratorAt(text);
        const row = { ...chosen('person', null, text), role: 'narrator', shownAs: shownAs(text, choices) ?? '' };
        if (at === NOWHERE) return { at: 'people', stands: false, taken: withRow('people', NOWHERE, row) };
        return { at: `people.${at}.person`, stands: true, taken: null };
      }
      case 'who.narrators.born': {
        const at = narratorAt(beside.name ?? '');
        const id = lists.people[at]?.person ?? '';
        const birth = db.prepare<[string], string | null>('SELECT birth_date FROM person WHERE id = ?').pluck().get(id);
        return {
          at: at === NOWHERE ? 'people' : `people.${at}.person`,
          stands: birth !== null && birth !== undefined && edtfOf(text) === birth,
          taken: null, // it stands on the person's own page
        };
      }
      case 'from.place':
        return leaving('place', isPlaced(departure, text), placed(text));
      case 'from.country': {
        const code = reading.country(text);
        const named = code === null ? text : country(code);
        return leaving('country', same(departure?.country, named), code === null ? null : { country: named });
      }
      case 'from.community': {
        const known = findAuthorities(db, 'community', text, lang).find(({ exact }) => exact);
        const at = lists.communities.findIndex(
          (row) => same(row.term_text, text) || (known !== undefined && row.term === String(known.id)),
        );
        const row = chosen('term', known?.id ?? null, known?.label ?? text);
        return {
          at: at === NOWHERE ? 'communities' : `communities.${at}.term`,
          stands: at !== NOWHERE,
          taken: withRow('communities', NOWHERE, row),
        };
      }
      case 'left.whose':
      case 'left.manner':
        return leaving(told.field, departure?.[told.field] === text, { [told.field]: text });
      case 'left.date':
        return leaving('date', isSameDate(departure?.date, text), isDate(text) ? { date: text } : null);
      case 'left.how': {
        const holds = lists.journey.findIndex((row) => row.note?.includes(text));
        const origin = lists.journey.findIndex((row) => row.kind === 'origin');
        const at = holds !== NOWHERE ? holds : origin;
        const { place = '', place_text = '', place_for = '', country: from = '' } = departure ?? {};
        const begin = { kind: 'origin', place, place_text, place_for, country: from };
        const row: Row = lists.journey[at] ?? begin;
        return {
          at: at === NOWHERE ? 'journey' : `journey.${at}.note`,
          stands: holds !== NOWHERE,
          taken: withRow('journey', at, { ...row, note: added(row.note, text) }, 0),
        };
      }
      case 'road.legs.place':
        return onTheRoad(
          told,
          'place',
          () => true,
          () => null,
        );
      case 'road.legs.date':
        return onTheRoad(
          told,
          'date',
          (row) => isSameDate(row.date, text),
          () => (isDate(text) ? { date: text } : null),
        );
      case 'road.legs.note':
        return onTheRoad(
          told,
          'note',
          (row) => row.note?.includes(text) ?? false,
          (row) => ({ note: added(row.note, text) }),
        );
      case 'behind.text':
        return lost('description', text);
      case 'behind.proof':
        return lost('proof', text);
      case 'story.title':
        return { ...single('title', text), stands: isTitle(text) };
      case 'song.title': {
        // Beside a title of the story it is a word by which the recipe is found.
        const lines = (fields.keywords ?? '').split('\n').filter((line) => line.trim() !== '');
        return {
          at: 'keywords',
          stands: isTitle(text) || lines.some((line) => line.trim() === text),
          taken: withFields({ keywords: [...lines, text].join('\n') }),
        };
      }
      case 'song.form':
        return single('form', text);
      default:
        return { at: 'people', stands: false, taken: null }; // how somebody is related: no field holds it
    }
  };

  function isTitle(text: string): boolean {
    return fields.title === text || lists.texts.some((row) => row.title === text);
  }
}

function added(before: string | undefined, text: string): string {
  return before?.trim() ? `${before}\n${text}` : text;
}

function edtfOf(text: string): string | null {
  try {
    return text.trim() === '' ? null : readDate(text).edtf;
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

const isDate = (text: string) => edtfOf(text) !== null;
const isSameDate = (typed: string | undefined, text: string) =>
  typed?.trim() === text || (isDate(text) && edtfOf(typed ?? '') === edtfOf(text));

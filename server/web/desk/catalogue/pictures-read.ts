/** What is sent of a testimony's photographs and documents, read into the entry. */
import { ACCESS_LEVELS } from '../../../archive/access.ts';
import type { CatalogueEntry, EntryPicture } from '../../../archive/catalogue/record.ts';
import type { Candidate } from '../../../search/authorities.ts';
import { fieldReaders, type ReadingOf } from '../form/readers.ts';
import type { Row } from '../form/typed.ts';

export const TURNS = [0, 90, 180, 270] as const;
export type Sent = Record<string, string>;

/** Call in a transaction, and roll it back where there are problems or choices left: people and places may be made on the way. */
export function readPictures(
  reading: Omit<ReadingOf, 'langs'>,
  sent: Sent,
  now: CatalogueEntry,
): { pictures: EntryPicture[]; problems: Map<string, string>; choices: Map<string, Candidate[]> } {
  const langs = now.pictures.flatMap(({ texts }) => texts.map(({ lang }) => lang));
  const readers = fieldReaders({ ...reading, langs });
  const { words, oneOf, day, date, language, authority, problems, choices } = readers;
  const pictures = now.pictures.map((picture): EntryPicture => {
    const at = `picture.${picture.id}`;
    if (sent[`${at}.turn`] === undefined) return picture;
    const field = (name: string) => sent[`${at}.${name}`];
    const typed = (field('date') ?? '').trim();
    const texts = textRows(sent, at).flatMap(({ key, lang, caption, alt }) => {
      const said = { caption: words(caption, `${key}.caption`, 5_000), alt: words(alt, `${key}.alt`, 2_000) };
      if (said.caption === null && said.alt === null) return [];
      const tag = language(lang, `${key}.lang`);
      if (tag === 'und' && !problems.has(`${key}.lang`)) problems.set(`${key}.lang`, 'empty');
      return [{ lang: tag, ...said }];
    });
    if (new Set(texts.map(({ lang }) => lang)).size < texts.length) problems.set(`${at}.texts`, 'twice');
    const rights = words(field('rights'), `${at}.rights`);
    if (rights !== null && rights !== picture.rights && !/^https?:\/\/\S+$/.test(rights))
      problems.set(`${at}.rights`, 'uri');
    return {
      id: picture.id,
      turn: TURNS.find((turn) => String(turn) === field('turn')) ?? picture.turn,
      crop: crop(sent, at, () => problems.set(`${at}.crop`, 'crop')),
      access: oneOf(field('access'), ACCESS_LEVELS),
      embargoUntil: day(field('embargoUntil'), `${at}.embargoUntil`),
      placeId: authority(rowOf(sent, at), 'place', 'place', `${at}.place`),
      makerId: authority(rowOf(sent, at), 'maker', 'person', `${at}.maker`),
      people: peopleRows(sent, at).flatMap((row) => {
        const id = authority(rowOf(sent, row), 'person', 'person', `${row}.person`);
        return id === null ? [] : [id];
      }),
      date: typed === picture.date ? picture.date : (date(typed, `${at}.date`)?.edtf ?? null),
      credit: words(field('credit'), `${at}.credit`),
      rights,
      texts: texts.sort((one, other) => (one.lang < other.lang ? -1 : 1)),
    };
  });
  return { pictures, problems, choices };
}

/** The fields of a picture, or of a row in it, by their own names. */
export function rowOf(sent: Sent, at: string): Row {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      name.startsWith(`${at}.`) ? [[name.slice(at.length + 1), value]] : [],
    ),
  );
}

/** The rows in which somebody who is seen is named: `picture.7.people.0`. */
export function peopleRows(sent: Sent, at: string): string[] {
  const rows = Array.from({ length: 60 }, (_, number) => `${at}.people.${number}`);
  return rows.filter((row) => sent[`${row}.person_text`] !== undefined);
}

/** The captions of a picture, row by row. */
function textRows(sent: Sent, at: string): { key: string; lang: string; caption: string; alt: string }[] {
  const numbers = Object.keys(sent).flatMap((name) =>
    name.startsWith(`${at}.text.`) && name.endsWith('.lang') ? [name.slice(`${at}.text.`.length, -'.lang'.length)] : [],
  );
  return numbers.slice(0, 50).map((number) => {
    const key = `${at}.text.${number}`;
    return {
      key,
      lang: sent[`${key}.lang`] ?? '',
      caption: sent[`${key}.caption`] ?? '',
      alt: sent[`${key}.alt`] ?? '',
    };
  });
}

/** Pictures by the numbers given to them; those with the same stay as they stood. */
export function inOrder(pictures: EntryPicture[], sent: Sent): EntryPicture[] {
  const numberOf = ({ id }: EntryPicture, at: number) => {
    const number = Number(sent[`picture.${id}.position`]);
    return Number.isFinite(number) && number > 0 ? number : at + 1;
  };
  return pictures
    .map((picture, at) => ({ picture, at, number: numberOf(picture, at) }))
    .sort((one, other) => one.number - other.number || one.at - other.at)
    .map(({ picture }) => picture);
}

/** Percent of the picture as it is shown, kept as fractions; none where nothing is cut away. */
function crop(sent: Sent, at: string, refuse: () => void): string | null {
  const texts = ['left', 'top', 'width', 'height'].map((side) => (sent[`${at}.crop.${side}`] ?? '').trim());
  if (texts.every((text) => text === '')) return null;
  const [left, top, width, height] = texts.map((text) => Number(text.replace(',', '.'))) as [
    number,
    number,
    number,
    number,
  ];
  const inside = left >= 0 && top >= 0 && width >= 5 && height >= 5 && left + width <= 100.01 && top + height <= 100.01;
  if (!inside) {
    refuse();
    return null;
  }
  if (left === 0 && top === 0 && width === 100 && height === 100) return null;
  return [left, top, width, height].map((percent) => String(Math.round(percent * 100) / 10_000)).join(' ');
}

import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { accessShown, assetOpenTo, describedTo, namedTo, whollyOpenTo } from './access.ts';
import { toTheDecade } from './departure.ts';
import { shownAs } from './person-privacy.ts';
import { nameIn } from './preferred-name.ts';
import type { Viewer } from './viewer.ts';

/** A testimony as lists show it: one line and its picture. */
export interface TestimonyLine {
  id: number;
  accession: string;
  form: string;
  title: string; // in the reader's language where there is one
  titleLang: string;
  abstract: string | null;
  abstractLang: string;
  access: string; // draft, withdrawn, embargoed, or the access level
  sample: boolean;
  recorded: string | null; // EDTF
  languages: string[]; // of its transcripts, the original first
  narrators: { name: string; lang: string | null; slug: string | null }[]; // empty where names are withheld
  departures: { country: string | null; place: string | null; year: number | null; date: string | null }[];
  hasSound: boolean;
}

interface Row {
  id: number;
  accession: string;
  form: string;
  title: string;
  titleLang: string;
  abstract: string | null;
  abstractLang: string;
  access: string;
  sample: number;
  recorded: string | null;
  languages: string;
  narrators: string;
  departures: string;
  hasSound: number;
  wholly: number; // nothing of it is withheld from the viewer
}

interface DepartureRow {
  country: string | null;
  place: string | null;
  yearMin: number | null;
  yearMax: number | null;
  date: string | null;
  coarse: number;
}

/** Those of `ids` whose description `viewer` may read, in the order of `ids`. */
export function describedTestimonies(db: Database, viewer: Viewer, ids: number[], lang: string): TestimonyLine[] {
  const rows = kept<Viewer & { ids: string; lang: string }, Row>(
    db,
    `
      SELECT testimony.id, accession, form, coalesce(translated.title, testimony.title) AS title,
        CASE WHEN translated.title IS NULL THEN testimony.lang ELSE @lang END AS titleLang,
        coalesce(translated.abstract, testimony.abstract) AS abstract,
        CASE WHEN translated.abstract IS NULL THEN testimony.lang ELSE @lang END AS abstractLang,
        ${accessShown('testimony')} AS access,
        sample, (SELECT date FROM session WHERE session.testimony_id = testimony.id ORDER BY position LIMIT 1) AS recorded,
        (SELECT json_group_array(lang) FROM (SELECT lang FROM transcript WHERE transcript.testimony_id = testimony.id
          AND (unread = 0 OR ${whollyOpenTo('testimony')}) ORDER BY original_id IS NOT NULL, id)) AS languages,
        CASE WHEN ${namedTo('testimony')} THEN (
          SELECT json_group_array(json_object('name', coalesce(other_name, name), 'lang', CASE WHEN other_name IS NULL THEN name_lang END,
            'slug', CASE WHEN other_name IS NULL AND NOT minor THEN slug END))
          FROM (SELECT coalesce(shown_as, ${shownAs('testimony.id', 'person_id')}) AS other_name, name, name_lang, minor, slug
            FROM testimony_person JOIN person ON person.id = person_id
            WHERE testimony_person.testimony_id = testimony.id AND role = 'narrator' ORDER BY testimony_person.position))
          ELSE '[]' END AS narrators,
        (SELECT json_group_array(json_object('country', country, 'place', place, 'yearMin', year_min, 'yearMax', year_max,
            'date', date, 'coarse', coarse)) FROM (
          SELECT coalesce(departure.country, place.country) AS country, year_min, year_max, departure.date, coarse,
            ${nameIn('place_name', 'place_id', 'departure.place_id')} AS place
          FROM departure LEFT JOIN place ON place.id = departure.place_id
          WHERE departure.testimony_id = testimony.id ORDER BY departure.position)) AS departures,
        ${whollyOpenTo('testimony')} AS wholly,
        EXISTS (SELECT 1 FROM asset WHERE asset.testimony_id = testimony.id AND asset.kind IN ('audio', 'video')
          AND ${assetOpenTo('asset', 'testimony')}) AS hasSound
      FROM testimony LEFT JOIN testimony_text AS translated
        ON translated.testimony_id = testimony.id AND translated.lang = @lang
      WHERE testimony.id IN (SELECT value FROM json_each(@ids)) AND ${describedTo('testimony')}`,
  ).all({ ...viewer, ids: JSON.stringify(ids), lang });
  const byId = new Map(
    rows.map(({ wholly, ...row }) => [
      row.id,
      {
        ...row,
        sample: row.sample === 1,
        hasSound: row.hasSound === 1,
        languages: JSON.parse(row.languages) as string[],
        narrators: JSON.parse(row.narrators) as TestimonyLine['narrators'],
        departures: (JSON.parse(row.departures) as DepartureRow[]).map((one) => departureShown(one, wholly === 1)),
      },
    ]),
  );
  return ids.map((id) => byId.get(id)).filter((line) => line !== undefined);
}

function departureShown(row: DepartureRow, exact: boolean): TestimonyLine['departures'][number] {
  const { country, place, yearMin, yearMax, date, coarse } = row;
  if (coarse === 0 || exact) return { country, place, year: yearMin, date };
  return { country, place: null, year: null, date: toTheDecade(yearMin, yearMax) };
}

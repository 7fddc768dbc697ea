import express, { type Request, type Router } from 'express';
import { NotFound } from '../../../archive/errors.ts';
import { authorityLabels } from '../../../archive/labels.ts';
import { testimonyPage } from '../../../archive/testimony-page.ts';
import { timecode } from '../../../i18n/dates.ts';
import { href } from '../../../i18n/href.ts';
import { settled } from '../../../i18n/isolate.ts';
import { translator } from '../../../i18n/messages.ts';
import { LIST_STYLES, listOfWorks } from '../../../publish/cite/cite.ts';
import type { Reference } from '../../../publish/reference/reference.ts';
import { type Cell, csv, xlsx } from '../../../publish/table.ts';
import type { Found } from '../../../search/find.ts';
import { referenceTo } from '../../reference-to.ts';
import type { Site } from '../../site.ts';
import { REFERENCE_FORMATS } from '../reference.ts';
import { MOST, wholeSearch } from './whole-search.ts';

/** The columns of a search as a table, and as JSON. */
const COLUMNS = [
  'accession',
  'title',
  'narrators',
  'form',
  'countries_left',
  'years_of_departure',
  'places_left',
  'languages',
  'recorded',
  'matching_passages',
  'address',
  'note',
] as const;
type Line = Record<(typeof COLUMNS)[number], Cell>;

export const EXPORT_FORMATS = [
  'csv',
  'xlsx',
  'json',
  'txt',
  'ris',
  'bib',
  'csl.json',
  'chicago.txt',
  'mla.txt',
  'apa.txt',
] as const;

/**
 * /search/export.FORMAT?…: a search, as the page of the same parameters finds it, as a file: a table, its words with their moments,
 * references, or a list of works in a style. At most a thousand testimonies; `x-total-count` says how many there are.
 */
export function searchExport(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  /** Makes the line of each testimony, in the reader’s language. */
  function liner(req: Request): (found: Found) => Line {
    const [t, label] = [translator(req.lang), authorityLabels(db, req.lang)];
    const listed = (values: (string | number | null)[]) =>
      [...new Set(values.filter((one) => one !== null).map((one) => settled(String(one))))].join('; ');
    return (found) => ({
      accession: found.accession,
      title: settled(found.title),
      narrators: listed(found.narrators.map(({ name }) => name)),
      form: t(`facet_value.form.${found.form}`),
      countries_left: listed(found.departures.map(({ country }) => country && (label('country', country) ?? country))),
      years_of_departure: listed(found.departures.map(({ date, year }) => date ?? year)),
      places_left: listed(found.departures.map(({ place }) => place)),
      languages: found.languages.join('; '),
      recorded: found.recorded,
      matching_passages: found.matchingPassages,
      address: site.config.publicUrl + href(req.lang, `/testimonies/${encodeURIComponent(found.accession)}`),
      note: found.sample ? t('testimony.sample_notice') : null,
    });
  }

  /** The passages that answer, each with its moment and its permanent address. */
  function wordsOf(req: Request, found: Found, line: Line): string {
    const head = [line.title, [line.narrators, found.accession].filter(Boolean).join(', '), line.address, line.note];
    const passages = found.passages.map(({ publicId, startMs, speaker, text }) =>
      [
        [startMs === null ? null : timecode(startMs), speaker && settled(speaker)].filter(Boolean).join(' '),
        settled(text),
        site.config.publicUrl + href(req.lang, `/passages/${publicId}`),
      ]
        .filter(Boolean)
        .join('\n'),
    );
    return [head.filter(Boolean).join('\n'), ...passages].join('\n\n');
  }

  /** References are read one by one, and others may be answered between them. */
  async function referencesOf(req: Request, results: Found[]): Promise<Reference[]> {
    const references: Reference[] = [];
    for (const { accession } of results) {
      references.push(referenceTo(site, testimonyPage(db, req.viewer, accession, req.lang), req.lang));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return references;
  }

  router.get('/search/export.:format', async (req, res) => {
    const format = String(req.params.format);
    if (!EXPORT_FORMATS.some((one) => one === format)) throw new NotFound('page', format);
    const { results, total } = await wholeSearch(site, req);
    const lines = results.map(liner(req));
    const rows = lines.map((line) => COLUMNS.map((column) => line[column]));
    const name = `kolot-${site.now().toISOString().slice(0, 10)}.${format}`;
    res.attachment(name).setHeader('x-total-count', String(total));
    const reference = REFERENCE_FORMATS[format === 'csl.json' ? 'json' : format];
    if (format === 'csv') res.type('text/csv; charset=utf-8').send(csv(COLUMNS, rows));
    else if (format === 'xlsx')
      res
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(await xlsx('Kolot', COLUMNS, rows));
    else if (format === 'json') res.json({ total, most: MOST, testimonies: lines });
    else if (format === 'txt')
      res
        .type('text/plain; charset=utf-8')
        .send(`${results.map((found, at) => wordsOf(req, found, lines[at]!)).join(`\n\n${'—'.repeat(20)}\n\n`)}\n`);
    else if (LIST_STYLES[format])
      res
        .type('text/plain; charset=utf-8')
        .send(await listOfWorks(await referencesOf(req, results), LIST_STYLES[format], req.lang));
    else res.type(reference!.mime).send(reference!.write(await referencesOf(req, results)));
  });
  return router;
}

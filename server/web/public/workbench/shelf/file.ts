/** What a reader keeps, as a file: what they may see of each place at this moment, and their notes. */
import type { Request, Response } from 'express';
import type { PlaceShown } from '../../../../archive/account/shelf/place.ts';
import { NotFound } from '../../../../archive/errors.ts';
import { type TestimonyPage, testimonyPage } from '../../../../archive/testimony-page.ts';
import { timecode } from '../../../../i18n/dates.ts';
import { href } from '../../../../i18n/href.ts';
import { settled } from '../../../../i18n/isolate.ts';
import { translator } from '../../../../i18n/messages.ts';
import { oralHistoryCitation } from '../../../../publish/citation.ts';
import { LIST_STYLES, listOfWorks } from '../../../../publish/cite/cite.ts';
import type { Reference } from '../../../../publish/reference/reference.ts';
import { type Cell, csv, xlsx } from '../../../../publish/table.ts';
import { referenceTo } from '../../../reference-to.ts';
import type { Site } from '../../../site.ts';
import { siteName } from '../../../site-name.ts';
import { REFERENCE_FORMATS } from '../../reference.ts';
import { EXPORT_FORMATS } from '../export.ts';

/** One place as it is taken along. */
export interface Taken {
  place: PlaceShown;
  note: string;
  savedAt: string | null; // ISO 8601
}

const COLUMNS = [
  'state',
  'accession',
  'title',
  'narrators',
  'speaker',
  'part',
  'begins',
  'ends',
  'language',
  'words',
  'address',
  'note',
  'saved_on',
  'notice',
] as const;
type Line = Record<(typeof COLUMNS)[number], Cell>;

function lineOf(site: Site, req: Request, { place: { state, line, passage }, note, savedAt }: Taken): Line {
  const time = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : timecode(ms));
  return {
    state: { here: 'as saved', changed: 'changed since', gone: 'no longer available' }[state],
    accession: line?.accession ?? null,
    title: line ? settled(line.title) : null,
    narrators: line?.narrators.map(({ name }) => settled(name)).join('; ') ?? null,
    speaker: passage?.speaker ? settled(passage.speaker) : null,
    part: passage?.part ?? null,
    begins: time(passage?.startMs),
    ends: time(passage?.endMs),
    language: passage?.lang ?? null,
    words: passage?.text ?? null,
    address: line && addressOf(site, req, { line, passage }),
    note: note || null,
    saved_on: savedAt?.slice(0, 10) ?? null,
    notice: line?.sample ? translator(req.lang)('testimony.sample_notice') : null,
  };
}

type Here = { line: NonNullable<PlaceShown['line']>; passage: PlaceShown['passage'] };

function addressOf(site: Site, req: Request, { line, passage }: Here): string {
  const path = passage ? `/passages/${passage.publicId}` : `/testimonies/${encodeURIComponent(line.accession)}`;
  return site.config.publicUrl + href(req.lang, path);
}

/** As plain text: its words with their moment and address, the note behind. */
function textOf(req: Request, line: Line): string {
  const t = translator(req.lang);
  const lines =
    line.accession === null
      ? [t('shelf.gone')]
      : [
          line.title,
          [line.narrators, line.accession].filter(Boolean).join(', '),
          [line.begins, line.speaker].filter(Boolean).join(' '),
          typeof line.words === 'string' ? settled(line.words) : null,
          line.state === 'changed since' ? t(line.words === null ? 'shelf.not_there' : 'shelf.changed') : null,
          line.address,
          line.notice,
        ];
  return [...lines, line.note === null ? null : `${t('shelf.note')}\n${line.note}`].filter(Boolean).join('\n');
}

/** The pages of testimonies, each read once. */
function pagesOf(site: Site, req: Request): (accession: string) => TestimonyPage {
  const known = new Map<string, TestimonyPage>();
  return (accession) => {
    const page = known.get(accession) ?? testimonyPage(site.archive.db, req.viewer, accession, req.lang);
    known.set(accession, page);
    return page;
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** References one by one, so that others may be answered between them; a note goes where each format has a place for it. */
async function referencesOf(site: Site, req: Request, taken: readonly Taken[]): Promise<Reference[]> {
  const page = pagesOf(site, req);
  const references: Reference[] = [];
  for (const { place, note } of taken) {
    if (place.line === null) continue;
    const one = referenceTo(site, page(place.line.accession), req.lang, place.passage);
    references.push({ ...one, readersNote: note });
    await turn();
  }
  return references;
}

/** Sends what is kept as a file of one of the formats of a search. Throws NotFound for another. */
export async function sendFile(site: Site, req: Request, res: Response, taken: readonly Taken[]): Promise<void> {
  const format = String(req.params.format);
  if (!EXPORT_FORMATS.some((one) => one === format)) throw new NotFound('page', format);
  const lines = taken.map((one) => lineOf(site, req, one));
  const rows = lines.map((line) => COLUMNS.map((column) => line[column]));
  res.attachment(`kolot-workbench-${site.now().toISOString().slice(0, 10)}.${format}`);
  res.setHeader('x-total-count', String(lines.length));
  const reference = REFERENCE_FORMATS[format === 'csl.json' ? 'json' : format];
  if (format === 'csv') res.type('text/csv; charset=utf-8').send(csv(COLUMNS, rows));
  else if (format === 'xlsx')
    res
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(await xlsx('Kolot', COLUMNS, rows));
  else if (format === 'json') res.json({ total: lines.length, places: lines });
  else if (format === 'txt')
    res
      .type('text/plain; charset=utf-8')
      .send(`${lines.map((line) => textOf(req, line)).join(`\n\n${'—'.repeat(20)}\n\n`)}\n`);
  else if (LIST_STYLES[format])
    res
      .type('text/plain; charset=utf-8')
      .send(await listOfWorks(await referencesOf(site, req, taken), LIST_STYLES[format], req.lang));
  else res.type(reference!.mime).send(reference!.write(await referencesOf(site, req, taken)));
}

/** A page to print or to read from: the words whole, how to cite them, the notes. */
export async function showReader(
  site: Site,
  req: Request,
  res: Response,
  { name, taken }: { name: string | null; taken: readonly Taken[] },
): Promise<void> {
  const page = pagesOf(site, req);
  const entries = [];
  for (const one of taken) {
    const { line, passage } = one.place;
    entries.push({
      ...one,
      citation: line && citationOf(site, req, page(line.accession), { line, passage }),
    });
    await turn();
  }
  res.render('public/shelf/reader', { name, entries, today: req.viewer.today, robots: 'noindex' });
}

function citationOf(site: Site, req: Request, page: TestimonyPage, { line, passage }: Here): string {
  return oralHistoryCitation(page, {
    siteName: siteName(site),
    url: addressOf(site, req, { line, passage }),
    lang: req.lang,
    passage: passage && { ...passage, part: page.parts.length > 1 ? passage.part : null },
  });
}

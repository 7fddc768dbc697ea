/**
 * A testimony, or a passage of it, as programs that keep references take it. It is made of what one viewer is shown, so that
 * a withheld name is in no format.
 */
import type { TestimonyPage } from '../../archive/testimony-page.ts';
import { timecode } from '../../i18n/dates.ts';
import { settled } from '../../i18n/isolate.ts';

export interface Reference {
  accession: string;
  /** What was cited last, in this or another run, keeps its key. */
  key: string;
  form: TestimonyPage['form'];
  title: string;
  titleLang: string;
  narrators: string[];
  interviewers: string[];
  /** When it was told, as far as is known. */
  date: { year: number; month: number | null; day: number | null } | null;
  /** The same as it is catalogued, in EDTF. */
  edtf: string | null;
  place: string | null;
  archive: string;
  url: string;
  langs: string[]; // BCP 47, of what was told
  medium: 'audio' | 'video' | null;
  abstract: string | null;
  rights: string | null;
  topics: string[];
  collection: string | null;
  /** Of a passage: `0:01:44–0:02:10`, after its part where there are several. */
  moment: string | null;
  accessed: Date;
  /** An illustrative record, and the words that say so. */
  sampleNotice: string | null;
  /** What the reader wrote about it for themself, where they take it along. */
  readersNote?: string;
}

/** Where a testimony is kept and read, and when it was looked at. */
export interface ReferenceContext {
  siteName: string;
  url: string;
  accessed: Date;
  sampleNotice: string;
  passage?: { publicId: string; startMs: number | null; endMs: number | null; part: number | null } | null;
}

export function referenceOf(page: TestimonyPage, context: ReferenceContext): Reference {
  const session = page.sessions[0];
  const kinds = page.parts.flatMap(({ recordings }) => recordings.map(({ kind }) => kind));
  const originals = page.transcripts.filter(({ originalId }) => originalId === null);
  const { passage = null } = context;
  return {
    accession: page.accession,
    key: passage ? `${page.accession}-${passage.publicId}` : page.accession,
    form: page.form,
    title: settled(page.title),
    titleLang: page.titleLang,
    narrators: page.narrators.map(({ name }) => settled(name)),
    interviewers: page.interviewers.map(({ name }) => settled(name)),
    date: session?.date ? dayIn(session.date) : null,
    edtf: session?.date ?? null,
    place: session?.place ? settled(session.place) : null,
    archive: context.siteName,
    url: context.url,
    langs: [...new Set(originals.map(({ lang }) => lang))],
    medium: kinds.includes('video') ? 'video' : kinds.includes('audio') ? 'audio' : null,
    abstract: page.abstract && settled(page.abstract),
    rights: page.rights,
    topics: page.terms.map(({ label }) => settled(label)),
    collection: page.collection ? settled(page.collection.title) : null,
    moment: passage && momentOf(passage),
    accessed: context.accessed,
    sampleNotice: page.sample ? context.sampleNotice : null,
  };
}

/** The first day that an EDTF date may mean, with the parts that it names. */
function dayIn(edtf: string): Reference['date'] {
  const [, year, month, day] = /(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?/.exec(edtf) ?? [];
  if (!year) return null;
  return { year: Number(year), month: month ? Number(month) : null, day: day ? Number(day) : null };
}

function momentOf({ startMs, endMs, part }: NonNullable<ReferenceContext['passage']>): string | null {
  const times = [startMs, endMs].filter((ms) => ms !== null).map((ms) => timecode(ms));
  if (times.length === 0) return null;
  return `${part === null ? '' : `${part}, `}${times.join('–')}`;
}

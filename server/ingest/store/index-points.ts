import { createHash } from 'node:crypto';
import { indexPointsOf, type NewIndexPoint, setIndexPoints } from '../../archive/index-point.ts';
import type { Resolver } from '../authorities.ts';
import { alternateLanguage } from '../file-record.ts';
import type { PreparedTranscript } from '../prepare.ts';
import type { SourceIndexPoint } from '../source.ts';
import { lastWritten, type Merge, remember } from './merge.ts';

interface Part {
  partId: number;
  number: number;
  zeroMs: number;
  lang: string | null; // of the account
  resolve: Resolver;
}

/**
 * Writes the index of a part. What was last written is remembered point by point: where people have edited some since, those
 * stay, and the rest follows the source.
 */
export function storeIndex(merge: Merge, transcripts: PreparedTranscript[], part: Part): void {
  const { db, id } = merge;
  const points = transcripts
    .filter(({ source }) => source.indexPoints.length > 0)
    .flatMap(({ source }) => {
      const lang = source.transcripts.find((text) => !text.translation)?.lang ?? source.description.lang ?? part.lang;
      const second = source.transcripts.find((text) => text.translation)?.lang ?? alternateLanguage(source);
      return source.indexPoints.map((point) => pointOf(point, part, lang ?? 'und', second));
    });
  const field = `index of part ${part.number}`;
  const prints = points.map(printOf);
  const incoming = JSON.stringify(prints);
  const last = lastWritten(merge, field) ?? '[]';
  if (incoming === last) return;
  const here = indexPointsOf(db, part.partId);
  const before: string[] = JSON.parse(last);
  // Points added or taken out by hand: nobody can tell any more which of them is which of the source.
  if (here.length !== before.length) {
    merge.conflicts.push(field);
    return;
  }
  const kept = new Map<number, number>(); // by place in the new index
  for (const [at, { id: pointId, edited }] of here.entries()) {
    const now = prints.findIndex((print, place) => print === before[at] && !kept.has(place));
    if (now >= 0) kept.set(now, pointId);
    else if (edited) {
      merge.conflicts.push(`${field}, point ${at + 1}`);
      return;
    }
  }
  setIndexPoints(
    db,
    id,
    part.partId,
    points.map((point, place) => (kept.has(place) ? { kept: kept.get(place)! } : point)),
  );
  merge.changes += 1;
  remember(merge, field, points.length ? incoming : null);
}

/** What the source says of a point; which authorities its words mean is found anew at each import. */
function printOf(point: NewIndexPoint): string {
  const said = JSON.stringify(point, (key, value) => (key === 'termId' || key === 'placeId' ? undefined : value));
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}

function pointOf(
  point: SourceIndexPoint,
  { zeroMs, resolve }: Part,
  lang: string,
  second: string | null,
): NewIndexPoint {
  const words = (texts: string[]) => texts.map((text) => ({ text, termId: resolve.knownTopic(text) }));
  const used = new Set<string>();
  return {
    // An old index often counts from the beginning of the file while its words have the tape's time code.
    startMs: point.startMs >= zeroMs ? point.startMs - zeroMs : point.startMs,
    texts: point.texts.map((text) => ({
      lang: unused(text.lang ?? (text.alternate ? (second ?? 'und') : lang), used),
      title: text.title,
      synopsis: text.synopsis || null,
      partialTranscript: text.partialTranscript || null,
      keywords: words(text.keywords),
      subjects: words(text.subjects),
    })),
    places: point.places.map((place) => ({
      placeId: place.label ? (resolve.knownPlace(place.label)?.id ?? null) : null,
      latitude: place.latitude,
      longitude: place.longitude,
      zoom: place.zoom,
      label: place.label || null,
      labelAlternate: place.alternateLabel || null,
    })),
    links: point.links.map((link) => ({
      url: link.url,
      label: link.label || null,
      labelAlternate: link.alternateLabel || null,
    })),
  };
}

/** A point has one text a language; a second that says the same language, or none, is told apart by a private subtag. */
function unused(lang: string, used: Set<string>): string {
  const tag = used.has(lang) ? `${lang}-x-second` : lang;
  used.add(tag);
  return tag;
}

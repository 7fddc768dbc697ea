import { note } from './refusal.ts';
import type { SourceIndexPoint, SourceProblem } from './source.ts';
import { textOf, type XmlElement } from './xml.ts';

type Place = SourceIndexPoint['places'][number];

/**
 * The points of an OHMS index, with the text of the alternate fields where any is filled. `time` counts seconds. Places and
 * links stand in `<gpspoints>` and `<hyperlinks>`, of which a point may have several; before OHMS 5.4, in the point itself.
 */
export function indexPoints(
  index: XmlElement | undefined,
  lang: string | null,
  langAlternate: string | null,
  problems: SourceProblem[],
): SourceIndexPoint[] {
  const points = index?.children.filter(({ name }) => name === 'point') ?? [];
  return points.flatMap((point) => {
    const time = textOf(point, 'time');
    const first = textFields(point, '', lang);
    const alternate = textFields(point, '_alt', langAlternate);
    const places = within(point, 'gpspoints', 'gps').flatMap((gps) => placeOf(gps, problems) ?? []);
    const links = within(point, 'hyperlinks', 'hyperlink').flatMap((link) => linkOf(link) ?? []);
    if (!first && !alternate && places.length === 0 && links.length === 0) return [];
    const isTime = /^\d{1,7}(?:\.\d{1,3})?$/.test(time);
    if (!isTime) note(problems, point.line, 'This index point has no time in seconds. It was put at the beginning.');
    const texts = [first, alternate].flatMap((fields) => fields ?? []);
    return { startMs: isTime ? Math.round(Number(time) * 1000) : 0, texts, places, links };
  });
}

/** One language's fields, null where none is filled. The viewer of OHMS trims `;` from titles, and so do we. */
function textFields(
  point: XmlElement,
  suffix: '' | '_alt',
  lang: string | null,
): SourceIndexPoint['texts'][number] | null {
  const field = (name: string) => textOf(point, name + suffix);
  const list = (name: string) =>
    field(name)
      .split(';')
      .map((word) => word.trim())
      .filter(Boolean);
  const texts = {
    lang,
    alternate: suffix !== '',
    title: field('title').replace(/^[;\s]{1,20}|[;\s]{1,20}$/g, ''),
    synopsis: field('synopsis'),
    partialTranscript: field('partial_transcript'),
    keywords: list('keywords'),
    subjects: list('subjects'),
  };
  const { title, synopsis, partialTranscript, keywords, subjects } = texts;
  return title || synopsis || partialTranscript || keywords.length || subjects.length ? texts : null;
}

/** The groups called `group` in a point, or the point itself where it has the field without a group. */
function within(point: XmlElement, group: string, field: string): XmlElement[] {
  const groups = point.children.filter(({ name }) => name === group);
  return textOf(point, field) ? [point, ...groups] : groups;
}

function placeOf(element: XmlElement, problems: SourceProblem[]): Place | null {
  const gps = textOf(element, 'gps');
  const label = textOf(element, 'gps_text');
  const alternateLabel = textOf(element, 'gps_text_alt');
  if (!gps && !label && !alternateLabel) return null;
  const found = /^\(?\s{0,9}(-?\d{1,3}(?:\.\d{1,15})?)\s{0,9}[,;\s]\s{0,9}(-?\d{1,3}(?:\.\d{1,15})?)\s{0,9}\)?$/.exec(
    gps,
  );
  const [latitude, longitude] = [Number(found?.[1]), Number(found?.[2])];
  const isPlace = found !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  const zoom = /^\d{1,2}$/.test(textOf(element, 'gps_zoom')) ? Number(textOf(element, 'gps_zoom')) : null;
  if (isPlace) return { latitude, longitude, zoom, label, alternateLabel };
  if (gps)
    note(
      problems,
      element.line,
      `“${gps.slice(0, 60)}” is no latitude and longitude. The place was kept by its name only.`,
    );
  return { latitude: null, longitude: null, zoom, label: label || gps, alternateLabel };
}

function linkOf(element: XmlElement): SourceIndexPoint['links'][number] | null {
  const url = textOf(element, 'hyperlink');
  const label = textOf(element, 'hyperlink_text');
  const alternateLabel = textOf(element, 'hyperlink_text_alt');
  return url || label || alternateLabel ? { url, label, alternateLabel } : null;
}

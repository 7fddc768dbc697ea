/** Reads a vocabulary in SKOS, RDF/XML (https://www.w3.org/TR/skos-reference/): ours, and those of others. */
import { Invalid } from '../archive/errors.ts';
import { languageTag } from '../archive/languages.ts';
import { type AuthorityKind, familyOf, NAME_KINDS } from '../archive/vocabulary/authority.ts';
import type { VocabularyRow } from '../archive/vocabulary/rows.ts';
import { citizenshipFrom, kinFrom } from '../archive/vocabulary/ties.ts';
import { parseXml, type XmlElement } from './xml.ts';

const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const SCHEMES: [string, RegExp][] = [
  ['wikidata', /^https?:\/\/www\.wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/],
  ['viaf', /^https?:\/\/(?:www\.)?viaf\.org\/viaf\/(\d+)\/?$/],
  ['geonames', /^https?:\/\/(?:sws|www)\.geonames\.org\/(\d+)\/?/],
  ['lcsh', /^https?:\/\/id\.loc\.gov\/authorities\/(?:subjects|names)\/(\w+)$/],
  ['isni', /^https?:\/\/(?:www\.)?isni\.org\/(?:isni\/)?([\dX]+)$/],
  ['other', /^urn:x-kolot:other:(.+)$/],
];

/** The concepts of a document. Throws Invalid where it is no XML, or has no concept in it. */
export function readSkos(document: string, fileName: string, kind: AuthorityKind): VocabularyRow[] {
  const root = parseXml(document, fileName);
  const concepts = root.children.filter(isConcept);
  if (concepts.length === 0)
    throw new Invalid(`“${fileName}” has no skos:Concept in it. Export the vocabulary as SKOS in RDF/XML.`, {
      file: fileName,
    });
  const slugs = new Map(concepts.map((one) => [about(one), textIn(one, 'notation')]));
  return concepts.map((concept) => rowOf(concept, fileName, kind, slugs));
}

function isConcept({ name, namespace, children }: XmlElement): boolean {
  if (name === 'Concept' && namespace === SKOS) return true;
  return name === 'Description' && children.some((one) => one.name === 'type' && resource(one) === `${SKOS}Concept`);
}

function rowOf(
  concept: XmlElement,
  fileName: string,
  kind: AuthorityKind,
  slugs: Map<string | null, string | null>,
): VocabularyRow {
  const family = familyOf(kind);
  const uri = about(concept);
  const labels = concept.children.filter(({ name }) => ['prefLabel', 'altLabel', 'hiddenLabel'].includes(name));
  const names = labels.flatMap((one) => {
    const name = one.text.trim();
    if (name === '') return [];
    const lang = languageTag(attribute(one, 'lang') ?? '') ?? 'und';
    const said = attribute(one, 'kind');
    const preferred = one.name === 'prefLabel' ? 'preferred' : 'variant';
    const known = said !== null && (NAME_KINDS[family] as readonly string[]).includes(said);
    const [fromYear, toYear] = [yearOf(attribute(one, 'from')), yearOf(attribute(one, 'to'))];
    return [{ name, lang, kind: known ? said : preferred, fromYear, toYear }];
  });
  const notation = textIn(concept, 'notation');
  const broader = concept.children.filter(({ name }) => name === 'broader').map(resource)[0] ?? null;
  const matches = concept.children.filter(({ name }) => name === 'exactMatch').flatMap((one) => resource(one) ?? []);
  const row: VocabularyRow = {
    slug: notation,
    uri,
    where: `${fileName}, line ${concept.line}: ${notation ?? names[0]?.name ?? uri ?? ''}`,
    names:
      family === 'term' || family === 'place'
        ? names.map((one) => (one.lang === 'und' ? { ...one, lang: 'en' } : one))
        : [],
    identifiers: matches.map(identifierOf),
    parent: broader === null ? null : (slugs.get(broader) ?? broader),
    note: textIn(concept, 'scopeNote') ?? textIn(concept, 'definition'),
    date: textIn(concept, 'date'),
    countries: family === 'term' ? textsIn(concept, 'country') : [],
    places: textsIn(concept, 'place'),
  };
  if (family === 'place') {
    row.place = {
      kind: textIn(concept, 'placeKind') ?? 'town',
      country: textIn(concept, 'country'),
      latitude: number(textIn(concept, 'lat')),
      longitude: number(textIn(concept, 'long')),
    };
  }
  if (family === 'person') {
    row.citizenships = textsIn(concept, 'citizenship').map(citizenshipFrom);
    row.kin = textsIn(concept, 'kin').map(kinFrom);
    const shown = names.find((one) => one.kind === 'preferred');
    row.names = names
      .filter((one) => one !== shown)
      .map((one) => (one.kind === 'preferred' ? { ...one, kind: 'variant' } : one));
    row.person = {
      name: shown?.name ?? '',
      nameLang: shown && shown.lang !== 'und' ? shown.lang : null,
      sortName: textIn(concept, 'sortName') ?? '',
      gender: (['female', 'male', 'other'] as const).find((one) => one === textIn(concept, 'gender')) ?? null,
      birthDate: textIn(concept, 'born'),
      birthCountry: textIn(concept, 'birthCountry'),
      deathDate: textIn(concept, 'died'),
      minor: textIn(concept, 'minor') === 'true',
    };
  }
  return row;
}

function identifierOf(uri: string): { scheme: string; value: string } {
  for (const [scheme, pattern] of SCHEMES) {
    const [, value] = pattern.exec(uri) ?? [];
    if (value) return { scheme, value: safely(value) };
  }
  return { scheme: 'other', value: uri };
}

function safely(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** An attribute by its local name, whatever prefix its file gives the namespace. */
function attribute({ attributes }: XmlElement, name: string): string | null {
  const found = Object.entries(attributes).find(([key]) => key === name || key.endsWith(`:${name}`));
  return found?.[1] ?? null;
}

const about = (element: XmlElement) => attribute(element, 'about');
const resource = (element: XmlElement) => attribute(element, 'resource');

function textsIn({ children }: XmlElement, name: string): string[] {
  return children.filter((one) => one.name === name).flatMap((one) => one.text.trim() || []);
}

function textIn(element: XmlElement, name: string): string | null {
  return textsIn(element, name)[0] ?? null;
}

function yearOf(text: string | null): number | null {
  return text !== null && /^-?\d{1,4}$/.test(text) ? Number(text) : null;
}

function number(text: string | null): number | null {
  const value = Number(text);
  return text === null || !Number.isFinite(value) ? null : value;
}

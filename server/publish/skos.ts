/**
 * A vocabulary as SKOS in RDF/XML (https://www.w3.org/TR/skos-reference/), and what SKOS has no word for in words of our own, so
 * that what leaves comes back the same. `ingest/skos.ts` reads it.
 */
import type { AuthorityKind } from '../archive/vocabulary/authority.ts';
import type { VocabularyRow } from '../archive/vocabulary/rows.ts';
import { citizenshipLine, kinLine } from '../archive/vocabulary/ties.ts';
import { xmlText } from './xml.ts';

export const NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  kolot: 'urn:x-kolot:vocabulary#',
} as const;

/** The addresses of identifiers elsewhere, by their scheme. */
export const IDENTIFIER_ADDRESSES: Record<string, string> = {
  wikidata: 'http://www.wikidata.org/entity/',
  viaf: 'http://viaf.org/viaf/',
  geonames: 'https://sws.geonames.org/',
  lcsh: 'http://id.loc.gov/authorities/subjects/',
  isni: 'https://isni.org/isni/',
  other: 'urn:x-kolot:other:',
};

const PATHS: Record<AuthorityKind, string> = {
  topic: '/topics/',
  event: '/topics/events/',
  community: '/topics/communities/',
  place: '/places/',
  person: '/people/',
};

/** The whole document. `site` is where readers reach the archive, without a slash at the end. */
export function skosOf(kind: AuthorityKind, rows: VocabularyRow[], site: string): string {
  const address = (slug: string) => `${site}${PATHS[kind]}${encodeURIComponent(slug)}`;
  const scheme = `${site}${PATHS[kind].slice(0, -1)}`;
  const lines = rows.flatMap((row) => [
    `  <skos:Concept rdf:about="${xmlText(address(row.slug!))}">`,
    `    <skos:inScheme rdf:resource="${xmlText(scheme)}"/>`,
    element('skos:notation', row.slug),
    ...(row.names ?? []).map(nameElement),
    row.parent ? `    <skos:broader rdf:resource="${xmlText(address(row.parent))}"/>` : null,
    ...(row.identifiers ?? []).map(
      ({ scheme: of, value }) =>
        `    <skos:exactMatch rdf:resource="${xmlText((IDENTIFIER_ADDRESSES[of] ?? IDENTIFIER_ADDRESSES.other!) + encodeURIComponent(value))}"/>`,
    ),
    element('skos:scopeNote', row.note, ' xml:lang="en"'),
    element('kolot:date', row.date),
    ...(row.countries ?? []).map((code) => element('kolot:country', code)),
    ...(row.places ?? []).map((slug) => element('kolot:place', slug)),
    ...placeElements(row.place),
    ...personElements(row.person),
    ...(row.citizenships ?? []).map((one) => element('kolot:citizenship', citizenshipLine(one))),
    ...(row.kin ?? []).map((one) => element('kolot:kin', kinLine(one))),
    '  </skos:Concept>',
  ]);
  const spaces = Object.entries(NAMESPACES).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rdf:RDF ${spaces.join(' ')}>`,
    `  <skos:ConceptScheme rdf:about="${xmlText(scheme)}"/>`,
    ...lines.filter((line) => line !== null),
    '</rdf:RDF>',
    '',
  ].join('\n');
}

function nameElement({ name, lang, kind, fromYear, toYear }: NonNullable<VocabularyRow['names']>[number]): string {
  const tag = lang === 'und' ? '' : ` xml:lang="${xmlText(lang)}"`;
  if (kind === 'preferred') return element('skos:prefLabel', name, tag)!;
  const years = [fromYear === null ? '' : ` kolot:from="${fromYear}"`, toYear === null ? '' : ` kolot:to="${toYear}"`];
  const of = kind === 'variant' ? '' : ` kolot:kind="${xmlText(kind)}"`;
  return element('skos:altLabel', name, tag + of + years.join(''))!;
}

function placeElements(place: VocabularyRow['place']): (string | null)[] {
  if (!place) return [];
  return [
    element('kolot:placeKind', place.kind ?? null),
    element('kolot:country', place.country ?? null),
    element('geo:lat', place.latitude ?? null),
    element('geo:long', place.longitude ?? null),
  ];
}

function personElements(person: VocabularyRow['person']): (string | null)[] {
  if (!person) return [];
  return [
    person.name
      ? element('skos:prefLabel', person.name, person.nameLang ? ` xml:lang="${xmlText(person.nameLang)}"` : '')
      : null,
    element('kolot:sortName', person.sortName ?? null),
    element('kolot:gender', person.gender ?? null),
    element('kolot:born', person.birthDate ?? null),
    element('kolot:birthCountry', person.birthCountry ?? null),
    element('kolot:died', person.deathDate ?? null),
    person.minor ? element('kolot:minor', 'true') : null,
  ];
}

function element(name: string, value: string | number | null | undefined, attributes = ''): string | null {
  return value === null || value === undefined || value === ''
    ? null
    : `    <${name}${attributes}>${xmlText(String(value))}</${name}>`;
}

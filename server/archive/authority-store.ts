import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '../db/open.ts';
import type { Authorities, Names, Variant } from './authorities/authority.ts';
import { readAuthorities } from './authorities/read.ts';
import { yearSpan } from './edtf.ts';
import { setSetting, setting } from './setting.ts';

const folder = new URL('./authorities/', import.meta.url);

/**
 * Stores the authorities that ship with Kolot: new ones and new spellings are added, what an archivist changed or added
 * stays. Does nothing where the archive already has this edition of them.
 */
export function storeAuthorities(db: Database): void {
  const edition = editionOf();
  if (setting(db, 'authorities') === edition) return;
  const authorities = readAuthorities();
  db.transaction(() => {
    storeCountries(db, authorities.countries);
    storePlaces(db, authorities.places);
    storePolities(db, authorities.polities);
    storeTerms(db, authorities);
    storeNameSets(db, authorities.nameSets);
    // Every spelling finds what is linked to it: what is there already has to be indexed again.
    db.prepare('INSERT INTO outbox (testimony_id) SELECT id FROM testimony').run();
    setSetting(db, 'authorities', edition);
  }).immediate();
}

/** The sha256 of the files: another edition has another. */
function editionOf(): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
  for (const name of files.sort()) hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}

/** True where an archivist joined what ships under `@slug` to another: it does not come back. */
function joined(kind: string): string {
  return `EXISTS (SELECT 1 FROM authority_redirect WHERE authority_redirect.kind = ${kind} AND authority_redirect.slug = @slug)`;
}

interface Named {
  names: Names;
  variants: Variant[];
}

/** Every name of an authority, the preferred ones first, so that a variant spelt the same adds nothing. */
function spellings({ names, variants }: Named): { lang: string; name: string; kind: 'preferred' | 'variant' }[] {
  return [
    ...Object.entries(names).map(([lang, name]) => ({ lang, name, kind: 'preferred' as const })),
    ...variants.map(({ lang, name }) => ({ lang, name, kind: 'variant' as const })),
  ];
}

function storeCountries(db: Database, countries: Authorities['countries']): void {
  const country = db.prepare(`
    INSERT OR IGNORE INTO country (code, numeric_code, latitude, longitude)
    VALUES (@alpha2, @numeric, @latitude, @longitude)`);
  const name = db.prepare(`
    INSERT OR IGNORE INTO country_name (country, lang, name, kind) VALUES (@country, @lang, @name, @kind)`);
  for (const { alpha2, numeric, latitude, longitude, understood, ...named } of countries) {
    country.run({ alpha2, numeric, latitude, longitude });
    for (const spelling of spellings(named)) name.run({ ...spelling, country: alpha2 });
    for (const { lang, name: text } of understood) name.run({ country: alpha2, lang, name: text, kind: 'understood' });
  }
}

function storePlaces(db: Database, places: Authorities['places']): void {
  const place = db.prepare(`
    INSERT OR IGNORE INTO place (slug, kind, country, parent_id, latitude, longitude, community, shipped)
    SELECT @slug, @kind, @country, (SELECT id FROM place WHERE slug = @parent), @latitude, @longitude, @community, 1
    WHERE NOT ${joined("'place'")}`);
  const idOf = db.prepare<[string], number>('SELECT id FROM place WHERE slug = ?').pluck();
  const name = db.prepare(`
    INSERT OR IGNORE INTO place_name (place_id, lang, name, kind, from_year, to_year)
    VALUES (@id, @lang, @name, @kind, @from, @to)`);
  const identifier = db.prepare(`
    INSERT OR IGNORE INTO place_identifier (place_id, scheme, value) VALUES (@id, 'geonames', @geonames)`);
  for (const {
    slug,
    kind,
    country,
    parent,
    latitude,
    longitude,
    community,
    historical,
    geonames,
    ...named
  } of places) {
    place.run({ slug, kind, country, parent, latitude, longitude, community: community ? 1 : 0 });
    const id = idOf.get(slug);
    if (id === undefined) continue;
    for (const spelling of spellings(named)) name.run({ ...spelling, id, from: null, to: null });
    for (const { lang, name: text, from, to } of historical)
      name.run({ id, lang, name: text, kind: 'historical', from, to });
    if (geonames) identifier.run({ id, geonames });
  }
}

function storePolities(db: Database, polities: Authorities['polities']): void {
  const polity = db.prepare('INSERT OR IGNORE INTO polity (slug, from_year, to_year) VALUES (@slug, @from, @to)');
  const idOf = db.prepare<[string], number>('SELECT id FROM polity WHERE slug = ?').pluck();
  const name = db.prepare(`
    INSERT OR IGNORE INTO polity_name (polity_id, lang, name, kind) VALUES (@id, @lang, @name, @kind)`);
  const country = db.prepare('INSERT OR IGNORE INTO polity_country (polity_id, country) VALUES (?, ?)');
  for (const { slug, from, to, countries, ...named } of polities) {
    polity.run({ slug, from, to });
    const id = idOf.get(slug)!;
    for (const spelling of spellings(named)) name.run({ ...spelling, id });
    for (const code of countries) country.run(id, code);
  }
}

/** A term of any of the three vocabularies; what a kind of term does not have is empty. */
interface Term extends Named {
  slug: string;
  parent?: string | null;
  date?: string;
  countries?: string[];
  places?: string[];
  note?: string;
}

function storeTerms(db: Database, { topics, events, communities }: Authorities): void {
  const vocabularies: Record<string, Term[]> = {
    topic: topics.map(({ scope, ...term }) => ({ ...term, note: scope })),
    event: events,
    community: communities,
  };
  const insert = db.prepare(`
    INSERT OR IGNORE INTO term (vocabulary, slug, parent_id, date, year_min, year_max, note, shipped)
    SELECT @vocabulary, @slug, (SELECT id FROM term WHERE vocabulary = @vocabulary AND slug = @parent), @date, @min, @max, @note, 1
    WHERE NOT ${joined('@vocabulary')}`);
  const idOf = db.prepare<[string, string], number>('SELECT id FROM term WHERE vocabulary = ? AND slug = ?').pluck();
  const label = db.prepare(`
    INSERT OR IGNORE INTO term_label (term_id, lang, label, kind) VALUES (@id, @lang, @name, @kind)`);
  const country = db.prepare('INSERT OR IGNORE INTO term_country (term_id, country) VALUES (?, ?)');
  const place = db.prepare(`
    INSERT OR IGNORE INTO term_place (term_id, place_id) SELECT @id, place.id FROM place WHERE slug = @slug`);
  for (const [vocabulary, terms] of Object.entries(vocabularies)) {
    for (const term of terms) {
      const { min, max } = term.date ? yearSpan(term.date) : { min: null, max: null };
      insert.run({
        vocabulary,
        slug: term.slug,
        parent: term.parent ?? null,
        date: term.date ?? null,
        min,
        max,
        note: term.note ?? null,
      });
      const id = idOf.get(vocabulary, term.slug);
      if (id === undefined) continue;
      for (const spelling of spellings(term)) label.run({ ...spelling, id });
      for (const code of term.countries ?? []) country.run(id, code);
      for (const slug of term.places ?? []) place.run({ id, slug });
    }
  }
}

function storeNameSets(db: Database, sets: Authorities['nameSets']): void {
  const insert = db.prepare('INSERT OR IGNORE INTO name_set (kind, slug, shipped) VALUES (@kind, @slug, 1)');
  const idOf = db.prepare<[string, string], number>('SELECT id FROM name_set WHERE kind = ? AND slug = ?').pluck();
  const spelling = db.prepare('INSERT OR IGNORE INTO name_spelling (set_id, name, lang) VALUES (@id, @name, @lang)');
  const usedFor = db.prepare('INSERT OR IGNORE INTO name_used_for (set_id, other_id) VALUES (?, ?)');
  for (const { kind, slug } of sets) insert.run({ kind, slug });
  for (const { kind, slug, spellings: names, usedFor: others } of sets) {
    const id = idOf.get(kind, slug)!;
    for (const { lang, name } of names) spelling.run({ id, name, lang });
    for (const other of others) usedFor.run(id, idOf.get(kind, other)!);
  }
}

/**
 * The authorities that ship with Kolot, as plain data. What each file says and how it is written: README.md beside this
 * file. `slug` is a permanent name, unique in its file; `parent` is a slug of the same file that stands above.
 */

/** Every authority has a name in each of these. */
export const AUTHORITY_LANGUAGES = ['en', 'fr', 'ar', 'he', 'fa'] as const;
export type AuthorityLanguage = (typeof AUTHORITY_LANGUAGES)[number];

export type Names = Record<AuthorityLanguage, string>;

/** Another name or spelling. `lang` is BCP 47, with the script where it is not the usual one (`ar-Latn`, `jrb-Hebr`). */
export interface Variant {
  lang: string;
  name: string;
}

/** A name of the past, with the calendar years between which it was in official use; null where open or not known. */
export interface HistoricalName extends Variant {
  from: number | null;
  to: number | null;
}

/** In decimal degrees, WGS 84. */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** A country or territory of ISO 3166-1. The coordinates are those of its seat of government, or of its middle. */
export interface CountryAuthority extends Coordinates {
  alpha2: string;
  alpha3: string;
  numeric: string; // three digits, the id of its outline in world-atlas
  names: Names;
  variants: Variant[];
  /** What people write in a column of countries and means this one, though it is a part or a predecessor: never a synonym. */
  understood: Variant[];
}

export const PLACE_KINDS = ['region', 'city', 'town', 'village', 'quarter', 'camp'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export interface PlaceAuthority extends Coordinates {
  slug: string;
  kind: PlaceKind;
  country: string; // alpha-2, today's
  parent: string | null;
  names: Names;
  variants: Variant[];
  historical: HistoricalName[];
  community: boolean; // one of the main communities that testimonies of this archive come from
  geonames: string | null;
}

/** A state or territory of the past. Years are calendar years, inclusive; `countries` are those of today, alpha-2. */
export interface PolityAuthority {
  slug: string;
  from: number;
  to: number;
  countries: string[];
  names: Names;
  variants: Variant[];
}

export interface CommunityAuthority {
  slug: string;
  parent: string | null;
  countries: string[];
  names: Names;
  variants: Variant[];
}

export interface TopicAuthority {
  slug: string;
  parent: string | null;
  names: Names;
  variants: Variant[];
  scope: string; // in English: what belongs here
}

export interface EventAuthority {
  slug: string;
  date: string; // EDTF
  countries: string[];
  places: string[]; // slugs of places
  names: Names;
  variants: Variant[];
  note: string; // in English: what is documented
}

/** One name, or one word of the culture, as it is spelled in three scripts. `usedFor`: slugs of names these communities used for it. */
export interface NameSetAuthority {
  kind: 'given' | 'surname' | 'word';
  slug: string; // unique within its kind
  spellings: Variant[];
  usedFor: string[];
}

/** Everything, in the order of the files: a parent always comes before what stands under it. */
export interface Authorities {
  countries: CountryAuthority[];
  places: PlaceAuthority[];
  polities: PolityAuthority[];
  communities: CommunityAuthority[];
  topics: TopicAuthority[];
  events: EventAuthority[];
  nameSets: NameSetAuthority[];
}

/** A testimony with everything that narrows who may see it, as plain data: made up at random, stored, and judged by the oracle. */
import fc from 'fast-check';
import { ACCESS_LEVELS, type AccessLevel, SCOPES, type Scope } from '../../../server/archive/access.ts';
import type { Database } from '../../../server/db/open.ts';
import { inserter } from '../../insert.ts';

export const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03'] as const;

export interface Stretch {
  part: number; // from 0
  start: number; // milliseconds
  end: number;
}

export interface Spoken {
  transcript: number; // from 0
  part: number;
  start: number | null;
  end: number | null;
  estimated: boolean;
  original: number | null; // its place in `passages`
}

export interface Telling {
  status: 'draft' | 'published';
  access: AccessLevel;
  embargo: { from: string | null; until: string | null; condition: string | null; liftedOn: string | null };
  withdrawnOn: string | null;
  consent: 'none' | 'given' | 'revoked' | 'revoked and given again' | 'given by the narrator alone, revoked';
  rules: { scope: Scope; access: AccessLevel; until: string | null }[];
  grants: { of: 'testimony' | 'collection'; until: string | null }[];
  translates: (number | null)[]; // of each transcript, the one it translates
  passages: Spoken[]; // in the order of their transcripts
  sections: (Stretch & { access: AccessLevel; until: string | null })[];
  redactions: { passage: number | null; time: Stretch | null; madeAt: string }[];
  indexPoints: { part: number; start: number }[];
  assets: {
    kind: 'photograph' | 'document' | 'audio' | 'video' | 'source' | 'agreement';
    part: number | null;
    remote: boolean;
    access: AccessLevel | null;
    until: string | null;
    withdrawnOn: string | null;
  }[];
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const day = fc.constantFrom('2026-02-28', ...DAYS, '2026-03-04');
const level = fc.constantFrom(...ACCESS_LEVELS);
const mostlyOpen = fc.oneof(
  { weight: 5, arbitrary: fc.constant<AccessLevel>('public') },
  { weight: 3, arbitrary: level },
);
const time = fc.integer({ min: 0, max: 9 }).map((second) => second * 1000);
const part = fc.constantFrom(0, 0, 1);
const stretch = fc
  .record({ part, start: time, length: fc.constantFrom(500, 1000, 2500) })
  .map(({ length, ...at }) => ({ ...at, end: at.start + length }));

/** Up to three transcripts of up to four passages; a translation points to passages of what it translates. */
const words = fc
  .array(
    fc.record({
      translates: fc.constantFrom(null, 0),
      passages: fc.array(
        fc.record({
          part,
          start: maybe(time),
          length: maybe(fc.constantFrom(500, 1000, 2500)),
          estimated: fc.boolean(),
          original: maybe(fc.nat()),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((transcripts) => {
    const passages: Spoken[] = [];
    const first = transcripts[0]!.passages.length;
    transcripts.forEach(({ passages: some, translates }, transcript) => {
      const isTranslation = transcript > 0 && translates === 0 && first > 0;
      for (const { length, original, ...spoken } of some) {
        passages.push({
          ...spoken,
          transcript,
          end: spoken.start === null || length === null ? null : spoken.start + length,
          estimated: spoken.estimated && spoken.start !== null,
          original: isTranslation && original !== null ? original % first : null,
        });
      }
    });
    return { translates: transcripts.map(({ translates }, at) => (at > 0 ? translates : null)), passages };
  });

export const telling: fc.Arbitrary<Telling> = words.chain(({ translates, passages }) =>
  fc.record({
    status: fc.oneof(
      { weight: 9, arbitrary: fc.constant('published' as const) },
      { weight: 1, arbitrary: fc.constant('draft' as const) },
    ),
    access: mostlyOpen,
    embargo: fc.record({
      from: seldom(day),
      until: seldom(day),
      condition: seldom(fc.constant('until her death')),
      liftedOn: maybe(day),
    }),
    withdrawnOn: seldom(day),
    consent: fc.constantFrom<Telling['consent']>(
      'none',
      'given',
      'given',
      'revoked',
      'revoked and given again',
      'given by the narrator alone, revoked',
    ),
    rules: fc.uniqueArray(fc.record({ scope: fc.constantFrom(...SCOPES), access: level, until: seldom(day) }), {
      selector: ({ scope }) => scope,
      maxLength: 2,
    }),
    grants: fc.array(
      fc.record({ of: fc.constantFrom('testimony' as const, 'collection' as const), until: maybe(day) }),
      {
        maxLength: 2,
      },
    ),
    translates: fc.constant(translates),
    passages: fc.constant(passages),
    sections: fc.array(
      fc.tuple(stretch, level, seldom(day)).map(([at, access, until]) => ({ ...at, access, until })),
      { maxLength: 2 },
    ),
    redactions: fc
      .array(
        fc.record({
          passage: passages.length ? maybe(fc.nat({ max: passages.length - 1 })) : fc.constant(null),
          time: maybe(stretch),
          madeAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
        }),
        { maxLength: 3 },
      )
      .map((made) => made.filter(({ passage, time: at }) => passage !== null || at !== null)),
    indexPoints: fc.array(fc.record({ part, start: time }), { maxLength: 3 }),
    assets: fc.array(
      fc.record({
        kind: fc.constantFrom('photograph', 'document', 'audio', 'video', 'source', 'agreement'),
        part: maybe(part),
        remote: fc.constantFrom(false, false, true),
        access: maybe(level),
        until: seldom(day),
        withdrawnOn: seldom(day),
      }),
      { maxLength: 4 },
    ),
  }),
);

/** Ids of what was stored, in the order of the telling. */
export interface Stored {
  id: number;
  parts: number[];
  passages: number[];
  indexPoints: number[];
  assets: number[];
}

export const PEOPLE = { narrator: 1, interviewer: 2 };
export const ACCOUNTS = {
  reader: 11,
  granted: 12,
  giver: 13,
  translator: 14,
  coordinator: 15,
  archivist: 16,
  administrator: 17,
};

/** Accounts and people that every telling shares. */
export function storeCast(db: Database): void {
  const account = db.prepare('INSERT INTO account (id, email, name, role, password_hash) VALUES (?, ?, ?, ?, ?)');
  for (const [name, id] of Object.entries(ACCOUNTS)) {
    const role = name === 'granted' || name === 'giver' ? 'reader' : name;
    account.run(id, `${name}@example.org`, name, role, '-');
  }
  const person = db.prepare('INSERT INTO person (id, slug, name, sort_name) VALUES (?, ?, ?, ?)');
  for (const [name, id] of Object.entries(PEOPLE)) person.run(id, name, name, name);
  db.prepare("INSERT INTO collection (id, slug) VALUES (1, 'collection')").run();
}

export function store(db: Database, told: Telling): Stored {
  const insert = inserter(db);
  const id = insert('testimony', {
    accession: `K-${db.prepare('SELECT count(*) FROM testimony').pluck().get()}`,
    form: 'interview',
    title: 'A testimony',
    collection_id: 1,
    status: told.status,
    access: told.access,
    embargo_from: told.embargo.from,
    embargo_until: told.embargo.until,
    embargo_condition: told.embargo.condition,
    embargo_lifted_on: told.embargo.liftedOn,
    withdrawn_on: told.withdrawnOn,
  });
  for (const [role, person] of Object.entries(PEOPLE)) {
    insert('testimony_person', { testimony_id: id, person_id: person, role });
  }
  insert('giver', { testimony_id: id, account_id: ACCOUNTS.giver });
  for (const { of, until } of told.grants) {
    insert('access_grant', {
      account_id: ACCOUNTS.granted,
      testimony_id: of === 'testimony' ? id : null,
      collection_id: of === 'collection' ? 1 : null,
      until,
    });
  }
  const agreement = (revoked: boolean, person: number | null) => {
    const kind = insert('agreement', { testimony_id: id, kind: 'deed', revoked_on: revoked ? '2026-01-01' : null });
    insert('agreement_party', {
      agreement_id: kind,
      person_id: person,
      capacity: person === null ? 'everyone' : 'narrator',
    });
  };
  if (told.consent.startsWith('revoked') || told.consent.endsWith('revoked')) agreement(true, null);
  if (told.consent === 'given' || told.consent === 'revoked and given again') agreement(false, null);
  if (told.consent.startsWith('given by the narrator')) agreement(false, PEOPLE.narrator);
  for (const { scope, access, until } of told.rules) {
    insert('access_rule', { testimony_id: id, scope, access, embargo_until: until });
  }
  const session = insert('session', { testimony_id: id });
  const parts = [1, 2].map((position) => insert('part', { session_id: session, testimony_id: id, position }));
  const transcripts: number[] = [];
  told.translates.forEach((translates, at) => {
    transcripts.push(
      insert('transcript', {
        testimony_id: id,
        lang: ['en', 'ar', 'he'][at]!,
        original_id: translates === null ? null : transcripts[translates]!,
      }),
    );
  });
  const passages: number[] = [];
  const positions = transcripts.map(() => 0);
  for (const spoken of told.passages) {
    positions[spoken.transcript]! += 1;
    passages.push(
      insert('passage', {
        public_id: `p${id}-${passages.length}`,
        transcript_id: transcripts[spoken.transcript]!,
        part_id: parts[spoken.part]!,
        position: positions[spoken.transcript]!,
        start_ms: spoken.start,
        end_ms: spoken.end,
        estimated: spoken.estimated ? 1 : 0,
        text: 'What was said there.',
        original_id: spoken.original === null ? null : passages[spoken.original]!,
      }),
    );
  }
  for (const { part, start, end, access, until } of told.sections) {
    insert('section', {
      testimony_id: id,
      part_id: parts[part]!,
      start_ms: start,
      end_ms: end,
      access,
      embargo_until: until,
    });
  }
  for (const { passage, time: at, madeAt } of told.redactions) {
    insert('redaction', {
      testimony_id: id,
      passage_id: passage === null ? null : passages[passage]!,
      char_start: passage === null ? null : 5,
      char_end: passage === null ? null : 8,
      part_id: at === null ? null : parts[at.part]!,
      start_ms: at?.start ?? null,
      end_ms: at?.end ?? null,
      made_at: madeAt,
    });
  }
  return {
    id,
    parts,
    passages,
    indexPoints: told.indexPoints.map(({ part, start }, position) =>
      insert('index_point', { testimony_id: id, part_id: parts[part]!, position, start_ms: start }),
    ),
    assets: told.assets.map((asset, at) =>
      insert('asset', {
        public_id: `a${id}-${at}`,
        testimony_id: id,
        part_id: asset.part === null ? null : parts[asset.part]!,
        kind: asset.kind,
        sha256: asset.remote ? null : 'f'.repeat(64),
        remote_url: asset.remote ? 'https://example.org/sound.mp3' : null,
        access: asset.access,
        embargo_until: asset.until,
        withdrawn_on: asset.withdrawnOn,
      }),
    ),
  };
}

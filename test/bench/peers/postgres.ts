import { join } from 'node:path';
import pg from 'pg';
import type { Archive } from '../../../server/archive/archive.ts';
import type { Filters } from '../../../server/search/engine.ts';
import { aboutTestimonies } from './about.ts';
import { type OpenPeer, type Question, texts, wordsOf } from './peer.ts';
import { postgresBinaries, startPostgres } from './postgres-server.ts';
import { family, memoryOf } from './resources.ts';

const SETTINGS = {
  shared_buffers: '512MB',
  work_mem: '128MB',
  maintenance_work_mem: '512MB',
  max_wal_size: '4GB',
  jit: 'off',
};
const STARTS_WITHIN = 30_000; // milliseconds
const AT_ONCE = 20; // testimonies an INSERT

/** Full-text search of PostgreSQL: GIN over one tsvector a testimony, facet counts, and the twenty ranked highest. */
export const postgres: OpenPeer = async ({ archive, folder, testimonies }) => {
  const binaries = postgresBinaries();
  if (!binaries) return { absent: 'there is no initdb and postgres on the PATH or in /usr/lib/postgresql.' };
  const server = await startPostgres(binaries, join(folder, 'postgres'), SETTINGS);
  const client = await connected(server.port).catch(async (error) => {
    await server.stop();
    throw error;
  });
  const [{ version }] = (await client.query<{ version: string }>("SELECT current_setting('server_version') AS version"))
    .rows as [{ version: string }];
  return {
    version,
    notes: [
      'eight facets, each under all filters; no passages; of two plans, with and without sequential scans, the faster one of each class',
      'configuration “simple”; a tsvector keeps 256 places a word, so that some phrases are not found',
    ],
    testimonies,
    build: () => build(client, archive),
    before: (questions) => choosePlan(client, questions),
    search: (question) => search(client, question),
    async bytes() {
      const { rows } = await client.query<{ bytes: string }>(
        "SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
      );
      return Number(rows[0]!.bytes);
    },
    memory: () => memoryOf(family(server.pid)),
    names: (spellings) => namesIn(client, spellings),
    async close() {
      await client.end().catch(() => {});
      await server.stop();
    },
  };
};

async function connected(port: number): Promise<pg.Client> {
  for (const until = Date.now() + STARTS_WITHIN; ; ) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'bench', database: 'postgres' });
    client.on('error', () => {}); // the cluster may end first
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function build(client: pg.Client, archive: Archive): Promise<void> {
  await client.query(`
    CREATE TABLE testimony (id int PRIMARY KEY, lang text, form text, generation text, collection text, recorded int, words tsvector);
    CREATE TABLE departure (testimony_id int, country text, place int, year_min int, year_max int);
    CREATE TABLE term (testimony_id int, slug text)`);
  const about = aboutTestimonies(archive.db);
  let batch: { id: number; text: string }[] = [];
  const store = async () => {
    const column = (name: 'lang' | 'form' | 'generation' | 'collection' | 'recorded') =>
      batch.map(({ id }) => about.get(id)![name]);
    await client.query(
      `INSERT INTO testimony
      SELECT id, lang, form, generation, collection, recorded, to_tsvector('simple', words)
      FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[])
        AS given (id, lang, form, generation, collection, recorded, words)`,
      [
        batch.map(({ id }) => id),
        column('lang'),
        column('form'),
        column('generation'),
        column('collection'),
        column('recorded'),
        batch.map(({ text }) => text),
      ],
    );
    const left = batch.flatMap(({ id }) => about.get(id)!.departures.map((departure) => ({ id, ...departure })));
    await client.query(
      'INSERT INTO departure SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[])',
      [
        left.map(({ id }) => id),
        left.map(({ country }) => country),
        left.map(({ place }) => place),
        left.map(({ from }) => from),
        left.map(({ to }) => to),
      ],
    );
    const terms = batch.flatMap(({ id }) => about.get(id)!.terms.map((slug) => ({ id, slug })));
    await client.query('INSERT INTO term SELECT * FROM unnest($1::int[], $2::text[])', [
      terms.map(({ id }) => id),
      terms.map(({ slug }) => slug),
    ]);
    batch = [];
  };
  for (const one of texts(archive)) {
    batch.push(one);
    if (batch.length === AT_ONCE) await store();
  }
  if (batch.length) await store();
  await client.query('CREATE INDEX ON testimony USING gin (words)');
  await client.query('CREATE INDEX ON departure (testimony_id); CREATE INDEX ON term (testimony_id)');
  await client.query('VACUUM ANALYZE');
}

/** Tries the first queries of a class with and without sequential scans, and leaves the faster on. */
async function choosePlan(client: pg.Client, questions: readonly Question[]): Promise<void> {
  const times: [string, number][] = [];
  for (const plan of ['on', 'off']) {
    await client.query(`SET enable_seqscan = ${plan}`);
    const tried = questions.slice(0, 4);
    for (const question of tried.slice(0, 1)) await search(client, question);
    const begun = performance.now();
    for (const question of tried) await search(client, question);
    times.push([plan, performance.now() - begun]);
  }
  const [[fastest]] = times.sort((a, b) => a[1] - b[1]) as [[string, number]];
  await client.query(`SET enable_seqscan = ${fastest}`);
}

async function search(client: pg.Client, { text, filters }: Question): Promise<number> {
  const { where, values } = conditions(text, filters);
  const counts = await client.query<{ facet: string; count: string }>(
    `WITH found AS MATERIALIZED (SELECT id, lang, form, generation, collection, recorded FROM testimony ${where})
    SELECT 'all' AS facet, '' AS value, count(*) FROM found
    UNION ALL SELECT 'lang', lang, count(*) FROM found GROUP BY lang
    UNION ALL SELECT 'form', form, count(*) FROM found GROUP BY form
    UNION ALL SELECT 'generation', generation, count(*) FROM found GROUP BY generation
    UNION ALL SELECT 'collection', collection, count(*) FROM found GROUP BY collection
    UNION ALL SELECT 'recorded', recorded::text, count(*) FROM found GROUP BY recorded
    UNION ALL SELECT 'country', country, count(DISTINCT testimony_id) FROM found JOIN departure ON testimony_id = id GROUP BY country
    UNION ALL SELECT 'year', year_min::text, count(DISTINCT testimony_id) FROM found JOIN departure ON testimony_id = id GROUP BY year_min
    UNION ALL SELECT 'term', slug, count(DISTINCT testimony_id) FROM found JOIN term ON testimony_id = id GROUP BY slug`,
    values,
  );
  const order = text === '' ? 'id' : 'ts_rank(words, $1::tsquery) DESC';
  await client.query(`SELECT id FROM testimony ${where} ORDER BY ${order} LIMIT 20`, values);
  return Number(counts.rows.find(({ facet }) => facet === 'all')!.count);
}

function conditions(text: string, filters: Filters | null): { where: string; values: unknown[] } {
  const all: string[] = [];
  const values: unknown[] = [];
  const bound = (value: unknown) => `$${values.push(value)}`;
  if (text !== '') all.push(`words @@ ${bound(tsquery(text))}::tsquery`);
  if (filters) {
    all.push(`EXISTS (SELECT 1 FROM departure WHERE testimony_id = testimony.id AND country = ANY (${bound(filters.facets.country)}::text[])
      AND year_min <= ${bound(filters.yearTo)} AND year_max >= ${bound(filters.yearFrom)})`);
    all.push(
      `EXISTS (SELECT 1 FROM term WHERE testimony_id = testimony.id AND slug = ANY (${bound(filters.facets.topic)}::text[]))`,
    );
  }
  return { where: all.length ? `WHERE ${all.join(' AND ')}` : '', values };
}

/** https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY */
function tsquery(text: string): string {
  const quote = (word: string) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  return wordsOf(text)
    .map(({ kind, text: word }) => {
      if (kind === 'phrase') return word.split(' ').map(quote).join(' <-> ');
      return kind === 'prefix' ? `${quote(word)}:*` : quote(word);
    })
    .join(' & ');
}

async function namesIn(
  client: pg.Client,
  spellings: readonly string[],
): Promise<(spelling: string) => Promise<number[]>> {
  await client.query('CREATE TABLE spelling (id int, words tsvector)');
  await client.query(
    "INSERT INTO spelling SELECT id, to_tsvector('simple', words) FROM unnest($1::int[], $2::text[]) AS given (id, words)",
    [spellings.map((_, at) => at), spellings],
  );
  return async (spelling) => {
    const { rows } = await client.query<{ id: number }>(
      "SELECT id FROM spelling WHERE words @@ plainto_tsquery('simple', $1)",
      [spelling],
    );
    return rows.map(({ id }) => id);
  };
}

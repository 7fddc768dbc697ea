/** The queue of what came in: who waits for whom, since when, and whose work it is. */
import type { Database } from '../../db/open.ts';
import { referenceOf, type SubmissionKind, type SubmissionState } from './submission.ts';

export interface QueueLine {
  id: number;
  reference: string;
  kind: SubmissionKind;
  state: SubmissionState;
  lang: string;
  /** What it is called: its title, or who tells it; of a question or a concern how it begins. Null where nothing was said. */
  title: string | null;
  /** Who sent it. */
  from: string | null;
  country: string | null; // in the family's own words
  ownerId: number | null;
  owner: string | null;
  accession: string | null;
  stateSince: string;
  submittedAt: string | null;
  /** Whose turn it is. A family that has answered waits for the archive again. */
  waitsFor: 'archive' | 'family' | 'nobody';
  answered: boolean; // the family has written since the archive asked
  overdue: boolean;
}

export const QUEUE_VIEWS = [
  'open',
  'new',
  'mine',
  'unclaimed',
  'answered',
  'family',
  'overdue',
  'done',
  'all',
] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export interface QueueFilter {
  view: QueueView;
  state?: SubmissionState | null;
  kind?: SubmissionKind | null;
  lang?: string | null;
  country?: string | null;
  owner?: number | null;
  words?: string | null; // letters of a title, a name, a reference
}

/** Bound by every statement here: who looks, and before which moment something has waited too long. */
interface Looking {
  account: number;
  late: string;
}

/** What waits for nobody any more. */
const DONE = `('published', 'returned', 'withdrawn', 'answered')`;

/** A row a submission that was sent, with what the views and filters ask for. Drafts are the family's alone. */
const QUEUE = `
  WITH queue AS (
    SELECT submission.id, kind, state, submission.lang, owner_id AS ownerId, account.name AS owner, accession, state_since AS stateSince,
      submitted_at AS submittedAt,
      coalesce(
        (SELECT nullif(json_extract(answers, '$.title'), '') FROM submission_step
          WHERE submission_id = submission.id AND step = 'story'),
        (SELECT nullif(json_extract(answers, '$.narrators[0].name'), '') FROM submission_step
          WHERE submission_id = submission.id AND step = 'who'),
        (SELECT nullif(substr(json_extract(answers, '$.text'), 1, 120), '') FROM submission_step
          WHERE submission_id = submission.id AND step = 'concern'),
        (SELECT nullif(json_extract(answers, '$.whose'), '') FROM submission_step
          WHERE submission_id = submission.id AND step = 'tape')) AS title,
      (SELECT coalesce(name, email, phone) FROM submission_person WHERE submission_id = submission.id AND removed_at IS NULL
        ORDER BY id LIMIT 1) AS "from",
      (SELECT nullif(json_extract(answers, '$.country'), '') FROM submission_step
        WHERE submission_id = submission.id AND step = 'from') AS country,
      EXISTS (SELECT 1 FROM submission_message WHERE submission_id = submission.id AND from_archive = 0
        AND id > coalesce((SELECT max(id) FROM submission_message AS asked
          WHERE asked.submission_id = submission.id AND from_archive = 1), 0)) AS answered
    FROM submission LEFT JOIN account ON account.id = owner_id LEFT JOIN testimony ON testimony.id = submission.testimony_id
    WHERE state <> 'draft' AND erased_at IS NULL
  ), line AS (
    SELECT *, CASE WHEN answered AND state NOT IN ('withdrawn') THEN 'archive' WHEN state IN ${DONE} THEN 'nobody'
      WHEN state IN ('needs answer', 'with the narrator') THEN 'family' ELSE 'archive' END AS waitsFor
    FROM queue
  ), looked AS (
    SELECT *, waitsFor <> 'nobody' AND stateSince < @late AS overdue FROM line
  )`;

const VIEW: Record<QueueView, string> = {
  open: "waitsFor <> 'nobody'",
  new: "state = 'submitted'",
  mine: "ownerId = @account AND waitsFor <> 'nobody'",
  unclaimed: "ownerId IS NULL AND waitsFor <> 'nobody'",
  answered: 'answered',
  family: "waitsFor = 'family'",
  overdue: 'overdue',
  done: "waitsFor = 'nobody'",
  all: '1',
};

/** What the queue has for a filter, the longest waiting first; `limit` of them after the first `skip`. */
export function queue(
  db: Database,
  looking: Looking,
  filter: QueueFilter,
  { limit, skip }: { limit: number; skip: number },
): { total: number; lines: QueueLine[] } {
  const values = {
    ...looking,
    state: filter.state ?? null,
    kind: filter.kind ?? null,
    lang: filter.lang ?? null,
    country: filter.country || null,
    owner: filter.owner ?? null,
    words: filter.words?.trim().toLowerCase() || null,
    number: Number(/^s-?0*(\d+)$/i.exec(filter.words?.trim() ?? '')?.[1] ?? 0),
  };
  const where = `WHERE ${VIEW[filter.view]} AND (@state IS NULL OR state = @state) AND (@kind IS NULL OR kind = @kind)
    AND (@lang IS NULL OR lang = @lang) AND (@country IS NULL OR country = @country) AND (@owner IS NULL OR ownerId = @owner)
    AND (@words IS NULL OR id = @number OR instr(lower(coalesce(title, '') || ' ' || coalesce("from", '') || ' ' ||
      coalesce(accession, '')), @words) > 0)`;
  const total = db.prepare<unknown[], number>(`${QUEUE} SELECT count(*) FROM looked ${where}`).pluck().get(values)!;
  const lines = db
    .prepare<unknown[], Omit<QueueLine, 'reference' | 'answered' | 'overdue'> & { answered: number; overdue: number }>(`
      ${QUEUE} SELECT * FROM looked ${where} ORDER BY stateSince, id LIMIT @limit OFFSET @skip`)
    .all({ ...values, limit, skip })
    .map((row) => ({
      ...row,
      reference: referenceOf(row.id),
      answered: row.answered === 1,
      overdue: row.overdue === 1,
    }));
  return { total, lines };
}

export type QueueCounts = Record<Exclude<QueueView, 'done' | 'all'>, number>;

/** How many wait in each view. */
export function queueCounts(db: Database, looking: Looking): QueueCounts {
  const counted = (['open', 'new', 'mine', 'unclaimed', 'answered', 'family', 'overdue'] as const).map(
    (view) => `coalesce(sum(coalesce(${VIEW[view]}, 0)), 0) AS ${view}`,
  );
  return db.prepare<unknown[], QueueCounts>(`${QUEUE} SELECT ${counted.join(', ')} FROM looked`).get(looking)!;
}

/** What the queue can be narrowed to: languages, countries as families wrote them, those who have claimed something. */
export function queueChoices(db: Database): {
  languages: string[];
  countries: string[];
  owners: { id: number; name: string }[];
} {
  return {
    languages: db
      .prepare<[], string>("SELECT DISTINCT lang FROM submission WHERE state <> 'draft' ORDER BY lang")
      .pluck()
      .all(),
    countries: db
      .prepare<[], string>(`
        SELECT DISTINCT json_extract(answers, '$.country') AS country FROM submission_step
          JOIN submission ON submission.id = submission_id
        WHERE step = 'from' AND country <> '' AND state <> 'draft' ORDER BY country`)
      .pluck()
      .all(),
    owners: db
      .prepare<[], { id: number; name: string }>(`
        SELECT id, name FROM account WHERE role IN ('archivist', 'administrator') AND disabled_at IS NULL
          AND confirmed_at IS NOT NULL ORDER BY name COLLATE NOCASE`)
      .all(),
  };
}

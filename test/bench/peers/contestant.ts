/** One contestant in a process of its own, so that its memory is its own: `contestant.ts NAME ARCHIVE FOLDER TESTIMONIES`. */

import type { NameLine } from '../../../scripts/names/read.ts';
import { type Archive, openArchive } from '../../../server/archive/archive.ts';
import { seconds, type Times, timeEach, timesOf } from '../measure.ts';
import type { QueryClass } from '../queries.ts';
import { benchFilters } from '../request.ts';
import { PEERS } from './entrants.ts';
import { type Peer, preparing } from './peer.ts';

export type ToContestant =
  | { kind: 'build' }
  | { kind: 'search'; classes: QueryClass[] }
  | { kind: 'names'; lines: NameLine[] }
  | { kind: 'close' };

export interface Built {
  version: string;
  testimonies: number;
  seconds: number;
  bytes: number;
}
export interface Searched {
  classes: (Times & { name: string; found: number })[];
  memory: number; // bytes
  notes: string[];
}
export interface NamesFound {
  pairs: number; // ordered pairs of spellings of one line
  right: number; // of them found
  found: number; // pairs found in the list
}
export type FromContestant =
  | { kind: 'absent'; why: string }
  | { kind: 'ready' | 'closed' }
  | ({ kind: 'built' } & Built)
  | ({ kind: 'searched' } & Searched)
  | ({ kind: 'named' } & NamesFound)
  | { kind: 'failed'; message: string };

const WARM = 2; // queries of a class, asked before the clock runs

async function build(peer: Peer): Promise<FromContestant> {
  const [took] = await seconds(() => peer.build());
  const { version, testimonies } = peer;
  return { kind: 'built', version, testimonies, seconds: took - preparing.ms / 1000, bytes: await peer.bytes() };
}

async function search(peer: Peer, { db }: Archive, classes: readonly QueryClass[]): Promise<FromContestant> {
  const filters = benchFilters(db);
  const searched: Searched['classes'] = [];
  for (const { name, queries, filtered } of classes) {
    const questions = queries.map((text) => ({ text, filters: filtered ? filters : null }));
    await peer.before?.(questions);
    for (const question of questions.slice(0, WARM)) await peer.search(question);
    let found = 0;
    const times = await timeEach(questions, async (question) => {
      found += await peer.search(question);
    });
    searched.push({ name, found: Math.round(found / Math.max(1, questions.length)), ...timesOf(times) });
  }
  return { kind: 'searched', classes: searched, memory: await peer.memory(), notes: peer.notes };
}

async function names(peer: Peer, lines: readonly NameLine[]): Promise<FromContestant> {
  const all = lines.flatMap(({ spellings }, line) => spellings.map((spelling) => ({ line, spelling })));
  const ask = await peer.names(all.map(({ spelling }) => spelling));
  const counted: NamesFound = { pairs: 0, right: 0, found: 0 };
  for (const [at, { line, spelling }] of all.entries()) {
    const found = new Set(await ask(spelling));
    found.delete(at);
    counted.pairs += lines[line]!.spellings.length - 1;
    counted.found += found.size;
    counted.right += [...found].filter((other) => all[other]!.line === line).length;
  }
  return { kind: 'named', ...counted };
}

async function main([name = '', folderOfArchive = '', folder = '', testimonies = '']: string[]): Promise<void> {
  const say = (message: FromContestant) => process.send!(message);
  const archive = openArchive(folderOfArchive);
  const peer = await PEERS[name]!({ archive, folder, testimonies: Number(testimonies) });
  if ('absent' in peer) {
    say({ kind: 'absent', why: peer.absent });
    process.disconnect();
    return;
  }
  const close = async () => {
    await peer.close();
    archive.db.close();
  };
  const answer = async (asked: ToContestant): Promise<FromContestant> => {
    if (asked.kind === 'build') return build(peer);
    if (asked.kind === 'search') return search(peer, archive, asked.classes);
    if (asked.kind === 'names') return names(peer, asked.lines);
    await close();
    return { kind: 'closed' };
  };
  process.on('message', (asked: ToContestant) => {
    answer(asked).then(say, (error: Error) => say({ kind: 'failed', message: error.message }));
  });
  // Told to end, or left alone: what it started goes with it.
  for (const sign of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
    process.once(sign, () => {
      const leave = () => process.exit(0);
      close().then(leave, leave);
    });
  }
  say({ kind: 'ready' });
}

await main(process.argv.slice(2));

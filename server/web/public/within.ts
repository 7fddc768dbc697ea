/** What is found within one testimony: the passages that answer, and the words to mark. */
import type { Chapter } from '../../archive/chapter.ts';
import { chapterAt } from '../../archive/chapter.ts';
import { eachMomentOnce } from '../../archive/moment.ts';
import { type Passage, passagesById, passagesOfTranscript } from '../../archive/passage.ts';
import type { TestimonyPage, TranscriptShown } from '../../archive/testimony-page.ts';
import { testimoniesOpenedTo, type Viewer } from '../../archive/viewer.ts';
import type { Corrected, WithinAnswer } from '../../search/engine.ts';
import { wantedOf } from '../../search/find.ts';
import type { Wanted } from '../../search/highlight.ts';
import { leftOut } from '../../search/left-out.ts';
import { parse } from '../../search/query.ts';
import { spelledBy, spelledOtherwise } from '../../search/why.ts';
import type { SpellingsAsked } from '../search-query.ts';
import type { Site } from '../site.ts';

/** A passage that answers, of the text that is read: itself, or by the translation beside it. */
export interface MatchWithin {
  number: number; // from 1, in the order of the text
  publicId: string;
  startMs: number | null;
  chapter: number;
}

/** Another text of the testimony that has matches which the one read has not. */
export interface Elsewhere {
  lang: string;
  count: number; // of its matches, as its own page counts them
}

export interface Within {
  wanted: Wanted;
  matches: MatchWithin[]; // those of one moment once
  elsewhere: Elsewhere[]; // most first
  also: string[]; // how words asked for are spelled there beside as typed
  corrected: Corrected[];
}

export interface Reading {
  page: TestimonyPage;
  transcript: TranscriptShown;
  beside: TranscriptShown | null;
  chapters: Chapter[];
}

/** None while the index may still know words that are withheld by now. */
export async function searchWithin(
  { archive: { db }, engine }: Site,
  viewer: Viewer,
  { page, transcript, beside, chapters }: Reading,
  asked: { q: string; spellings: SpellingsAsked },
): Promise<Within> {
  if (leftOut(db, engine, viewer.today).includes(page.id))
    return { wanted: NOTHING, matches: [], elsewhere: [], also: [], corrected: [] };
  const who = { reach: viewer.reach, ...testimoniesOpenedTo(db, viewer) };
  const answer = await engine.within(page.id, parse(asked.q), who, asked.spellings);
  const found = passagesById(db, viewer, answer.passages);
  const answering = found.filter((passage) => passage.transcriptId === transcript.id);
  const besides = beside ? found.filter((passage) => passage.transcriptId === beside.id) : [];
  const read = onceEach(besides.length ? withBeside(db, viewer, transcript, answering, besides) : answering);
  const wanted = wantedOf(answer);
  return {
    wanted,
    also: otherSpellings(read.length ? [...answering, ...besides] : [], wanted, answer),
    corrected: answer.corrected,
    elsewhere: elsewhere(page.transcripts, transcript, found, read),
    matches: read.map(({ publicId, startMs, position }, at) => ({
      number: at + 1,
      publicId,
      startMs,
      chapter: chapterAt(chapters, position)?.number ?? 1,
    })),
  };
}

function onceEach(passages: Passage[]): (Passage & { moment: number })[] {
  return eachMomentOnce(passages.map((passage) => ({ ...passage, moment: originalOf(passage) })));
}

/** The other texts in which moments answer that cannot be come to in the one that is read. */
function elsewhere(
  texts: readonly TranscriptShown[],
  reading: TranscriptShown,
  found: Passage[],
  read: readonly { moment: number }[],
): Elsewhere[] {
  const here = new Set(read.map(({ moment }) => moment));
  return texts
    .filter(({ id }) => id !== reading.id)
    .map(({ id, lang }) => ({ lang, all: onceEach(found.filter(({ transcriptId }) => transcriptId === id)) }))
    .filter(({ all }) => all.some(({ moment }) => !here.has(moment)))
    .map(({ lang, all }) => ({ lang, count: all.length }))
    .sort((one, other) => other.count - one.count);
}

const MOST_SPELLINGS = 12;

/** The spellings in these passages that words asked for were widened to, each as it first stands there. */
function otherSpellings(passages: Passage[], wanted: Wanted, answer: WithinAnswer): string[] {
  const spelled = spelledBy({ alsoSpelled: answer.alsoSpelled, corrected: [] });
  const also = new Set<string>();
  for (const { text } of passages) {
    for (const { found } of spelledOtherwise(text, wanted, spelled)) also.add(found);
    if (also.size >= MOST_SPELLINGS) break;
  }
  return [...also].slice(0, MOST_SPELLINGS);
}

/** The passages that answer, and those whose counterpart beside them does, in the order of the text. */
function withBeside(
  db: Site['archive']['db'],
  viewer: Viewer,
  transcript: TranscriptShown,
  answering: Passage[],
  besides: Passage[],
): Passage[] {
  const own = new Set(answering.map(({ id }) => id));
  const theirs = new Set(besides.map(originalOf));
  return passagesOfTranscript(db, viewer, transcript.id).filter(
    (passage) => own.has(passage.id) || theirs.has(originalOf(passage)),
  );
}

/** The passage of the original that this one is, or translates. */
export function originalOf(passage: Passage): number {
  return passage.originalId ?? passage.id;
}

const NOTHING: Wanted = { terms: new Set(), prefixes: [], phrases: [] };

/** The match to read: the one asked for, the one cited, else the first of the chapter that is open, or after it. */
export function matchRead(
  { matches }: Within,
  asked: { match: number | null; cite: string | null; chapter: number },
): MatchWithin | null {
  return (
    matches.find(({ number }) => number === asked.match) ??
    matches.find(({ publicId }) => publicId === asked.cite) ??
    matches.find(({ chapter }) => chapter >= asked.chapter) ??
    matches.at(-1) ??
    null
  );
}

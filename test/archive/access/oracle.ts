/**
 * Who may see what, worked out the slow and plain way over the data of a telling: no SQL, and nothing of the archive's own
 * rule but its words (DESIGN.md, section 5).
 */
import type { Scope } from '../../../server/archive/access.ts';
import type { Spoken, Stretch, Telling } from './telling.ts';

const STAFF_AND_GIVER = 3;
const STAFF = 4;

function closedBy(access: string, until: string | null, today: string): number {
  if (until !== null && until > today) return STAFF_AND_GIVER;
  return ['public', 'registered', 'restricted', 'closed'].indexOf(access);
}

function isShut(told: Telling, today: string): boolean {
  const { from, until, condition, liftedOn } = told.embargo;
  const begun = from === null || from <= today;
  const holds = (until !== null && until > today) || (condition !== null && liftedOn === null);
  const takenBack = told.consent === 'revoked' || told.consent === 'given by the narrator alone, revoked';
  return (
    told.status === 'draft' || told.withdrawnOn !== null || told.access === 'closed' || (begun && holds) || takenBack
  );
}

function ruleOf(told: Telling, scope: Scope, today: string): number {
  const rule = told.rules.find((one) => one.scope === scope);
  return rule ? closedBy(rule.access, rule.until, today) : 0;
}

export function audienceOfScope(told: Telling, scope: Scope, today: string): number {
  const parts = [
    isShut(told, today) ? STAFF_AND_GIVER : 0,
    ruleOf(told, 'description', today),
    ruleOf(told, scope, today),
  ];
  if (scope !== 'description' && scope !== 'names') parts.push(closedBy(told.access, null, today));
  return Math.max(...parts);
}

export function audienceOfAsset(told: Telling, at: number, today: string): number {
  const asset = told.assets[at]!;
  if (asset.kind === 'source' || asset.kind === 'agreement') return STAFF;
  const scopes: Scope[] = {
    photograph: ['picture' as const],
    document: ['picture' as const, 'transcript' as const],
    audio: ['sound' as const],
    video: ['sound' as const, 'picture' as const],
  }[asset.kind];
  const parts = scopes.map((scope) => audienceOfScope(told, scope, today));
  if (asset.withdrawnOn !== null) parts.push(STAFF_AND_GIVER);
  parts.push(closedBy(asset.access ?? 'public', asset.until, today));
  const recording = asset.kind === 'audio' || asset.kind === 'video';
  if (recording && (asset.remote || asset.part === null)) {
    // It cannot be silenced where it should be.
    const within = (part: number) => asset.part === null || asset.part === part;
    for (const section of told.sections) {
      if (within(section.part)) parts.push(closedBy(section.access, section.until, today));
    }
    if (stretches(told).some(({ part }) => within(part))) parts.push(STAFF_AND_GIVER);
  }
  return Math.max(...parts);
}

const together = (one: { start: number; end: number }, other: { start: number; end: number }) =>
  one.start < other.end && one.end > other.start;

const sameTranscript = (told: Telling, passage: Spoken) =>
  told.passages.filter(({ transcript }) => transcript === passage.transcript);

/** The longest a passage may last, by the times that were read and not worked out. */
function lasting(told: Telling, passage: Spoken): Stretch | null {
  if (passage.start === null) return null;
  const all = sameTranscript(told, passage);
  const at = all.indexOf(passage);
  const sure = (other: Spoken) => other.part === passage.part && !other.estimated && other.start !== null;
  const before = all.slice(0, at).findLast((other) => sure(other) && other.start! < passage.start!);
  const after = all.slice(at + 1).find((other) => sure(other) && other.start! > passage.start!);
  const next = all[at + 1];
  const endIsGuess = next !== undefined && next.part === passage.part && next.estimated;
  const end = (endIsGuess ? null : passage.end) ?? after?.start ?? Number.POSITIVE_INFINITY;
  return {
    part: passage.part,
    start: passage.estimated ? (before?.start ?? 0) : passage.start,
    end: Math.max(end, passage.start + 1),
  };
}

/** The passage, what it translates, and every translation of either. */
function sayings(told: Telling, passage: Spoken): Spoken[] {
  const own = told.passages.indexOf(passage);
  const root = passage.original ?? own;
  return told.passages.filter(
    (other, at) => other === passage || at === root || other.original === root || other.original === own,
  );
}

function spokenIn(told: Telling, passage: Spoken, stretch: Stretch): boolean {
  const times = sayings(told, passage).flatMap((same) => lasting(told, same) ?? []);
  if (times.length === 0) return stretch.part === passage.part;
  return times.some((time) => time.part === stretch.part && together(time, stretch));
}

interface Withheld extends Stretch {
  passage: Spoken | null;
  timed: boolean;
  placed: boolean;
  madeAt: string;
}

/** When the words of each redaction are spoken, as far as anything tells. */
export function stretches(told: Telling): Withheld[] {
  return told.redactions.flatMap(({ passage: at, time, madeAt }): Withheld[] => {
    const passage = at === null ? null : told.passages[at]!;
    if (time) return [{ ...time, passage, timed: true, placed: true, madeAt }];
    const original = passage!.original;
    if (original !== null && told.redactions.some((other) => other.passage === original)) return [];
    const heard = passage!.start === null && original !== null ? told.passages[original]! : passage!;
    const lasts = lasting(told, heard);
    const whole = { start: lasts?.start ?? 0, end: lasts?.end ?? Number.POSITIVE_INFINITY };
    return [{ ...whole, part: passage!.part, passage, timed: false, placed: lasts !== null, madeAt }];
  });
}

const textOf = (told: Telling, passage: Spoken) => told.translates[passage.transcript] ?? passage.transcript;

/** A redaction of these words does away with what `withheld` withholds. */
function answers(told: Telling, own: Telling['redactions'][number], withheld: Withheld, passage: Spoken): boolean {
  if (own.time && withheld.timed) return own.time.part === withheld.part && together(own.time, withheld);
  const original = passage.original === null ? null : told.passages[passage.original]!;
  if (withheld.passage === null || withheld.passage === original) return own.madeAt >= withheld.madeAt;
  return true;
}

function mayTell(told: Telling, passage: Spoken): boolean {
  const own = told.redactions.filter(({ passage: at }) => at !== null && told.passages[at] === passage);
  const inTranscript = told.redactions.filter(
    ({ passage: at }) => at !== null && told.passages[at]!.transcript === passage.transcript,
  );
  const untimed = sayings(told, passage).every(({ start }) => start === null);
  return stretches(told).some((withheld) => {
    if (withheld.passage === passage) return false;
    const same = withheld.passage !== null && sayings(told, passage).includes(withheld.passage);
    if (same && !own.some((mark) => answers(told, mark, withheld, passage))) return true;
    if (withheld.passage?.transcript === passage.transcript) {
      const reaches =
        withheld.timed &&
        passage.start !== null &&
        withheld.part === passage.part &&
        together(withheld, { start: passage.start, end: passage.end ?? passage.start + 1 });
      if (!reaches) return false;
    } else {
      const otherText = withheld.passage !== null && textOf(told, withheld.passage) !== textOf(told, passage);
      if (!(withheld.timed || otherText) || !spokenIn(told, passage, withheld)) return false;
    }
    const marks = untimed || !withheld.placed ? inTranscript : own;
    return !marks.some((mark) => answers(told, mark, withheld, passage));
  });
}

export function audienceOfPassage(told: Telling, at: number, today: string): number {
  const passage = told.passages[at]!;
  const parts = [audienceOfScope(told, 'transcript', today), mayTell(told, passage) ? STAFF_AND_GIVER : 0];
  for (const section of told.sections) {
    if (spokenIn(told, passage, section)) parts.push(closedBy(section.access, section.until, today));
  }
  return Math.max(...parts);
}

export function audienceOfIndexPoint(told: Telling, at: number, today: string): number {
  const point = told.indexPoints[at]!;
  const later = told.indexPoints.filter(({ part, start }) => part === point.part && start > point.start);
  const described = { start: point.start, end: Math.min(Number.POSITIVE_INFINITY, ...later.map(({ start }) => start)) };
  const parts = [audienceOfScope(told, 'transcript', today)];
  for (const section of told.sections) {
    if (section.part === point.part && together(section, described)) {
      parts.push(closedBy(section.access, section.until, today));
    }
  }
  if (stretches(told).some((withheld) => withheld.part === point.part && together(withheld, described))) {
    parts.push(STAFF_AND_GIVER);
  }
  return Math.max(...parts);
}

/** What of a part's recording is silent for one who reaches so far: beginnings and ends. */
export function silenced(told: Telling, part: number, reach: number, today: string): [number, number][] {
  const closed = told.sections.filter(({ access, until }) => closedBy(access, until, today) > reach);
  const all = [...(reach < STAFF_AND_GIVER ? stretches(told) : []), ...closed].filter((one) => one.part === part);
  const unique = new Map(all.map(({ start, end }) => [`${start} ${end}`, [start, end] as [number, number]]));
  return [...unique.values()].sort(([a, b], [c, d]) => a - c || b - d);
}

/** How far somebody reaches into a testimony on a day. */
export function reachOf(told: Telling, who: string, today: string): number {
  if (who === 'archivist' || who === 'administrator') return STAFF;
  if (who === 'giver') return STAFF_AND_GIVER;
  if (who === 'visitor') return 0;
  const granted = who === 'granted' && told.grants.some(({ until }) => until === null || until >= today);
  return granted ? 2 : 1;
}

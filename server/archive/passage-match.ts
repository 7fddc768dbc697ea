/** Which passages of a source are those the archive has, so that they keep their public ids. */

export interface NewCue {
  startMs: number | null;
  endMs: number | null;
  charStart: number;
  charEnd: number;
  payload: string; // the cue as the file has it
  identifier: string | null;
  settings: string | null;
}

/** Times in milliseconds from the beginning of the part. */
export interface NewPassage {
  startMs: number | null;
  endMs: number | null;
  estimated: boolean; // the start was worked out, not read
  speaker: string | null;
  personId: number | null;
  text: string;
  cues: NewCue[];
}

export interface OldPassage {
  id: number;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  personId: number | null;
  text: string;
  held: boolean; // edited or redacted by a person
  withheld: boolean; // in a stretch of time that is withheld
  source: string; // see sourceOf
}

/** What the source says of a passage, as one text: two that are alike have not changed there, whatever was edited here. */
export function sourceOf({ speaker, estimated, cues }: Pick<NewPassage, 'speaker' | 'estimated' | 'cues'>): string {
  const units = cues.map(({ startMs, endMs, payload, identifier, settings }) => [
    startMs,
    endMs,
    payload,
    identifier,
    settings,
  ]);
  return JSON.stringify([speaker, estimated, units]);
}

/**
 * For each new passage the old one that it continues, or null: first those that are word for word the same in the source,
 * then those with the same text, nearest in time, then those that share time with a passage still without one.
 */
export function matchPassages(old: OldPassage[], passages: NewPassage[]): (OldPassage | null)[] {
  const matches: (OldPassage | null)[] = passages.map(() => null);
  if (old.length === 0) return matches;
  const free = new Set(old);
  const take = (index: number, match: OldPassage | undefined) => {
    if (!match) return;
    matches[index] = match;
    free.delete(match);
  };

  const bySource = grouped(old, ({ source }) => source);
  passages.forEach((passage, index) => {
    take(index, bySource.get(sourceOf(passage))?.shift());
  });
  const byText = grouped([...free], ({ text }) => text);
  passages.forEach((passage, index) => {
    if (matches[index]) return;
    const alike = byText.get(passage.text);
    if (alike?.length) take(index, alike.splice(nearest(alike, passage), 1)[0]);
  });
  const left = [...free];
  passages.forEach((passage, index) => {
    if (matches[index] || left.length === 0) return;
    const at = left.findIndex((candidate) => sameMoment(candidate, passage));
    if (at >= 0) take(index, left.splice(at, 1)[0]);
  });
  return matches;
}

function grouped(old: OldPassage[], key: (passage: OldPassage) => string): Map<string, OldPassage[]> {
  const groups = new Map<string, OldPassage[]>();
  for (const passage of old) {
    const group = groups.get(key(passage));
    if (group) group.push(passage);
    else groups.set(key(passage), [passage]);
  }
  return groups;
}

function nearest(alike: OldPassage[], { startMs }: NewPassage): number {
  if (startMs === null) return 0;
  const away = ({ startMs: other }: OldPassage) => Math.abs((other ?? Number.POSITIVE_INFINITY) - startMs);
  return alike.reduce((best, passage, at) => (away(passage) < away(alike[best]!) ? at : best), 0);
}

/** Both timed, and the shorter one lies at least half within the other. */
function sameMoment(one: OldPassage, other: NewPassage): boolean {
  if (one.startMs === null || one.endMs === null || other.startMs === null || other.endMs === null) return false;
  const shared = Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs);
  return shared > 0 && shared * 2 >= Math.min(one.endMs - one.startMs, other.endMs - other.startMs);
}

import type { SourceCue } from './source.ts';

/**
 * Speaker labels in texts that have no markup for them: `BROCK:`, `Q:`, `Interviewer:`, `المحاور:`, `ש:`. A word before a
 * colon is a label only on evidence from the whole text, since people also say "One thing: we never went back".
 */

/** A possible label at the beginning of a paragraph; `end` is where the speech begins. */
export interface Candidate {
  label: string;
  end: number;
}

/** One to five words, 40 characters at most; marks, geresh, hyphens and ZWNJ (مصاحبه‌گر) are of the word. */
const WORD = String.raw`[\p{L}][\p{L}\p{M}\p{N}.'’‘ʼ׳״"\-‐־\u200C\u200D]{0,39}`;
const LABEL = new RegExp(
  String.raw`(?:>>\s?|[-–—]\s?)?(${WORD}(?: (?:${WORD}|\d{1,2}|&)){0,4})[ \u00A0]?[:：](?![/\d])\s*`,
  'uy',
);
const LONGEST = 40;

/** Roles need no second occurrence to be believed; they may have a number. */
const ROLES = new Set(
  [
    'interviewer,interviewee,interviewers,narrator,speaker,question,answer,q,a,int,iv,moderator,host,translator,interpreter',
    'unknown speaker,unidentified speaker,audience,voice',
    'intervieweur,intervieweuse,enquêteur,enquêtrice,interviewé,interviewée,témoin,narrateur,narratrice,réponse,r',
    'entrevistador,entrevistadora,entrevistado,entrevistada,interviewerin,befragte,befragter',
    'المحاور,المحاورة,السائل,السائلة,المجيب,الراوي,الراوية,المتحدث,المتحدثة,سؤال,جواب,س,ج,المترجم',
    'מראיין,מראיינת,מרואיין,מרואיינת,המראיין,המראיינת,המרואיין,המרואיינת,שאלה,תשובה,ש,ת,דובר,דוברת',
    'مصاحبه‌گر,مصاحبه گر,مصاحبه‌شونده,مصاحبه شونده,پرسشگر,پرسش,پاسخ,راوی,مترجم,گوینده',
  ]
    .join(',')
    .split(','),
);

/** What stands before a colon in transcripts and never speaks. */
const NOT_SPEAKERS =
  /^(?:notes?|n\.?b|p\.?s|transcript|transcription|summary|abstract|title|date|time|place|location|duration|source|copyright|keywords?|subjects?|(?:tape|side|part|track|session|cd|disc|file|page|chapter|section|figure|image|appendix)\b.*)$/iu;

/** The possible label at the beginning of `text` (or at `from`), null where there is none. */
export function candidateAt(text: string, from = 0): Candidate | null {
  LABEL.lastIndex = from;
  const found = LABEL.exec(text);
  const label = found?.[1];
  if (!found || !label || label.length > LONGEST || NOT_SPEAKERS.test(label)) return null;
  return { label, end: from + found[0].length };
}

/**
 * Those of the labels found at the beginnings of `paragraphs` paragraphs that are speakers: roles; names that come back (in
 * scripts without capitals, often); where names in capitals come back, any in capitals; and, unless the paragraphs are
 * pieces of turns, any name where most of them begin with one.
 */
export function speakersAmong(labels: string[], paragraphs: number, pieces = false): Set<string> {
  const times = countsOf(labels);
  const names = labels.filter((label) => isRole(label) || isName(label)).length;
  const dialogue = !pieces && names >= 2 && names >= paragraphs * 0.6;
  const inCapitals = [...times].some(([label, count]) => count > 1 && isCapitals(label));
  const isSpeaker = (label: string, count: number) => {
    if (isRole(label)) return true;
    if (isCapitals(label) && inCapitals) return true;
    const comesBack = /\p{Lo}/u.test(label) ? count > 1 && count >= paragraphs * 0.05 : count > 1;
    return isName(label) && (comesBack || dialogue);
  };
  return new Set([...times].filter(([label, count]) => isSpeaker(label, count)).map(([label]) => label));
}

/** How often each label stands. */
export function countsOf(labels: string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const label of labels) times.set(label, (times.get(label) ?? 0) + 1);
  return times;
}

function isRole(label: string): boolean {
  return ROLES.has(
    label
      .toLowerCase()
      .replace(/ ?\d{1,2}$/u, '')
      .replace(/\.$/u, ''),
  );
}

/** Capitals as in `BROCK` or `DR. COHEN 2`. */
function isCapitals(label: string): boolean {
  return label.length > 1 && /\p{Lu}/u.test(label) && !/\p{Ll}|\p{Lo}/u.test(label);
}

const PARTICLE = /^(?:de|del|della|di|da|du|van|von|ben|ibn|bint|bat|al-.*|el-.*|d['’].*)$/u;

/** Each word begins with a capital or is a particle; in Arabic and Hebrew script, which have none, three words at most. */
function isName(label: string): boolean {
  const words = label.split(' ');
  if (/\p{Lo}/u.test(label)) return words.length <= 3;
  return words.every((word) => /^[\p{Lu}\d&]/u.test(word) || PARTICLE.test(word));
}

/**
 * Cues of a file without voice markup, with the labels that the cues' own words begin with made speakers. The label leaves
 * `text` and stays in `payload`.
 */
export function labelCues(cues: SourceCue[]): SourceCue[] {
  const candidates = cues.map(({ text }) => candidateAt(text));
  const labels = candidates.flatMap((candidate) => candidate?.label ?? []);
  const speakers = speakersAmong(labels, cues.length, true);
  return cues.map((cue, at) => {
    const candidate = candidates[at];
    if (!candidate || !speakers.has(candidate.label)) return cue;
    const text = cue.text.slice(candidate.end).trim();
    return text ? { ...cue, speaker: candidate.label, text } : cue;
  });
}

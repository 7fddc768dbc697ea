import { note } from './refusal.ts';
import type { SourceCue, SourceProblem } from './source.ts';
import { clock, frameOf, milliseconds } from './timecode.ts';

/** A transcript as a table, whether of a CSV file or of a Word document. `line` is the row's in the file. */
export interface Row {
  cells: string[];
  line: number | null;
}

export type Column = 'start' | 'end' | 'speaker' | 'text' | 'identifier';

/** What programs and archives call these columns; compared without case, marks, spaces and punctuation. */
const NAMES: Record<Column, string> = {
  start:
    'timecode,tc,time,timestamp,start,starttime,starttimecode,begin,begintime,in,tcin,from,zeit,zeitmarke,temps,début,debut,horodatage,timecodein,الوقت,زمن,توقيت,البداية,זמן,התחלה,زمان,شروع',
  end: 'end,endtime,endtimecode,out,tcout,to,stop,ende,fin,timecodeout,النهاية,סיום,סוף,پایان',
  speaker:
    'speaker,speakers,speakername,voice,who,sprecher,sprecherin,locuteur,locutrice,intervenant,المتحدث,المتكلم,דובר,דוברת,گوینده',
  text: 'transcript,transcription,transkript,transkription,text,utterance,content,words,caption,subtitle,texte,النص,نص,תמליל,טקסט,متن',
  identifier: 'id,nr,no,number,segment,segmentid,cue,index,line,#',
};

const COLUMN_OF = new Map(
  Object.entries(NAMES).flatMap(([column, names]) =>
    names.split(',').map((name) => [key(name), column as Column] as const),
  ),
);

function key(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}#]/gu, '');
}

/** Which column is which, by the names in the first row; null where there is no text column, or nothing beside it. */
export function columnsOf(header: string[]): Map<Column, number> | null {
  const columns = new Map<Column, number>();
  header.forEach((name, at) => {
    const column = COLUMN_OF.get(key(name));
    if (column && !columns.has(column)) columns.set(column, at);
  });
  return columns.has('text') && (columns.has('start') || columns.has('speaker')) ? columns : null;
}

/**
 * The columns of a table that does not name them: one of times, or one of a few short names that come back, and one that
 * holds most of the words. Null where that is not plain.
 */
export function columnsByContent(rows: string[][]): Map<Column, number> | null {
  const width = rows[0]?.length ?? 0;
  if (rows.length < 3 || width < 2 || width > 6) return null;
  const column = (at: number) => rows.map((cells) => cells[at] ?? '').filter(Boolean);
  const all = [...Array(width).keys()].map((at) => ({ at, cells: column(at) }));
  const letters = (cells: string[]) => cells.reduce((sum, { length }) => sum + length, 0);
  const text = all.reduce((most, one) => (letters(one.cells) > letters(most.cells) ? one : most));
  const others = all.filter((one) => one !== text && one.cells.length >= rows.length * 0.5);
  const isTime = ({ cells }: { cells: string[] }) => cells.every((cell) => milliseconds(cell) !== null);
  const isSpeaker = ({ cells }: { cells: string[] }) =>
    cells.every((cell) => cell.length <= 40) && new Set(cells).size <= Math.max(2, cells.length / 2);
  const start = others.find(isTime);
  const speaker = others.find((one) => !isTime(one) && isSpeaker(one));
  if (!start && !speaker) return null;
  const columns = new Map<Column, number>([['text', text.at]]);
  if (start) columns.set('start', start.at);
  if (speaker) columns.set('speaker', speaker.at);
  return columns;
}

/**
 * A cue for each row that has words, which stay exactly as they are, whatever marks the transcriber put in. Times are
 * `hh:mm:ss.mmm`: three digits after the point are milliseconds, as the format says, also where they look like frames (then
 * noted). `hh:mm:ss:ff` are frames, 25 a second or, where a frame above 24 is counted, 30 (noted). A row without end has no end.
 */
export function cuesOfRows(
  rows: Row[],
  columns: Map<Column, number>,
  problems: SourceProblem[],
): { cues: SourceCue[]; lines: (number | null)[] } {
  const cell = (row: Row, column: Column) => row.cells[columns.get(column) ?? -1]?.trim() ?? '';
  const written = rows.flatMap((row) => [cell(row, 'start'), cell(row, 'end')].filter(Boolean));
  const rate = framesPerSecond(written, problems);
  noteFramesAsFraction(written, problems);

  const cues: SourceCue[] = [];
  const lines: (number | null)[] = [];
  for (const row of rows) {
    const text = cell(row, 'text');
    const [start, end] = [cell(row, 'start'), cell(row, 'end')];
    if (!text) {
      if (start) note(problems, row.line, 'This row has a time and no words. It was left out.');
      continue;
    }
    const startMs = start ? milliseconds(start, rate) : null;
    if (start && startMs === null)
      note(problems, row.line, `“${start.slice(0, 40)}” is no time. The row was kept without one.`);
    let endMs = end ? milliseconds(end, rate) : null;
    if (endMs !== null && (startMs === null || endMs < startMs)) {
      note(problems, row.line, `The row ends (${clock(endMs)}) before it starts. Only its start was kept.`);
      endMs = null;
    }
    const speaker = cell(row, 'speaker') || null;
    const identifier = cell(row, 'identifier') || null;
    const payload = row.cells[columns.get('text') ?? -1] ?? '';
    cues.push({
      startMs,
      endMs,
      estimated: false,
      speaker,
      text,
      payload,
      identifier,
      settings: null,
      startsParagraph: false,
    });
    lines.push(row.line);
  }
  return { cues, lines };
}

function framesPerSecond(times: string[], problems: SourceProblem[]): number {
  const frames = times.flatMap((time) => frameOf(time) ?? []);
  if (frames.length === 0) return 25;
  const highest = frames.reduce((most, frame) => Math.max(most, frame), 0);
  const rate = highest > 24 ? 30 : 25;
  note(problems, null, `Times count frames; ${rate} a second were taken, since the highest frame is ${highest}.`);
  return rate;
}

/**
 * Programs that count 25 frames a second export frame 16 as `.160` to satisfy readers of milliseconds. Ten or more times
 * whose fractions are all tens under 250 are not milliseconds by chance; still they are read as written.
 */
function noteFramesAsFraction(times: string[], problems: SourceProblem[]): void {
  const fractions = times.flatMap((time) => /[.,](\d{3})$/.exec(time)?.[1] ?? []).map(Number);
  const telling = new Set(fractions.filter((fraction) => fraction > 0));
  if (fractions.length < 10 || telling.size < 5 || fractions.some((fraction) => fraction % 10 !== 0 || fraction >= 250))
    return;
  const message =
    'The last digits of the times look like frames (all are tens under .250). They were read as milliseconds, as written; a time can be up to 0.8 seconds early.';
  note(problems, null, message);
}

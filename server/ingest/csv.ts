import { CsvError, parse } from 'csv-parse/sync';
import type { DecodedText } from './encoding.ts';
import { noteTimesRunningBack } from './lines.ts';
import { plainText } from './markup.ts';
import { note, refusal } from './refusal.ts';
import { emptyDescription, type Source, type SourceCue, type SourceProblem } from './source.ts';
import { columnsOf, cuesOfRows, type Row } from './transcript-columns.ts';

const DELIMITERS = ['\t', ';', ',', '|'];
/** A row is a few sentences; one that long has lost its closing quotation mark. */
const LONGEST_ROW = 200_000;

/**
 * A transcript as a table, comma, semicolon or tab separated, with the columns' names in the first row, in any order and any
 * of several languages: a text, and a time or a speaker. HTML in cells is read as the plain text it means. Throws `Invalid` where these are missing or the quoting is broken.
 */
export function csvSource({ text, encoding, problems }: DecodedText, fileName: string): Source {
  const firstLine = /^[^\r\n]{0,20000}/.exec(text)?.[0] ?? '';
  const delimiter = delimiterOf(firstLine);
  const columns = delimiter && columnsOf(splitLine(firstLine, delimiter));
  if (!delimiter || !columns) {
    const reason =
      'the first row must name the columns TRANSCRIPT and TIMECODE or SPEAKER (or their usual names). Add such a row; a table of testimonies is called testimonies.csv.';
    throw refusal(fileName, reason, 1);
  }
  const rows = rowsOf(text, delimiter, fileName);
  const { cues, lines } = inPlainText(cuesOfRows(rows.slice(1), columns, problems), problems);
  if (cues.length === 0) throw refusal(fileName, 'no row under the first has words in it. Is the file cut off?');
  noteTimesRunningBack(cues, (index) => lines[index] ?? null, problems);
  const transcripts = [{ lang: null, translation: false, cues, notes: [] }];
  return {
    format: 'csv',
    encoding,
    description: emptyDescription(),
    transcripts,
    indexPoints: [],
    recordings: [],
    problems,
  };
}

/** The cues with their words as plain text, their payload as it is written; those of tags alone are left out. */
function inPlainText(
  { cues, lines }: ReturnType<typeof cuesOfRows>,
  problems: SourceProblem[],
): ReturnType<typeof cuesOfRows> {
  const kept: SourceCue[] = [];
  const keptLines: (number | null)[] = [];
  const changed: (number | null)[] = [];
  cues.forEach((cue, at) => {
    const text = plainText(cue.text);
    const speaker = cue.speaker && plainText(cue.speaker).replace(/\s+/g, ' ');
    if (text !== cue.text || speaker !== cue.speaker) changed.push(lines[at] ?? null);
    if (text === '') return;
    kept.push({ ...cue, text, speaker: speaker || null });
    keptLines.push(lines[at] ?? null);
  });
  if (changed.length > 0) {
    const rows = changed.length === 1 ? 'one row' : `${changed.length} rows`;
    const message = `Tags and signs of web pages, such as <b> and &amp;, were read as plain text in ${rows}.`;
    note(problems, changed[0] ?? null, message);
  }
  return { cues: kept, lines: keptLines };
}

/** Whether a text begins with the names of a transcript's columns. */
export function beginsAsTable(text: string): boolean {
  const firstLine = /^[^\r\n]{0,20000}/.exec(text)?.[0] ?? '';
  return delimiterOf(firstLine) !== null;
}

/** The separator with which the first line names a transcript's columns. */
function delimiterOf(firstLine: string): string | null {
  return DELIMITERS.find((one) => columnsOf(splitLine(firstLine, one)) !== null) ?? null;
}

function splitLine(line: string, delimiter: string): string[] {
  return line.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''));
}

/** All rows. In tab-separated files an opening quotation mark that is never closed is a letter like any other. */
function rowsOf(text: string, delimiter: string, fileName: string): Row[] {
  const read = (quote: '"' | null) =>
    parse(text, {
      delimiter,
      quote,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: LONGEST_ROW,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  try {
    return numbered(read('"'));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (delimiter === '\t') {
      try {
        return numbered(read(null));
      } catch (again) {
        if (!(again instanceof CsvError)) throw again;
      }
    }
    const line = typeof error.lines === 'number' ? error.lines : null;
    throw refusal(
      fileName,
      'a quotation mark that opens a cell is not closed, or a cell is endless. Double marks inside cells, or save the table again.',
      line,
    );
  }
}

/** `info.lines` is the line on which a record ends. */
function numbered(records: { record: string[]; info: { lines: number } }[]): Row[] {
  return records.map(({ record, info }) => {
    const inside = record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
    return { cells: record, line: info.lines - inside };
  });
}

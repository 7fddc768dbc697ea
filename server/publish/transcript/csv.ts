import { clock, type TranscriptOut } from './words.ts';

/** A table with one row a passage (RFC 4180, UTF-8 with its mark, without which spreadsheets guess the letters). */
export function transcriptCsv({ passages }: TranscriptOut): string {
  const rows = passages.map(({ publicId, startMs, endMs, speaker, text }) => [
    publicId,
    startMs === null ? '' : clock(startMs),
    endMs === null ? '' : clock(endMs),
    speaker ?? '',
    text,
  ]);
  const lines = [['ID', 'START', 'END', 'SPEAKER', 'TRANSCRIPT'], ...rows].map((cells) => cells.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

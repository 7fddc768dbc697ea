/** Events for calendar programs: iCalendar (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545). */

export interface CalendarEntry {
  uid: string;
  title: string;
  text: string;
  location: string; // empty: not said
  url: string;
  startsAt: string; // UTC, ISO 8601
  endsAt: string;
  cancelled: boolean;
  sequence: number; // grows with each change, from 0
}

const stamp = (iso: string) => new Date(iso).toISOString().replace(/[-:]|\.\d+/g, '');
const text = (words: string) =>
  words
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 5545 allows none of them in text
    .replace(/[\u0000-\u001f\u007f]/g, '');

/** A calendar of entries, named `name`, made at `now`. */
export function iCalendar(name: string, entries: readonly CalendarEntry[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kolot//Events//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${text(name)}`,
    ...entries.flatMap((one) => [
      'BEGIN:VEVENT',
      `UID:${text(one.uid)}`,
      `DTSTAMP:${stamp(now.toISOString())}`,
      `DTSTART:${stamp(one.startsAt)}`,
      `DTEND:${stamp(one.endsAt)}`,
      `SEQUENCE:${one.sequence}`,
      `STATUS:${one.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      `SUMMARY:${text(one.title)}`,
      ...(one.text ? [`DESCRIPTION:${text(one.text)}`] : []),
      ...(one.location ? [`LOCATION:${text(one.location)}`] : []),
      `URL:${one.url}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

/** A line in pieces of at most 75 octets, never within a character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > 75) {
      pieces.push(piece);
      piece = ' ';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n');
}

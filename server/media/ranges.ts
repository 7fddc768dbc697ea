/** Which part of a file a request asks for: https://www.rfc-editor.org/rfc/rfc9110#section-14 */

/** The first and last byte to send, both included; `whole` where no part is asked for, `beyond` where none of it is there. */
export type Selection = { first: number; last: number } | 'whole' | 'beyond';

/**
 * What a `Range` header asks of a file of `bytes` bytes. Another unit than bytes, or one that is malformed, asks for nothing.
 * Several parts are answered with the whole, as the standard allows: players ask for one, and a list of many overlapping
 * parts is how a server is made to send a file a thousand times.
 */
export function selectRange(header: string | undefined, bytes: number): Selection {
  const list = /^bytes\s*=(.+)$/i.exec(header?.trim() ?? '')?.[1];
  if (list === undefined || list.length > 1000) return 'whole';
  const parts = list.split(',').map((part) => part.trim());
  const asked: { first: number; last: number }[] = [];
  for (const part of parts.filter((part) => part !== '')) {
    const [, first, last] = /^(\d*)-(\d*)$/.exec(part) ?? [];
    if (first === undefined || last === undefined || first + last === '') return 'whole';
    if (first !== '' && last !== '' && BigInt(last) < BigInt(first)) return 'whole';
    const range =
      first === ''
        ? suffix(Number(last), bytes)
        : { first: Number(first), last: last === '' ? Infinity : Number(last) };
    if (range && range.first < bytes) asked.push({ first: range.first, last: Math.min(range.last, bytes - 1) });
    // The last bytes of an empty file are there, all none of them; no Content-Range can say so, so the whole is sent.
    else if (range && first === '') return 'whole';
  }
  const [only, more] = asked;
  if (more) return 'whole';
  if (only) return only;
  return parts.every((part) => part === '') ? 'whole' : 'beyond';
}

/** The last `length` bytes, or all where there are fewer; null for the last 0, which cannot be sent. */
function suffix(length: number, bytes: number): { first: number; last: number } | null {
  return length > 0 ? { first: Math.max(0, bytes - length), last: Infinity } : null;
}

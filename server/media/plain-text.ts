/** Text has no magic bytes. These two look at its beginning: is it text at all, and is it text that some program would run? */

/** How much of a file's beginning is looked at, in bytes. */
export const headBytes = 64 * 1024;

/**
 * Whether bytes can be text in some character set: UTF-16 by its mark, otherwise no NUL and hardly any control characters
 * (old word processors leave a form feed or an end-of-file mark).
 */
export function looksLikeText(head: Uint8Array): boolean {
  if (utf16(head)) return true;
  let strange = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 0x20 && !allowed.has(byte)) strange += 1;
  }
  return strange * 1000 <= head.length;
}

const allowed = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a, 0x1b]);

/** What a text is, where it is something that is run, rendered as a page, or fetches other files; null for honest text. */
export function activeText(head: Uint8Array): string | null {
  const text = decoded(head);
  if (/^\s*#!/.test(text)) return 'program script';
  if (/^\s*(#EXTM3U|ffconcat\s|\[playlist\])/i.test(text)) return 'playlist';
  return activeElements.get(firstElement(text)?.toLowerCase() ?? '') ?? null;
}

/**
 * The local name of the first element of an XML or HTML text, past declarations, comments and a document type (whose own
 * name it gives if nothing follows); null where the text does not begin with markup. By hand, in one pass: a regular
 * expression for nested comments can be made to run for ever.
 */
export function firstElement(text: string): string | null {
  let at = 0;
  let doctype: string | null = null;
  for (;;) {
    while (/[\s\0\ufeff]/.test(text.charAt(at))) at += 1;
    const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null;
    if (close) {
      if (/^<\?php/i.test(text.slice(at, at + 5))) return '?php';
      const end = text.indexOf(close, at);
      if (end < 0) return doctype;
      at = end + close.length;
    } else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      doctype = /^\s+([\w.-]+)/.exec(text.slice(at + 9, at + 100))?.[1] ?? null;
      const bracket = text.indexOf('[', at);
      const end = text.indexOf('>', at);
      const inner = bracket >= 0 && bracket < end ? text.indexOf(']', bracket) : at;
      const after = inner < 0 ? -1 : text.indexOf('>', inner);
      if (after < 0 || doctype?.toLowerCase() === 'html') return doctype;
      at = after + 1;
    } else {
      return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 200))?.[1] ?? doctype;
    }
  }
}

/** Text of the head in its own width; characters outside ASCII do not matter here. */
export function decoded(head: Uint8Array): string {
  const label = utf16(head);
  return label ? new TextDecoder(label).decode(head) : Buffer.from(head).toString('latin1').replace(/^ï»¿/, '');
}

function utf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

const activeElements = new Map([
  ['?php', 'PHP script'],
  ['html', 'HTML page'],
  ['head', 'HTML page'],
  ['body', 'HTML page'],
  ['script', 'HTML page'],
  ['iframe', 'HTML page'],
  ['style', 'HTML page'],
  ['svg', 'SVG drawing'],
  ['stylesheet', 'XSL style sheet'],
  ['transform', 'XSL style sheet'],
  ['mpd', 'playlist'],
  ['smil', 'playlist'],
  ['smoothstreamingmedia', 'playlist'],
  ['playlist', 'playlist'],
  ['asx', 'playlist'],
]);

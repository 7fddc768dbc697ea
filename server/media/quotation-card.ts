/** A passage as a picture, to be shown where words alone are lost: its words, who said them, when in the recording, and where it is kept. */
import sharp from 'sharp';
import { facesForPictures, SERIF } from './faces/for-pictures.ts';

export interface QuotationCard {
  text: string;
  /** The direction of the words, and that of the lines under them. */
  direction: { words: 'ltr' | 'rtl'; page: 'ltr' | 'rtl' };
  name: string | null; // of who speaks
  lines: string[]; // under the name: what, where and when
  archive: string;
  address: string; // as people read it
  note: string | null; // that it is a sample
}

export const CARD = { width: 1200, height: 630 } as const; // pixels: https://ogp.me/

const MARGIN = 84;
const INK = '#231d17';
const SOFT = '#5c5248';
const ACCENT = '#8a2f1d';
const PAPER = '#f7f1e4';
const SIZES = [58, 52, 47, 42, 38, 34, 31]; // pixels; the largest at which the words fit
const ROOM = { width: CARD.width - 2 * MARGIN, height: 318 };

interface Drawn {
  input: Buffer;
  width: number;
  height: number;
}

/** A PNG. Words too many for the card are cut between two words, with an ellipsis. */
export async function quotationCard(card: QuotationCard): Promise<Buffer> {
  await facesForPictures();
  const { words, page } = card.direction;
  const quote = await fitting(card.text, words);
  const placed: { input: Buffer; left: number; top: number }[] = [];
  const put = (drawn: Drawn, top: number, direction: 'ltr' | 'rtl') => {
    const left = direction === 'ltr' ? MARGIN : CARD.width - MARGIN - drawn.width;
    placed.push({ input: drawn.input, left: Math.max(0, left), top: Math.round(top) });
  };
  put(quote, 72 + (ROOM.height - quote.height) / 2, words);
  let top = 436;
  if (card.name) {
    put(await written(card.name, { size: 31, weight: 'SemiBold', colour: INK }), top, page);
    top = 490;
  }
  for (const line of card.lines) {
    put(await written(line, { size: 23, colour: SOFT }), top, page);
    top += 38;
  }
  const other = page === 'ltr' ? 'rtl' : 'ltr'; // the archive stands at the far end
  put(await written(card.archive, { size: 31, weight: 'SemiBold', colour: ACCENT }), 436, other);
  put(await written(card.address, { size: 21, colour: SOFT }), 490, other);
  if (card.note) put(await written(card.note, { size: 21, colour: ACCENT }), 528, other);
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">
    <rect width="100%" height="100%" fill="${PAPER}"/>
    <rect x="${words === 'ltr' ? 0 : CARD.width - 14}" width="14" height="100%" fill="${ACCENT}"/>
    <rect x="${MARGIN}" y="410" width="${ROOM.width}" height="1.5" fill="#c9bba4"/></svg>`;
  return sharp(Buffer.from(ground)).composite(placed).png({ palette: true, quality: 90 }).toBuffer();
}

async function fitting(text: string, direction: 'ltr' | 'rtl'): Promise<Drawn> {
  let words = text.replace(/\s+/g, ' ').trim();
  for (;;) {
    for (const size of SIZES) {
      const drawn = await written(words, { size, colour: INK, width: ROOM.width, direction });
      if (drawn.height <= ROOM.height) return drawn;
    }
    const cut = words.lastIndexOf(' ', Math.floor(words.length * 0.85));
    words = `${words.slice(0, cut > 0 ? cut : Math.floor(words.length * 0.85)).replace(/[\s,;:،؛–—-]+$/u, '')} …`;
  }
}

interface Hand {
  size: number; // pixels
  colour: string;
  weight?: 'SemiBold';
  width?: number; // pixels, to break lines at
  direction?: 'ltr' | 'rtl';
}

/** Pango shapes the letters and sets each run in its own direction; a mark of direction before them all says that of the whole. */
async function written(text: string, hand: Hand): Promise<Drawn> {
  const { size, colour, weight, width, direction } = hand;
  const marked = direction ? `${direction === 'rtl' ? '\u200f' : '\u200e'}${text}` : text;
  const markup = `<span foreground="${colour}"${weight ? ' weight="600"' : ''}>${escaped(marked)}</span>`;
  const { data, info } = await sharp({
    text: {
      text: markup,
      font: `${SERIF} ${size}`,
      rgba: true,
      dpi: 72,
      spacing: Math.round(size * 0.22),
      width,
      wrap: 'word-char',
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { input: data, width: info.width, height: info.height };
}

const escaped = (text: string) =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { rc4 } from './bytes.ts';

/** A line on a page: its words, and where it stands in points from the lower left. */
export interface MadeLine {
  text: string;
  x?: number;
  y: number;
}

/** A PDF of these pages in Helvetica, 12 points (https://pdfa.org/resource/iso-32000-2/). Empty pages have no text. */
export function pdfOf(pages: MadeLine[][], { password }: { password?: string } = {}): Buffer {
  const contents = pages.map((lines) =>
    Buffer.from(
      lines
        .map(({ text, x = 72, y }) => `BT /F1 12 Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`)
        .join('\n'),
    ),
  );
  return pdfOfStreams(contents, { password });
}

/** A PDF whose pages have these content streams, packed by the filters, which are undone in their order. */
export function pdfOfStreams(
  contents: Buffer[],
  { password, filters = ['FlateDecode'] }: { password?: string; filters?: string[] } = {},
): Buffer {
  const kids = contents.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  const filter = `[${filters.map((name) => `/${name}`).join(' ')}]`;
  const security = password === undefined ? null : encryption(password);
  const objects: (string | [string, Buffer])[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [at, content] of contents.entries()) {
    const number = 5 + at * 2;
    let data = content;
    for (const name of filters.toReversed()) data = packedBy(name, data);
    if (security) data = rc4(security.keyOf(number), data);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${number} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      [`<< /Length ${data.length} /Filter ${filter} >>`, data],
    );
  }
  if (security) objects.push(security.dictionary);
  return assembled(objects, security ? `/Encrypt ${objects.length} 0 R /ID [<00> <00>]` : '');
}

export function packedBy(filter: string, data: Buffer): Buffer {
  if (filter === 'FlateDecode') return deflateSync(data);
  if (filter === 'ASCIIHexDecode') return Buffer.from(`${data.toString('hex')}>`);
  const runs: Buffer[] = [];
  for (let at = 0; at < data.length; at += 128) {
    const run = data.subarray(at, at + 128);
    runs.push(Buffer.from([run.length - 1]), run);
  }
  return Buffer.concat([...runs, Buffer.from([128])]);
}

function assembled(objects: (string | [string, Buffer])[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, at) => {
    offsets.push(length);
    const [dictionary, data] = typeof object === 'string' ? [object, null] : object;
    add(Buffer.from(`${at + 1} 0 obj\n${dictionary}\n`));
    if (data) add(Buffer.concat([Buffer.from('stream\n'), data, Buffer.from('\nendstream\n')]));
    add(Buffer.from('endobj\n'));
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  add(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** The standard security handler, revision 2 (ISO 32000-1, 7.6.3): a password is needed to open the file. */
function encryption(password: string) {
  const padding = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
  const padded = Buffer.concat([Buffer.from(password), padding]).subarray(0, 32);
  const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest();
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(padded, owner, permissions, Buffer.from([0])).subarray(0, 5);
  const user = rc4(key, padding);
  const keyOf = (number: number) => md5(key, Buffer.from([number & 255, number >> 8, 0, 0, 0])).subarray(0, 10);
  const dictionary = `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P -4 >>`;
  return { keyOf, dictionary };
}

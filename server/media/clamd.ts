/**
 * Asks a ClamAV daemon about a file, over its own protocol: `zINSTREAM`, pieces with their length before them, an empty one at
 * the end. https://docs.clamav.net/manual/Usage/Scanning.html#clamd
 */
import { createReadStream } from 'node:fs';
import { createConnection, type Socket } from 'node:net';

export type ClamdPlace = { path: string } | { host: string; port: number };

/** The daemon could not be asked, or could not answer: nobody knows whether the file is clean. */
export class NotScanned extends Error {
  override name = 'NotScanned';
}

const PIECE = 256 * 1024; // bytes; clamd's own limit for one piece is far larger
const SILENCE = 120_000; // milliseconds: a large film takes its time

/** What was found in a file, by the daemon's own name for it; null where nothing was. Throws NotScanned. */
export async function virusIn(file: string, place: ClamdPlace): Promise<string | null> {
  const answer = await asked(file, place);
  const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (found) return found;
  if (answer === 'stream: OK') return null;
  throw new NotScanned(`clamd answered: ${answer.slice(0, 200)}`);
}

async function asked(file: string, place: ClamdPlace): Promise<string> {
  const socket = createConnection(place);
  socket.setTimeout(SILENCE, () => socket.destroy(new NotScanned('clamd is silent')));
  const answer = answerOf(socket);
  try {
    await Promise.race([answer, send(socket, file)]);
    return await answer;
  } catch (cause) {
    if (cause instanceof NotScanned) throw cause;
    throw new NotScanned('clamd cannot be asked', { cause });
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, file: string): Promise<void> {
  await written(socket, Buffer.from('zINSTREAM\0'));
  for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
    const bytes = piece as Buffer;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    await written(socket, Buffer.concat([length, bytes]));
  }
  await written(socket, Buffer.alloc(4));
}

/** Written no faster than the daemon reads. It may answer and hang up before it has read all: its answer then counts. */
function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')).trim());
    });
    socket.on('error', reject);
    socket.on('close', () => (text ? resolve(text.trim()) : reject(new NotScanned('clamd hung up'))));
  });
}

/** Real requests to a real app that listens nowhere: each goes over a pair of streams in memory. */
import { createServer, request } from 'node:http';
import { Duplex } from 'node:stream';
import type { Express } from 'express';
import { SERVER } from '../app.ts';

export interface Answer {
  status: number;
  /** Header fields and, of what is written, the body. */
  text: string;
}

const MOST = 4 * 1_048_576; // bytes read of one answer
const LONGEST = 30_000; // milliseconds that one may take

/** Two ends of a line: what is written into one is read from the other. */
function line(): [Duplex, Duplex] {
  const end = (other: () => Duplex): Duplex =>
    new Duplex({
      read() {},
      write(piece, _encoding, done) {
        other().push(piece);
        done();
      },
      final(done) {
        other().push(null);
        done();
      },
      destroy(error, done) {
        if (!other().destroyed) other().push(null);
        done(error);
      },
    });
  const near: Duplex = end(() => far);
  const far: Duplex = end(() => near);
  for (const one of [near, far]) one.on('error', () => {});
  return [near, far];
}

/** Asks an app for addresses as they stand, nothing decoded or followed. Of a file only whether it is served. */
export function asker(app: Express): (path: string) => Promise<Answer> {
  const server = createServer(SERVER, app);
  return (path) =>
    new Promise((resolve, reject) => {
      const [near, far] = line();
      server.emit('connection', far);
      const asking = request(
        {
          path,
          createConnection: () => near,
          headers: {
            host: 'leak-check',
            connection: 'close',
            ...(path.startsWith('/media/') && { range: 'bytes=0-4095' }),
          },
          timeout: LONGEST,
        },
        (answer) => {
          const written = /^(text|application\/(json|xml|ld\+json|rss|atom|rdf))/.test(
            answer.headers['content-type'] ?? '',
          );
          const pieces: Buffer[] = [];
          let bytes = 0;
          const done = () => {
            near.destroy();
            far.destroy();
            const body = written ? Buffer.concat(pieces).toString('utf8') : '';
            resolve({ status: answer.statusCode ?? 0, text: `${JSON.stringify(answer.headers)}\n${body}` });
          };
          answer.on('data', (piece: Buffer) => {
            bytes += piece.length;
            if (written && bytes <= MOST) pieces.push(piece);
            if (bytes > MOST) done();
          });
          answer.on('end', done);
          answer.on('error', reject);
        },
      );
      asking.on('timeout', () => asking.destroy(new Error('It took too long.')));
      asking.on('error', reject);
      asking.end();
    });
}

/** Something between Kolot and a real Meilisearch: it can be slow, gone, or answer in its place what the real one cannot be made to. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

export interface Between {
  host: string;
  delay: number; // milliseconds before an answer
  /** What is answered instead; null for what Meilisearch says. */
  instead: (method: string, path: string) => { status: number; body: unknown } | null;
  seen: { method: string; url: string; authorization: string }[];
  close(): Promise<void>;
}

export async function standBetween(target: string): Promise<Between> {
  const between: Between = { host: '', delay: 0, instead: () => null, seen: [], close };
  const server = createServer((req, res) => {
    between.seen.push({ method: req.method!, url: req.url!, authorization: req.headers.authorization ?? '' });
    const instead = between.instead(req.method!, req.url!);
    if (instead) {
      req.resume();
      res.writeHead(instead.status, { 'content-type': 'application/json' }).end(JSON.stringify(instead.body));
    } else {
      setTimeout(() => forward(target, req, res), between.delay);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  between.host = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  function close(): Promise<void> {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  }
  return between;
}

function forward(target: string, req: IncomingMessage, res: ServerResponse): void {
  const { hostname, port } = new URL(target);
  const onward = request({ hostname, port, method: req.method, path: req.url, headers: req.headers }, (answer) => {
    res.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(res);
  });
  onward.on('error', () => res.destroy());
  req.pipe(onward);
}

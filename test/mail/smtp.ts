/** A real SMTP server on this machine, which keeps what it is handed and may refuse it. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Behaviour {
  /** Refuses recipients with this code. */
  refuse: number | null;
  /** Ends the line once it has taken the words, without saying so. */
  hangUp: boolean;
}

export async function smtpServer() {
  const taken: ParsedMail[] = [];
  const behaviour: Behaviour = { refuse: null, hangUp: false };
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onRcptTo(address, _session, done) {
      if (behaviour.refuse === null) return done();
      done(Object.assign(new Error(`no ${address.address} here`), { responseCode: behaviour.refuse }));
    },
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        taken.push(mail);
        if (behaviour.hangUp)
          for (const one of server.connections) (one as { _socket: { destroy(): void } })._socket.destroy();
        else done();
      }, done);
    },
  });
  server.on('error', () => {}); // of a line that it was told to end
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    taken,
    behaviour,
    connections: () => connections,
    /** Forgets what it was handed, and takes everything again. */
    asNew() {
      taken.length = 0;
      behaviour.refuse = null;
      behaviour.hangUp = false;
    },
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Kolot <archive@example.org>' },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

import { createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';

/** The rest of the mail world as Dovecot's submission sees it: it greets, takes no mail and notes what was said. */
export interface Relay {
  readonly port: number;
  /** First words of the commands that arrived, in upper case. */
  readonly commands: readonly string[];
  stop(): Promise<void>;
}

export async function startRelay(): Promise<Relay> {
  const commands: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write('220 relay.test ESMTP\r\n');
    const lines = createInterface({ input: socket });
    // An interface hands its input's errors on; a server that is stopped cuts the line.
    lines.on('error', () => socket.destroy());
    lines.on('line', (line) => {
      const command = line.split(' ')[0]?.toUpperCase() ?? '';
      commands.push(command);
      if (command === 'EHLO') socket.write('250-relay.test\r\n250 8BITMIME\r\n');
      else if (command === 'QUIT') socket.end('221 bye\r\n');
      else socket.write(['NOOP', 'RSET', 'HELO'].includes(command) ? '250 ok\r\n' : '502 takes no mail\r\n');
    });
  });
  const port = await listenOnLoopback(server);
  return { port, commands, stop: () => closed(server) };
}

/** Starts a server on a free port of a loopback address and answers the port. */
export function listenOnLoopback(server: Server, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'));
      else resolve(address.port);
    });
  });
}

/** Stops listening; open connections end with their tests. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

import { connect, createServer, type Socket } from 'node:net';
import { closed, listenOnLoopback } from './relay.ts';

/** A TCP server between client and mail server that a test can make misbehave. */
export interface Wire {
  readonly port: number;
  /** Everything the client has sent over all connections, as it was on the wire. */
  sent(): Buffer;
  stop(): Promise<void>;
}

/** How the wire handles one piece of traffic: what to pass on, or null to cut both ends. */
export interface WireRules {
  readonly fromClient?: (part: Buffer, sentSoFar: number) => Buffer | null;
  readonly fromServer?: (part: Buffer, sentByClient: number) => Buffer | null;
}

/** Starts a wire to a port of this machine, on a loopback address. The rules count bytes per connection. */
export async function startWire(toPort: number, rules: WireRules, host = '127.0.0.1'): Promise<Wire> {
  const sent: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(toPort, '127.0.0.1');
    let bytes = 0;
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', cut);
    }
    client.on('data', (part: Buffer) => {
      sent.push(part);
      bytes += part.length;
      pass(upstream, rules.fromClient ? rules.fromClient(part, bytes) : part, cut);
    });
    upstream.on('data', (part: Buffer) => {
      pass(client, rules.fromServer ? rules.fromServer(part, bytes) : part, cut);
    });
  });
  const port = await listenOnLoopback(server, host);
  return {
    port,
    sent: () => Buffer.concat(sent),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return closed(server);
    },
  };
}

/** A server that takes connections and greets; it says nothing more unless `answer` finds words for a line. */
export async function startSilentServer(greeting: string, answer?: (line: string) => string): Promise<Wire> {
  const sent: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (part: Buffer) => {
      sent.push(part);
      if (answer) socket.write(part.toString('latin1').split('\r\n').filter(Boolean).map(answer).join(''));
    });
    if (greeting !== '') socket.write(greeting);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    sent: () => Buffer.concat(sent),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return closed(server);
    },
  };
}

function pass(to: Socket, part: Buffer | null, cut: () => void): void {
  if (part === null) cut();
  else to.write(part);
}

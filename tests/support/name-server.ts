import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';

type Answer =
  | {
      readonly type: 'SRV';
      readonly name: string;
      readonly port: number;
      readonly target: string;
      readonly priority?: number;
    }
  | { readonly type: 'MX'; readonly name: string; readonly target: string };

/** A name server of one test on loopback. What it does not know does not exist. */
export interface NameServer {
  readonly resolver: Resolver;
  stop(): Promise<void>;
}

const TYPES = { MX: 15, SRV: 33 } as const;

/** `broken` answers every question with a failure of the server. */
export async function startNameServer(
  answers: readonly Answer[],
  options: { readonly broken?: boolean } = {},
): Promise<NameServer> {
  const socket = createSocket('udp4');
  socket.on('message', (question, { address, port }) => {
    const { name, type, end } = questionOf(question);
    const found = answers.filter((answer) => answer.name === name && TYPES[answer.type] === type);
    const code = options.broken === true ? 2 : found.length > 0 ? 0 : 3;
    const header = Buffer.from(question.subarray(0, 12));
    header.writeUInt16BE(0x8180 | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(code === 0 ? found.length : 0, 6);
    header.writeUInt32BE(0, 8);
    const records = code === 0 ? found.map(recordOf) : [];
    socket.send(Buffer.concat([header, question.subarray(12, end), ...records]), port, address);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve);
  });
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return {
    resolver,
    stop: () =>
      new Promise((resolve) => {
        socket.close(resolve);
      }),
  };
}

function questionOf(message: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

function recordOf(answer: Answer): Buffer {
  const target = nameOf(answer.target);
  const numbers = answer.type === 'MX' ? [10] : [answer.priority ?? 0, 1, answer.port];
  const data = Buffer.concat([...numbers.map(twoBytes), target]);
  const fixed = [
    twoBytes(0xc00c),
    twoBytes(TYPES[answer.type]),
    twoBytes(1),
    Buffer.alloc(4),
    twoBytes(data.length),
  ];
  return Buffer.concat([...fixed, data]);
}

function nameOf(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ]);
}

function twoBytes(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

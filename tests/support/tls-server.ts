import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlainServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';
import { closed, listenOnLoopback } from './dovecot/relay.ts';

/** A certificate that nobody issued but its own server. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

export function selfSigned(commonName = 'mail.halden.example', days = 2): SelfSigned {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-certificate-'));
  try {
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const files = ['-keyout', 'key.pem', '-out', 'cert.pem'];
    execFileSync(
      'openssl',
      ['req', '-x509', ...newKey, '-days', String(days), '-subj', `/CN=${commonName}`, ...files],
      { cwd: folder, stdio: 'pipe' },
    );
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    return { key: read('key.pem'), cert: read('cert.pem') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A mail server of which only the beginning is there: it encrypts, and writes down all that a client says. */
export interface TlsServer {
  readonly port: number;
  /** What clients said before the encryption. */
  readonly plainText: () => string;
  /** What clients said inside it. */
  readonly secret: () => string;
  /** From now on another certificate is shown. */
  show(identity: SelfSigned): void;
  stop(): Promise<void>;
}

/** Encrypts from the first byte and greets as IMAP. */
export async function startTlsServer(identity: SelfSigned): Promise<TlsServer> {
  const heard: string[] = [];
  const server = createTlsServer({ ...identity, minVersion: 'TLSv1.2' }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (part: Buffer) => heard.push(part.toString('latin1')));
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] test\r\n');
  });
  server.on('tlsClientError', () => undefined);
  const port = await listenOnLoopback(server);
  return {
    port,
    plainText: () => '',
    secret: () => heard.join(''),
    show: (next) => server.setSecureContext(next),
    stop: () => closed(server),
  };
}

/** Greets as SMTP or IMAP, offers STARTTLS and encrypts when asked. `injected` is said right behind the agreement. */
export async function startStartTlsServer(
  protocol: 'imap' | 'smtp',
  identity: SelfSigned,
  options: { readonly offers?: boolean; readonly injected?: string } = {},
): Promise<TlsServer> {
  const heard: string[] = [];
  const inside: string[] = [];
  let context = createSecureContext(identity);
  const server = createPlainServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write(protocol === 'imap' ? '* OK test\r\n' : '220 test ESMTP\r\n');
    const onData = (part: Buffer) => {
      const line = part.toString('latin1');
      heard.push(line);
      const answer = answerTo(protocol, line, options.offers !== false);
      socket.write(answer + (answer.includes('begin') ? (options.injected ?? '') : ''));
      if (!answer.includes('begin')) return;
      socket.off('data', onData);
      encrypt(socket, context, inside);
    };
    socket.on('data', onData);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    plainText: () => heard.join(''),
    secret: () => inside.join(''),
    show(next) {
      context = createSecureContext(next);
    },
    stop: () => closed(server),
  };
}

function answerTo(protocol: 'imap' | 'smtp', line: string, offers: boolean): string {
  if (protocol === 'imap') {
    const tag = line.split(' ', 1)[0] ?? '*';
    if (line.toUpperCase().includes('STARTTLS')) return `${tag} ${offers ? 'OK begin' : 'BAD no'}\r\n`;
    return `* CAPABILITY IMAP4rev1${offers ? ' STARTTLS' : ''}\r\n${tag} OK done\r\n`;
  }
  if (line.toUpperCase().startsWith('STARTTLS')) return offers ? '220 begin\r\n' : '502 no\r\n';
  return `250-test\r\n250 ${offers ? 'STARTTLS' : '8BITMIME'}\r\n`;
}

function encrypt(
  socket: Socket,
  secureContext: ReturnType<typeof createSecureContext>,
  inside: string[],
): void {
  const secure = new TLSSocket(socket, { isServer: true, secureContext });
  secure.on('error', () => secure.destroy());
  secure.on('data', (part: Buffer) => inside.push(part.toString('latin1')));
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext, TLSSocket } from 'node:tls';
import { makeCertificates } from '../dovecot/certificates.ts';
import { closed, listenOnLoopback } from '../dovecot/relay.ts';
import { SmtpConversation, type SmtpHost } from './smtp-conversation.ts';
import { type Misbehaviour, type SmtpPlan, type TakenMessage, USUAL_PLAN } from './smtp-plan.ts';

/** A mail server for sending that a test can make misbehave at every step; it keeps what it took. */
export interface FakeSmtp {
  readonly port: number;
  readonly caPem: string;
  /** Every message for which it took responsibility, in the order of that. */
  readonly taken: readonly TakenMessage[];
  /** Commands that it heard but QUIT, which may come late; of a login only the mechanism. */
  readonly commands: readonly string[];
  /** Connections so far. */
  readonly connections: number;
  /** Everything that clients sent before encryption. */
  unencrypted(): Buffer;
  /** Replaces what goes wrong from now on; without arguments it serves well. */
  misbehave(...misbehaviours: readonly Misbehaviour[]): void;
  change(plan: Partial<SmtpPlan>): void;
  /** Resolves as soon as what it heard and took so far fulfils the condition; asked again only when that changes. */
  until(condition: (smtp: Pick<FakeSmtp, 'taken' | 'commands'>) => boolean): Promise<void>;
  /** Forgets what it took and heard, and who waited for it. */
  forget(): void;
  stop(): Promise<void>;
}

/** Starts it on a loopback port of its own, with an authority of its own. */
export async function startFakeSmtp(changes: Partial<SmtpPlan> = {}): Promise<FakeSmtp> {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-smtp-'));
  const { caPem, certificateFile, keyFile } = makeCertificates(folder);
  const secureContext = createSecureContext({
    cert: readFileSync(certificateFile),
    key: readFileSync(keyFile),
  });
  rmSync(folder, { recursive: true, force: true });

  let plan: SmtpPlan = { ...USUAL_PLAN, ...changes };
  let wrongs: { readonly what: Misbehaviour; left: number }[] = [];
  let connections = 0;
  const taken: TakenMessage[] = [];
  const commands: string[] = [];
  let overheard: Buffer[] = [];
  const sockets = new Set<Socket>();
  let waiting: { readonly isFulfilled: () => boolean; readonly resolve: () => void }[] = [];
  const wake = () => {
    for (const { isFulfilled, resolve } of waiting) if (isFulfilled()) resolve();
  };
  const host: SmtpHost = {
    get plan() {
      return plan;
    },
    secureContext,
    misbehave(step, { recipient, encrypted }) {
      const found = wrongs.find(
        ({ what, left }) =>
          left > 0 &&
          what.at === step &&
          (what.recipient === undefined || what.recipient === recipient) &&
          (what.encrypted === undefined || what.encrypted === encrypted),
      );
      if (found === undefined) return null;
      found.left -= 1;
      return found.what;
    },
    heard(line) {
      commands.push(line);
      wake();
    },
    overheard: (part) => overheard.push(part),
    took(message) {
      taken.push(message);
      wake();
    },
  };
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    const direct = plan.security === 'tls';
    const line = direct ? new TLSSocket(socket, { isServer: true, secureContext }) : socket;
    new SmtpConversation(line, host, direct);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    caPem,
    taken,
    commands,
    get connections() {
      return connections;
    },
    unencrypted: () => Buffer.concat(overheard),
    misbehave(...misbehaviours) {
      wrongs = misbehaviours.map((what) => ({ what, left: what.times ?? Number.POSITIVE_INFINITY }));
    },
    change(next) {
      plan = { ...plan, ...next };
    },
    until: (condition) =>
      new Promise((resolve) => {
        waiting.push({ isFulfilled: () => condition({ taken, commands }), resolve });
        wake();
      }),
    forget() {
      waiting = [];
      taken.length = 0;
      commands.length = 0;
      overheard = [];
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await closed(server);
    },
  };
}

import type { ClientContext, ClientLink } from '@orpc/client';
import { onMessagePortClose, RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { DuebookBridge } from './host.ts';

/** One live channel to the engine. */
export interface Channel {
  readonly link: ClientLink<ClientContext>;
  /** Settles when the channel is gone. */
  readonly closed: Promise<void>;
  close(): void;
}

/** Opens a channel; rejects when the engine does not answer. */
export type OpenChannel = () => Promise<Channel>;

/** The session that the one-time token bought is over, or there never was one. */
export class NoSessionError extends Error {}

/** Electron: a fresh message port, brokered by the shell. */
export function portChannel(bridge: DuebookBridge): OpenChannel {
  return () =>
    new Promise((resolve) => {
      const receive = (event: MessageEvent) => {
        const port = event.ports[0];
        if (event.source !== window || event.data !== 'duebook:port' || !port) return;
        window.removeEventListener('message', receive);
        const closed = new Promise<void>((done) => onMessagePortClose(port, done));
        const link = new PortLink({ port });
        port.start();
        resolve({ link, closed, close: () => port.close() });
      };
      window.addEventListener('message', receive);
      bridge.connect();
    });
}

/** Browser host: a socket on the same origin, behind the session cookie. */
export function socketChannel(origin: string): OpenChannel {
  const url = `${origin.replace(/^http/, 'ws')}/rpc`;
  return () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      const link = new SocketLink({ websocket: socket });
      const closed = new Promise<void>((done) => socket.addEventListener('close', () => done()));
      socket.addEventListener('open', () => resolve({ link, closed, close: () => socket.close() }));
      socket.addEventListener('close', () => reject(new Error('The engine does not answer.')));
    });
}

/**
 * Takes the one-time token out of the address at once, and gives what exchanges it for a session cookie: to be called
 * until it succeeds, since the engine may not listen yet. Throws `NoSessionError` when the token is refused.
 */
export function sessionStart(page: Window): () => Promise<void> {
  let token = new URLSearchParams(page.location.hash.replace(/^#/, '')).get('token');
  if (token !== null) page.history.replaceState(null, '', `${page.location.pathname}#/worklist`);
  return async () => {
    if (token === null) return;
    const answer = await page.fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    token = null;
    if (!answer.ok)
      throw new NoSessionError('This address was used before. Start Duebook again for a new one.');
  };
}

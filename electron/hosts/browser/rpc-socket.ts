import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRpcFrame } from '../rpc-frame.ts';
import { RPC_OPTIONS } from '../rpc-options.ts';
import type { HostedEngine } from './hosted-engine.ts';
import { type Address, hasOwnHost, hasOwnOrigin, sessionCookie } from './request-guard.ts';
import type { SessionKeeper } from './session.ts';

export const RPC_PATH = '/rpc';
/** Files travel by upload, so the largest honest message is the text of a template or a mapping. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
const MAX_SOCKETS = 16;
/** RFC 6455: a message whose content is not what its type says. */
const MALFORMED = 1007;

export type RpcSocketOptions = {
  readonly server: Server;
  readonly engine: HostedEngine;
  readonly address: Address;
  readonly sessions: SessionKeeper;
  /** Called with the number of open windows whenever it changes. */
  readonly onWindows: (open: number) => void;
};

export type RpcSockets = { close(): void };

/** Serves the engine's contract over WebSocket to the window that holds the session, and to nobody else. */
export function serveRpc(options: RpcSocketOptions): RpcSockets {
  const handler = new RPCHandler(options.engine.router, RPC_OPTIONS);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  });

  const accept = (socket: WebSocket): void => {
    socket.on('error', () => socket.terminate());
    socket.on('close', () => options.onWindows(sockets.clients.size));
    options.onWindows(sockets.clients.size);
    void handler.upgrade(framesOnly(socket), { context: options.engine.context });
  };

  options.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const status = refusal(request, options);
    if (status !== undefined) return refuse(stream, status);
    if (sockets.clients.size >= MAX_SOCKETS) return refuse(stream, '503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, accept);
  });

  return {
    close() {
      for (const socket of sockets.clients) socket.close(1001, 'Duebook is closing');
      sockets.close();
    },
  };
}

type PeerSocket = Pick<WebSocket, 'addEventListener' | 'send'>;

/** Shows the protocol's reader well-formed frames only; the first other one closes the socket. */
function framesOnly(socket: WebSocket): PeerSocket {
  const listenTo = (type: 'message' | 'close', listener: (event: object) => void): void => {
    if (type === 'close') socket.on('close', () => listener({}));
    else
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : data.toString();
        if (isRpcFrame(message)) listener({ data: message });
        else socket.close(MALFORMED, 'This is not a message of the window');
      });
  };
  return { addEventListener: listenTo as PeerSocket['addEventListener'], send: socket.send.bind(socket) };
}

function refusal(request: IncomingMessage, options: RpcSocketOptions): string | undefined {
  if (!hasOwnHost(request.headers, options.address)) return '421 Misdirected Request';
  if (request.url !== RPC_PATH) return '404 Not Found';
  if (!hasOwnOrigin(request.headers, options.address)) return '403 Forbidden';
  const session = sessionCookie(request.headers, options.address);
  return options.sessions.holds(session) ? undefined : '403 Forbidden';
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

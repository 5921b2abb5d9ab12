import { RPCHandler } from '@orpc/server/message-port';
import { type ShellReply, type ShellRequest, shellRequest } from '../../../shared/window/shell-messages.ts';
import { isEngineError } from '../../engine/platform/engine-error.ts';
import type { HostedEngine } from '../browser/hosted-engine.ts';
import { isRpcFrame } from '../rpc-frame.ts';
import { RPC_OPTIONS } from '../rpc-options.ts';

/** A window's end of a channel, as Electron's MessagePortMain and Node's own MessagePort (in tests) have it. */
export type WindowPort = {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
};

/** The process's line to the shell. */
export type ShellPort = {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly WindowPort[] }) => void,
  ): unknown;
  postMessage(reply: ShellReply): void;
};

/** What the shell needs of an engine beside what every host needs. */
export type ShellEngine = HostedEngine & {
  /** Where a person's browser is sent to by the sign-ins that are under way. */
  signInAddresses(): readonly string[];
  /** Takes an address that the desktop opened the application with; false for one that no sign-in waits for. */
  takeOpenedAddress(address: string): boolean;
};

/** Serves the engine to the shell and to the windows whose ports the shell passes on. */
export function serveShell(shell: ShellPort, engine: ShellEngine, onClose: () => void): void {
  const handler = new RPCHandler(engine.router, RPC_OPTIONS);
  shell.on('message', ({ data, ports }) => {
    const parsed = shellRequest.safeParse(data);
    if (!parsed.success) return;
    const request = parsed.data;
    if (request.kind === 'close') return onClose();
    if (request.kind === 'connect') {
      for (const port of ports) {
        handler.upgrade(framesOnly(port), { context: engine.context });
        port.start();
      }
      return;
    }
    void answer(request, engine).then((reply) => shell.postMessage(reply));
  });
}

type Question = Extract<ShellRequest, { request: number }>;

async function answer(request: Question, engine: ShellEngine): Promise<ShellReply> {
  const { files } = engine;
  if (request.kind === 'list_sign_ins') {
    return { kind: 'sign_ins', request: request.request, addresses: [...engine.signInAddresses()] };
  }
  if (request.kind === 'take_address') {
    return { kind: 'taken', request: request.request, taken: engine.takeOpenedAddress(request.address) };
  }
  if (request.kind === 'offer_file') {
    return { kind: 'offered', request: request.request, grant: files.offerOpenPath(request.path) };
  }
  try {
    await files.saveDownloadTo(request.download, files.offerSavePath(request.path));
    return { kind: 'saved', request: request.request };
  } catch (error) {
    const message = isEngineError(error) ? error.message : 'The file could not be saved.';
    return { kind: 'failed', request: request.request, message };
  }
}

/** Shows the protocol's reader well-formed frames only; the first other one closes the port. */
function framesOnly(port: WindowPort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on(event: string, listener: (event?: { readonly data: unknown }) => void) {
      if (event === 'close') port.on('close', () => listener());
      else
        port.on('message', (message) => {
          if (isRpcFrame(message.data)) listener(message);
          else port.close();
        });
    },
  };
}

import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { type ShellReply, type ShellRequest, shellReply } from '../../shared/window/shell-messages.ts';
import type { RestartPolicy } from './restart-policy.ts';

export type EngineProcessOptions = {
  readonly entry: string;
  readonly args: readonly string[];
  readonly policy: RestartPolicy;
  /** It crashed too often; it stays stopped. */
  readonly onGivenUp: () => void;
};

type EngineQuestion =
  | { readonly kind: 'offer_file'; readonly path: string }
  | { readonly kind: 'save_download'; readonly download: string; readonly path: string }
  | { readonly kind: 'list_sign_ins' }
  | { readonly kind: 'take_address'; readonly address: string };

type Waiting = { resolve(reply: ShellReply): void; reject(error: Error): void };

/**
 * Runs the engine in its own process, starts it again when it crashes, and passes ports and picked paths to it.
 * A window notices a crash by its closed port, and asks for a new one.
 */
export class EngineProcess {
  readonly #options: EngineProcessOptions;
  readonly #waiting = new Map<number, Waiting>();
  #child: UtilityProcess;
  #nextRequest = 1;
  #closing = false;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
    this.#child = this.#fork();
  }

  /** Gives the engine its end of a channel to a window. */
  connect(port: MessagePortMain): void {
    this.#child.postMessage({ kind: 'connect' } satisfies ShellRequest, [port]);
  }

  /** Asks for something about a file or a sign-in. Rejects with a message for people. */
  ask(request: EngineQuestion): Promise<ShellReply> {
    const number = this.#nextRequest++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#child.postMessage({ ...request, request: number } satisfies ShellRequest);
    });
  }

  /** Lets the engine finish and end. */
  close(): Promise<void> {
    this.#closing = true;
    if (this.#child.pid === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.postMessage({ kind: 'close' } satisfies ShellRequest);
    });
  }

  #fork(): UtilityProcess {
    const { entry, args } = this.#options;
    const child = utilityProcess.fork(entry, [...args], { serviceName: 'Duebook engine', stdio: 'inherit' });
    child.on('message', (message: unknown) => this.#receive(message));
    child.on('exit', () => this.#ended());
    return child;
  }

  #receive(message: unknown): void {
    const parsed = shellReply.safeParse(message);
    if (!parsed.success) return;
    const reply = parsed.data;
    const waiting = this.#waiting.get(reply.request);
    this.#waiting.delete(reply.request);
    if (reply.kind === 'failed') waiting?.reject(new Error(reply.message));
    else waiting?.resolve(reply);
  }

  #ended(): void {
    for (const waiting of this.#waiting.values())
      waiting.reject(new Error('Duebook had to start its engine again.'));
    this.#waiting.clear();
    if (this.#closing) return;
    if (this.#options.policy.crashed() === 'restart') this.#child = this.#fork();
    else this.#options.onGivenUp();
  }
}

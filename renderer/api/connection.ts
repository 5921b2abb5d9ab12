import type { ClientContext, ClientLink } from '@orpc/client';
import { type Channel, NoSessionError, type OpenChannel } from './channel.ts';

/** `stopped`: the engine has not answered for a while; it is still being called. `refused`: this window has no session. */
export type ConnectionState = 'connecting' | 'open' | 'stopped' | 'refused';

export interface Connection {
  /** A link that outlives single channels: a call waits for the next channel while none is open. */
  readonly link: ClientLink<ClientContext>;
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  /** Tries at once instead of at the next turn. */
  retryNow(): void;
}

const PAUSES_MS = [250, 500, 1000, 2000, 4000];
const TRIES_UNTIL_STOPPED = 4;

/** Keeps one channel to the engine open, with growing pauses between attempts. `prepare` comes before each of them. */
export function createConnection(prepare: () => Promise<void>, open: OpenChannel): Connection {
  let state: ConnectionState = 'connecting';
  let current: Promise<Channel>;
  let settle: (channel: Channel) => void = () => {};
  let wake: () => void = () => {};
  const listeners = new Set<() => void>();

  const change = (next: ConnectionState) => {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const expect = () => {
    current = new Promise((resolve) => {
      settle = resolve;
    });
  };
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    for (let failures = 0; ; ) {
      try {
        await prepare();
        const channel = await open();
        failures = 0;
        settle(channel);
        change('open');
        await channel.closed;
        expect();
        change('connecting');
      } catch (error) {
        if (error instanceof NoSessionError) throw error;
        failures += 1;
        if (failures >= TRIES_UNTIL_STOPPED) change('stopped');
      }
      await pause(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 4000);
    }
  };

  expect();
  run().catch((error: unknown) => change(error instanceof NoSessionError ? 'refused' : 'stopped'));

  return {
    link: {
      call: async (path, input, options) => (await current).link.call(path, input, options),
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => wake(),
  };
}

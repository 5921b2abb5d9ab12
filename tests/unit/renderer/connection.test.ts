import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../../renderer/api/channel.ts';
import { NoSessionError } from '../../../renderer/api/channel.ts';
import { createConnection } from '../../../renderer/api/connection.ts';

interface Opened {
  readonly channel: Channel;
  close(): void;
}

/** A channel whose calls answer with its name, until it is closed. */
function channelNamed(name: string): Opened {
  let close: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  return { channel: { link: { call: async () => name }, closed, close }, close };
}

const call = (connection: ReturnType<typeof createConnection>) =>
  connection.link.call(['app', 'status'], undefined, { context: {} });
const nothing = async () => {};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the connection to the engine', () => {
  it('is open once a channel is there', async () => {
    const connection = createConnection(nothing, async () => channelNamed('first').channel);
    expect(connection.state()).toBe('connecting');
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state()).toBe('open');
    expect(await call(connection)).toBe('first');
  });

  it('opens a new channel when one is lost, and sends later calls through it', async () => {
    const opened = [channelNamed('first'), channelNamed('second')];
    let next = 0;
    const connection = createConnection(nothing, async () => {
      const one = opened[next++];
      if (!one) throw new Error('none left');
      return one.channel;
    });
    await vi.advanceTimersByTimeAsync(0);
    opened[0]?.close();
    await vi.advanceTimersByTimeAsync(0);
    const waiting = call(connection);
    expect(connection.state()).toBe('connecting');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await waiting).toBe('second');
    expect(connection.state()).toBe('open');
  });

  it('asks for its session again when the engine did not listen yet', async () => {
    let asked = 0;
    const late = createConnection(
      async () => {
        asked += 1;
        if (asked < 3) throw new TypeError('Failed to fetch');
      },
      async () => channelNamed('late').channel,
    );
    await vi.advanceTimersByTimeAsync(2_000);
    expect([late.state(), asked]).toEqual(['open', 3]);
  });

  it('says after a while that the engine has stopped, and still comes back by itself', async () => {
    let up = false;
    const connection = createConnection(nothing, async () => {
      if (!up) throw new Error('refused');
      return channelNamed('late').channel;
    });
    await vi.advanceTimersByTimeAsync(600);
    expect(connection.state()).toBe('connecting');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state()).toBe('stopped');
    up = true;
    await vi.advanceTimersByTimeAsync(5000);
    expect(connection.state()).toBe('open');
  });

  it('tries at once when asked', async () => {
    let tries = 0;
    const connection = createConnection(nothing, async () => {
      tries += 1;
      throw new Error('refused');
    });
    await vi.advanceTimersByTimeAsync(20_000);
    const before = tries;
    connection.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(tries).toBe(before + 1);
  });

  it('does not knock without pause', async () => {
    let tries = 0;
    createConnection(nothing, async () => {
      tries += 1;
      throw new Error('refused');
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tries).toBeLessThan(30);
  });

  it('says that it was refused when the one-time address was used before', async () => {
    const connection = createConnection(
      async () => {
        throw new NoSessionError('used');
      },
      async () => channelNamed('never').channel,
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state()).toBe('refused');
  });

  it('tells listeners of each change of state', async () => {
    const seen: string[] = [];
    const only = channelNamed('only');
    const connection = createConnection(nothing, async () => only.channel);
    connection.subscribe(() => seen.push(connection.state()));
    await vi.advanceTimersByTimeAsync(0);
    only.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen.slice(0, 2)).toEqual(['open', 'connecting']);
  });
});

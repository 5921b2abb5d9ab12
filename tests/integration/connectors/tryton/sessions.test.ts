import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cursor } from '../../../../electron/engine/connectors/connector.ts';
import { failureReason } from '../../../../electron/engine/connectors/connector-failure.ts';
import { collect, connectTryton, impatient, NO_SIGNAL, readFull } from '../../../support/tryton/reading.ts';
import { sessions } from '../../../support/tryton/sqlite-file.ts';
import { type SeededTryton, startSeededTryton, trytonAvailable } from '../../../support/tryton.ts';

const { available, reason } = trytonAvailable();
if (!available) console.log(reason);

describe.skipIf(!available)('a session with a real Tryton', () => {
  let tryton: SeededTryton;
  beforeAll(async () => {
    tryton = await startSeededTryton();
  }, 300_000);
  afterAll(async () => {
    await tryton?.stop();
  });

  const refusal = async (work: Promise<unknown>): Promise<Error> => {
    const error = await work.then(
      () => new Error('it was not refused'),
      (thrown: unknown) => thrown,
    );
    return error as Error;
  };

  it('is opened with the first call and ended on close', async () => {
    const connector = connectTryton({ address: tryton.address });
    const before = sessions(tryton.file).count;
    await readFull(connector, 'currency');
    expect(sessions(tryton.file).count).toBe(before + 1);
    await connector.close?.();
    expect(sessions(tryton.file).count).toBe(before);
  });

  it('sends a wrong password once, whatever is asked afterwards', async () => {
    let calls = 0;
    const timing = impatient();
    const connector = connectTryton({
      address: tryton.address,
      user: 'ar_nothing',
      password: 'mistaken-secret',
      timing,
      onCall: () => {
        calls += 1;
      },
    });
    const first = await refusal(readFull(connector, 'currency'));
    expect(failureReason(first)).toBe('auth_revoked');
    expect(first.message).not.toContain('mistaken-secret');
    expect(calls).toBe(1);
    await refusal(readFull(connector, 'invoice'));
    const report = await connector.test(NO_SIGNAL);
    expect(report.checks.at(-1)).toMatchObject({ step: 'login', ok: false });
    // The greeting of the test.
    expect(calls).toBe(2);
    expect(timing.waits).toEqual([]);
  });

  it('says that a name is locked out, and leaves it alone', async () => {
    const attempt = async (password: string) => {
      const connector = connectTryton({ address: tryton.address, user: 'ar_locked', password });
      return refusal(readFull(connector, 'currency'));
    };
    for (let wrong = 0; wrong < 2; wrong += 1)
      expect(failureReason(await attempt('wrong'))).toBe('auth_revoked');
    let calls = 0;
    const right = connectTryton({
      address: tryton.address,
      user: 'ar_locked',
      onCall: () => {
        calls += 1;
      },
    });
    const locked = await refusal(readFull(right, 'currency'));
    expect(locked.message).toContain('locked');
    expect(failureReason(locked)).toBe('auth_revoked');
    await refusal(readFull(right, 'currency'));
    expect(calls).toBe(1);
  });

  it('is opened again when the server has forgotten it, without losing a page', async () => {
    const whole = await readFull(connectTryton({ address: tryton.address }), 'invoice');
    const connector = connectTryton({ address: tryton.address, pageSize: 7 });
    const ids: string[] = [];
    for await (const page of connector.full('invoice', null, NO_SIGNAL)) {
      ids.push(...page.records.map(({ sourceId }) => sourceId));
      if (ids.length === page.records.length) {
        await tryton.kill();
        sessions(tryton.file).forget();
        await tryton.restart();
      }
    }
    expect(ids).toEqual(whole.records.map(({ sourceId }) => sourceId));
    await connector.close?.();
  });

  it('goes on where it was when the server is killed in the middle of a page', async () => {
    const whole = await readFull(connectTryton({ address: tryton.address }), 'invoice');
    const seen: string[] = [];
    let cursor: Cursor | null = null;
    let calls = 0;
    let killAt = 12;
    let interruptions = 0;
    for (;;) {
      const stopped = new AbortController();
      const connector = connectTryton({
        address: tryton.address,
        pageSize: 10,
        onCall: () => {
          calls += 1;
          if (calls !== killAt) return;
          void tryton.kill();
        },
      });
      try {
        for await (const page of connector.full('invoice', cursor, stopped.signal)) {
          seen.push(...page.records.map(({ sourceId }) => sourceId));
          cursor = page.next;
        }
        break;
      } catch (error) {
        expect(failureReason(error)).toBe('network_down');
        interruptions += 1;
        killAt = calls + 15;
        await tryton.kill();
        await tryton.restart();
      }
    }
    expect(interruptions).toBeGreaterThan(1);
    expect(seen).toEqual(whole.records.map(({ sourceId }) => sourceId));
  });

  it('reads every record once by pages of any size, though all have the same time', async () => {
    const whole = await readFull(connectTryton({ address: tryton.address }), 'payment');
    const times = new Set(whole.records.map(({ updatedAt }) => updatedAt));
    expect(times.size).toBeLessThan(whole.records.length);
    for (const pageSize of [1, 3, whole.records.length]) {
      const connector = connectTryton({ address: tryton.address, pageSize });
      const read = await collect(connector.full('payment', null, NO_SIGNAL));
      expect(read.records).toEqual(whole.records);
      expect(read.pages.every(({ records }) => records.length <= pageSize)).toBe(true);
      await connector.close?.();
    }
  });

  it('stops at once when it is told to', async () => {
    const stop = new AbortController();
    const connector = connectTryton({ address: tryton.address, pageSize: 5 });
    const pages = connector.full('invoice', null, stop.signal)[Symbol.asyncIterator]();
    await pages.next();
    stop.abort();
    expect(await refusal(pages.next())).toMatchObject({ code: 'cancelled' });
  });

  it('asks for a full read when the place is not one of ours', async () => {
    const connector = connectTryton({ address: tryton.address });
    const error = await refusal(collect(connector.incremental('invoice', '{"v":0}', NO_SIGNAL)));
    expect(failureReason(error)).toBe('cursor_too_old');
  });
});

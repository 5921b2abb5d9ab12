import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { exportLog } from '../../../electron/engine/services/log/log-service.ts';
import { startOutboxCourier } from '../../../electron/engine/services/outbox/outbox-courier.ts';
import { changeProtection } from '../../../electron/engine/services/workspace/change-protection.ts';
import { logFilterSchema } from '../../../shared/contract/log.ts';
import { COMMAND_CASES } from '../../support/engine/command-cases.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { outboxDesk } from '../../support/engine/outbox-desk.ts';
import { dumpTables } from '../../support/engine/table-dump.ts';
import { makePerson } from '../../support/people/with-role.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());

async function books(): Promise<EngineTest> {
  const engine = await engineTest();
  await importRows(engine.workspace, [
    { customerNumber: 'A', invoiceNumber: '1', amount: '1.00', invoiceDate: '2026-01-01' },
  ]);
  return engine;
}

const everything = (engine: EngineTest) => dumpTables(engine.files.open('reader'), new Set());

async function note({ workspace, account }: EngineTest): Promise<unknown> {
  const input = { accountId: await account('A'), kind: 'note', text: 'Asked for a copy.', outcome: null };
  return workspace.db.write('addTouchpoint', input as never, workspace.context());
}

describe('an auditor', () => {
  it('is refused in words from the moment the person is made, and leaves nothing', async () => {
    const engine = await books();
    await note(engine);
    await makePerson(engine, 'auditor');
    const before = everything(engine);
    await expect(note(engine)).rejects.toMatchObject({
      code: 'policy_blocked',
      message:
        'Uma Reyes works here as an auditor and may not work on the accounts. Ask a specialist, a supervisor or a backup to do it.',
      details: { role: 'auditor', ability: 'daily' },
    });
    expect(everything(engine)).toEqual(before);
  });

  it('reads, exports, and opens the books, which are kept up to the day', async () => {
    const engine = await engineTest();
    const { workspace } = engine;
    const promise = await COMMAND_CASES.addPromise.prepare(engine);
    await workspace.db.write('addPromise', promise, workspace.context());
    await makePerson(engine, 'auditor');
    engine.clock.forward(300);
    const reopened = await engine.reopen();
    const { db } = reopened.workspace;
    expect(await db.read('verifyLog', null)).toMatchObject({ ok: true });
    expect(engine.value('SELECT state FROM promise')).toBe('broken');
    const exported = await exportLog(reopened.workspace, logFilterSchema.parse({}), 'jsonl');
    expect(exported.entries).toBeGreaterThan(2);
    await reopened.workspace.close();
  });

  it('changes no protection: key and passwords stay where they are', async () => {
    const engine = await books();
    await makePerson(engine, 'auditor');
    const slots = engine.workspace.header.slots;
    const change = changeProtection(
      engine.workspace,
      { kind: 'passphrase', passphrase: 'rain on the old harbour wall' },
      engine.installation.keyring,
    );
    await expect(change).rejects.toMatchObject({ code: 'policy_blocked' });
    const reopened = await engine.reopen();
    expect(reopened.workspace.header.slots).toEqual(slots);
    await reopened.workspace.close();
  });

  it('sends nothing: what was queued stays queued', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await makePerson(desk, 'auditor');
    const failures: unknown[] = [];
    const logger = { ...silentLogger, error: (...failure: readonly unknown[]) => failures.push(failure) };
    const courier = startOutboxCourier(desk.workspace, createEventHub(), logger as never);
    courier.wake();
    courier.sync();
    await courier.close();
    expect(failures).toEqual([]);
    await expect(desk.send()).rejects.toMatchObject({ code: 'policy_blocked' });
    expect(desk.state(id)).toBe('queued');
    expect(smtp.taken).toEqual([]);
  });
});

describe('a backup', () => {
  it('does the daily work, and neither imports nor changes settings or wording', async () => {
    const engine = await books();
    await makePerson(engine, 'backup');
    await note(engine);
    const before = everything(engine);
    const rows = [{ customerNumber: 'B', invoiceNumber: '2', amount: '1.00', invoiceDate: '2026-01-01' }];
    await expect(importRows(engine.workspace, rows)).rejects.toMatchObject({ code: 'policy_blocked' });
    const { db, context } = engine.workspace;
    await expect(
      db.write('changeSettings', { groups: { idleLockMinutes: 5, promises: { graceDays: 9 } } }, context()),
    ).rejects.toMatchObject({
      code: 'policy_blocked',
      message: expect.stringContaining('Ask a specialist or a supervisor'),
    });
    expect(everything(engine)).toEqual(before);
  });

  it('says how its own letters are signed, and when its window locks', async () => {
    const engine = await books();
    await makePerson(engine, 'backup');
    const { db, context } = engine.workspace;
    const sender = { name: 'Ben Adler', title: 'AR', email: 'ben@halden.example', phone: '' };
    await db.write('changeSettings', { groups: { sender, idleLockMinutes: 5 } }, context());
    expect(JSON.parse(String(engine.value("SELECT json FROM setting WHERE key = 'sender'")))).toEqual(sender);
  });
});

it('a supervisor and a profile without a person are restricted in nothing', async () => {
  const engine = await books();
  expect(engine.workspace.person()).toBeNull();
  await note(engine);
  const card = await makePerson(engine, 'supervisor');
  expect(engine.workspace.person()).toEqual(card);
  await note(engine);
});

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acquireLock } from '../../../electron/engine/db/lock.ts';
import { tellWaiting } from '../../../electron/engine/services/webhook/tell-waiting.ts';
import { setWebhook } from '../../../electron/engine/services/webhook/webhook-service.ts';
import { asTest } from '../../support/engine/engine-test.ts';
import { engineWorkspaceIn } from '../../support/engine/engine-workspace.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { startChild } from '../../support/storage/child.ts';
import { isSignedBy, webhookReceiver } from '../../support/webhook-receiver.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const EVENTS = 3;

it.each(['before 1', 'after 1', 'before 2', 'after 3'])(
  'killed %s, each event is told at least once, in order, under its one id',
  async (edge) => {
    const folder = temporaryFolder();
    const engine = await engineWorkspaceIn(join(folder, 'w'));
    const { workspace } = engine;
    const receiver = await webhookReceiver();
    await importRows(workspace, [
      { customerNumber: 'A', invoiceNumber: '1', amount: '1.00', invoiceDate: '2026-01-01' },
    ]);
    const { secret } = await setWebhook(workspace, {
      url: receiver.url,
      kinds: ['note'],
      withText: true,
      privateAllowed: false,
      secret: 'new',
    });
    const { id: accountId } = await workspace.db.read('findAccount', { key: 'A' });
    for (let count = 1; count <= EVENTS; count += 1) {
      const note = { accountId, kind: 'note', outcome: null, text: `Note ${count}` } as const;
      await workspace.db.write('addTouchpoint', note, workspace.context());
    }
    const secretName = (await workspace.db.read('webhook', null))?.secretName ?? '';
    await workspace.close();

    const child = startChild(
      '../engine/tell-and-stop.ts',
      [engine.files.folder, join(folder, 'home'), secretName, secret ?? '', edge],
      engine.files.key,
    );
    await child.untilLines(2);
    await child.kill();
    expect(child.lines).toEqual(['open', 'stopped']);
    acquireLock(engine.files.folder).release();

    const again = asTest(await engine.reopen());
    await again.workspace.secrets.set(secretName, secret ?? '');
    await tellWaiting(again.workspace, new AbortController().signal);
    const texts = receiver.received.map(({ event }) => event.text);
    expect([...new Set(texts)]).toEqual(['Note 1', 'Note 2', 'Note 3']);
    expect(texts).toEqual([...texts].sort());
    expect(texts.length).toBe(edge.startsWith('before') ? EVENTS + 1 : EVENTS);
    const ids = new Set(receiver.received.map(({ event }) => `${event.id} ${event.text}`));
    expect(ids.size).toBe(EVENTS);
    expect(receiver.received.every((event) => isSignedBy(secret ?? '', event))).toBe(true);
    expect(await again.workspace.db.read('webhook', null)).toMatchObject({ waiting: 0, delivered: EVENTS });
    expect(await again.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
  },
);

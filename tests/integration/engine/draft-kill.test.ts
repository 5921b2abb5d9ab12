import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { startDraftCourier } from '../../../electron/engine/services/outreach/draft-courier.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import {
  createDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { AppEvent } from '../../../shared/contract/app.ts';
import type { DraftId, MailboxId } from '../../../shared/domain/ids.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { readMailbox, type StoredMessage } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { startChild, type WorkspaceChild } from '../../support/storage/child.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

const random = seededNumbers();
let server: Dovecot;

/** A workspace whose mailbox is the running Dovecot, with one letter that waits to be saved there. */
async function withWaitingDraft(
  port = server.imapsPort,
): Promise<EngineTest & { readonly draftId: DraftId; readonly mailboxId: MailboxId }> {
  const engine = await engineTest();
  await importRows(engine.workspace, [
    {
      customerNumber: 'A',
      customerName: 'Aurora',
      invoiceNumber: '1',
      invoiceDate: '2026-03-01',
      dueDate: '2026-04-01',
      amount: '100.00',
      email: 'ap@aurora.example',
    },
  ]);
  const mailbox = await addMailbox(engine.workspace, {
    address: server.users.alice.user,
    displayName: 'Alice',
    imapUrl: `imaps://localhost:${port}`,
    smtpUrl: null,
    user: server.users.alice.user,
    password: server.users.alice.password,
    certificateAuthority: server.caPem,
    draftsFolder: null,
  });
  const { draft } = await createDraft(
    engine.workspace,
    {
      accountId: await engine.account('A'),
      currency: 'USD' as CurrencyCode,
      stage: 'friendly',
      language: 'en',
      asOf: engine.workspace.today(),
    },
    { text: 'Dear Aurora,\n\nplease pay invoice 1.\n', subject: 'Invoice 1' },
  );
  const draftId = draft?.id as DraftId;
  await queueDraft(engine.workspace, draftId);
  return { ...engine, draftId, mailboxId: mailbox.id };
}

async function copiesOf(engine: EngineTest, draftId: DraftId): Promise<readonly StoredMessage[]> {
  const { messageId } = await getDraft(engine.workspace, draftId);
  const { user, password } = server.users.alice;
  const messages = await readMailbox({
    imapsPort: server.imapsPort,
    caPem: server.caPem,
    user,
    password,
    folder: 'Drafts',
  });
  return messages.filter((message) => message.bytes.includes(`<${messageId}>`));
}

async function expectSavedOnce(engine: EngineTest, draftId: DraftId): Promise<void> {
  const [only, ...more] = await copiesOf(engine, draftId);
  expect(more).toEqual([]);
  expect(only?.flags).toContain('\\draft');
  expect(only?.bytes.equals(engine.value('SELECT bytes FROM draft') as Buffer)).toBe(true);
  expect(await getDraft(engine.workspace, draftId)).toMatchObject({
    state: 'in_mailbox',
    folder: 'Drafts',
    lastError: null,
  });
  expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'draft_saved_to_mailbox'")).toBe(1);
  expect(await engine.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
}

/** Closes the workspace here, lets a child work on it, and opens it again once the child was killed. */
async function killedAt(
  engine: Awaited<ReturnType<typeof withWaitingDraft>>,
  edge: string,
  kill: (child: WorkspaceChild) => Promise<void>,
) {
  await engine.workspace.close();
  const { folder } = engine.files;
  const { password } = server.users.alice;
  const child = startChild(
    '../engine/deliver-and-stop.ts',
    [folder, join(folder, '..', 'home'), edge, engine.mailboxId, password],
    engine.files.key,
  );
  await kill(child);
  await child.kill();
  return { ...engine, ...(await engine.reopen()) };
}

describe.skipIf(!available)('a letter on its way into a real mailbox', () => {
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.stop());

  it('is saved once, byte for byte, and logged', async () => {
    const engine = await withWaitingDraft();
    const report = await deliverWaitingDrafts(engine.workspace, { logger: silentLogger });
    expect(report).toMatchObject({ saved: [engine.draftId], waiting: [], failed: [] });
    expect(await deliverWaitingDrafts(engine.workspace, { logger: silentLogger })).toMatchObject({
      saved: [],
    });
    await expectSavedOnce(engine, engine.draftId);
  });

  it.each([
    'before draftAppending',
    'after draftAppending',
    'before recordDraftSaved',
    'after recordDraftSaved',
  ])(
    'is there exactly once after SIGKILL %s',
    async (edge) => {
      const killed = await killedAt(await withWaitingDraft(), edge, async (child) => {
        await child.untilLines(2);
        expect(child.lines).toEqual(['open', 'stopped']);
      });
      const before = await copiesOf(killed, killed.draftId);
      expect(before.length).toBe(edge.endsWith('recordDraftSaved') ? 1 : 0);
      await deliverWaitingDrafts(killed.workspace, { logger: silentLogger });
      await expectSavedOnce(killed, killed.draftId);
      await killed.workspace.close();
    },
    60_000,
  );

  const rounds = kills(2);
  it(
    `is there exactly once after SIGKILL at any moment (${rounds} times)`,
    async () => {
      for (let round = 0; round < rounds; round++) {
        const killed = await killedAt(await withWaitingDraft(), 'none', async (child) => {
          await child.untilLines(1);
          await turns(random(30_000));
        });
        await deliverWaitingDrafts(killed.workspace, { logger: silentLogger });
        await expectSavedOnce(killed, killed.draftId);
        await killed.workspace.close();
      }
    },
    60_000 + rounds * 10_000,
  );

  it('waits while the server is out of reach, says so, and is saved once when it is back', async () => {
    const engine = await withWaitingDraft(1);
    const hub = createEventHub();
    const stop = new AbortController();
    const events = hub.subscribe(stop.signal);
    const courier = startDraftCourier(engine.workspace, hub, silentLogger);
    const offline = await nextConnectivity(events, (online) => !online);
    expect(offline).toMatchObject({ draftsWaiting: 1 });
    expect(await getDraft(engine.workspace, engine.draftId)).toMatchObject({
      state: 'queued',
      attempts: 1,
      lastError: { code: 'network' },
    });
    await courier.close();
    stop.abort();

    const db = engine.files.open('writer');
    db.prepare('UPDATE mailbox SET imap_url = ?').run(`imaps://localhost:${server.imapsPort}`);
    engine.clock.forward(1);
    const back = startDraftCourier(engine.workspace, hub, silentLogger);
    const again = new AbortController();
    expect(await nextConnectivity(hub.subscribe(again.signal), (online) => online)).toMatchObject({
      draftsWaiting: 0,
    });
    await back.close();
    again.abort();
    await expectSavedOnce(engine, engine.draftId);
  });

  it('fails with what a person has to mend when the password is wrong, and can be tried again', async () => {
    const engine = await withWaitingDraft();
    await engine.workspace.secrets.set(`mailbox:${engine.mailboxId}`, 'wrong');
    expect(await deliverWaitingDrafts(engine.workspace, { logger: silentLogger })).toMatchObject({
      failed: [engine.draftId],
    });
    expect(await getDraft(engine.workspace, engine.draftId)).toMatchObject({
      state: 'failed',
      attempts: 1,
      lastError: { code: 'auth' },
    });
    await engine.workspace.secrets.delete(`mailbox:${engine.mailboxId}`);
    await queueDraft(engine.workspace, engine.draftId);
    expect(await deliverWaitingDrafts(engine.workspace, { logger: silentLogger })).toMatchObject({
      failed: [engine.draftId],
    });
    await engine.workspace.secrets.set(`mailbox:${engine.mailboxId}`, server.users.alice.password);
    await queueDraft(engine.workspace, engine.draftId);
    await deliverWaitingDrafts(engine.workspace, { logger: silentLogger });
    await expectSavedOnce(engine, engine.draftId);
  });
});

async function nextConnectivity(events: AsyncIterable<AppEvent>, wanted: (online: boolean) => boolean) {
  for await (const event of events) {
    if (event.type === 'connectivity' && wanted(event.connectivity.online)) return event.connectivity;
  }
  throw new Error('The hub ended without the expected event.');
}

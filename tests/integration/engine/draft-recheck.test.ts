import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendDraftOnce } from '../../../electron/engine/mail/imap/append-draft.ts';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import {
  addMailbox,
  openableMailbox,
  requireMailbox,
} from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { deliverWaitingDrafts } from '../../../electron/engine/services/outreach/draft-queue.ts';
import {
  createDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { DraftId, MailboxId } from '../../../shared/domain/ids.ts';
import { readMailbox } from '../../support/dovecot/read-mailbox.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../../support/dovecot.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { ready, request, row } from '../../support/engine/letter-books.ts';

const { available, reason } = dovecotAvailable();
if (!available) process.stderr.write(`${reason}\n`);

const BOOKS = [row('ONE', '2026-03-31'), row('TWO', '2026-04-20', { openAmount: '60.00' })];
let server: Dovecot;

interface Waiting extends EngineTest {
  readonly draftId: DraftId;
  readonly mailboxId: MailboxId;
}

/** A letter about both invoices that was queued for the mailbox and could not be saved yet. */
async function waiting(): Promise<Waiting> {
  const engine = await ready(BOOKS);
  const { user, password } = server.users.alice;
  const mailbox = await addMailbox(engine.workspace, {
    address: user,
    displayName: 'Alice',
    imapUrl: `imaps://localhost:${server.imapsPort}`,
    smtpUrl: null,
    user,
    password,
    certificateAuthority: server.caPem,
    draftsFolder: null,
  });
  const { draft } = await createDraft(engine.workspace, await request(engine));
  if (draft === null) throw new Error('There is nothing to write.');
  await queueDraft(engine.workspace, draft.id);
  return { ...engine, draftId: draft.id, mailboxId: mailbox.id };
}

const newer = (engine: EngineTest, changes: Record<string, string>) =>
  importRows(engine.workspace, [{ ...BOOKS[0], ...changes }], { fileName: 'newer.csv', asOf: '2026-06-01' });

const deliver = (engine: EngineTest) => deliverWaitingDrafts(engine.workspace, { logger: silentLogger });

async function copiesOf({ workspace, draftId }: Waiting): Promise<number> {
  const { messageId } = await getDraft(workspace, draftId);
  const all = await readMailbox({ ...server, ...server.users.alice, folder: 'Drafts' });
  return all.filter(({ bytes }) => bytes.includes(`<${messageId}>`)).length;
}

describe.skipIf(!available)('a draft that waited for its mailbox', () => {
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.stop());

  it('and still fits the figures is saved', async () => {
    const engine = await waiting();
    await newer(engine, { openAmount: '100.00' });
    expect(await deliver(engine)).toMatchObject({ saved: [engine.draftId] });
    expect(await copiesOf(engine)).toBe(1);
  });

  it.each([
    ['paid', { openAmount: '0.00' }, /ONE: it is paid\./u],
    [
      'part paid',
      { openAmount: '40.00' },
      /ONE: \$100\.00 was open when it was written, now it is \$40\.00/u,
    ],
    ['disputed', { disputed: 'yes' }, /ONE.*disputed/u],
  ])('and asks for an invoice that is %s by now is not saved, and says why', async (_what, changes, why) => {
    const engine = await waiting();
    await newer(engine, changes);
    expect(await deliver(engine)).toMatchObject({ saved: [], failed: [engine.draftId] });
    expect(await copiesOf(engine)).toBe(0);
    const draft = await getDraft(engine.workspace, engine.draftId);
    expect(draft).toMatchObject({ state: 'failed', lastError: { code: 'policy_blocked' } });
    expect(draft.lastError?.message).toMatch(why);
    expect(await deliver(engine)).toMatchObject({ saved: [], failed: [] });
  });

  it('asks again when a person tries again, and is not saved then either', async () => {
    const engine = await waiting();
    await newer(engine, { openAmount: '0.00' });
    await deliver(engine);
    await queueDraft(engine.workspace, engine.draftId);
    expect(await deliver(engine)).toMatchObject({ failed: [engine.draftId] });
    expect(await copiesOf(engine)).toBe(0);
  });

  it('that an attempt cut off had put there already is known to be there, whatever was paid since', async () => {
    const engine = await waiting();
    const mailbox = await requireMailbox(engine.workspace, engine.mailboxId);
    const { account, secret } = await openableMailbox(engine.workspace, mailbox);
    await engine.workspace.db.maintain('draftAppending', { id: engine.draftId }, engine.workspace.context());
    const bytes = engine.value('SELECT bytes FROM draft') as Buffer;
    const { messageId } = await getDraft(engine.workspace, engine.draftId);
    await appendDraftOnce({ account, secret, bytes, messageId });
    await newer(engine, { openAmount: '0.00' });
    expect(await deliver(engine)).toMatchObject({ saved: [engine.draftId], failed: [] });
    expect(await copiesOf(engine)).toBe(1);
  });
});

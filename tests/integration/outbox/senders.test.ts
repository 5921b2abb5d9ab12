import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeMailbox } from '../../../electron/engine/services/mailboxes/change-mailbox.ts';
import {
  addMailbox,
  removeMailbox,
  requireMailbox,
} from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import {
  approveDraft,
  sendMessage,
  withdrawMessage,
} from '../../../electron/engine/services/outbox/outbox-service.ts';
import { rebuildFromToday } from '../../../electron/engine/services/outbox/rebuild.ts';
import {
  changeDraft,
  createDraft,
  exportDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import { changeSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import type { MailboxAlias } from '../../../shared/contract/mailboxes.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { MailboxId } from '../../../shared/domain/ids.ts';
import type { TemplateStage } from '../../../shared/domain/letters/stages.ts';
import { request } from '../../support/engine/letter-books.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

const LEAD = 'finance-lead@halden.example';
const ALIASES: MailboxAlias[] = [{ address: LEAD, name: 'Finance lead' }];

const SHARED = {
  address: 'ar@halden.example',
  displayName: 'Accounts receivable',
  imapUrl: 'imaps://localhost:1',
  smtpUrl: null,
  user: 'ar',
  password: 'planted-password',
  certificateAuthority: null,
  draftsFolder: null,
};
const NEWEST =
  'SELECT payload FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind = ? ORDER BY seq DESC LIMIT 1';

/** The usual mailbox, which may also send as the finance lead, and a shared one that only keeps drafts. */
async function twoMailboxes(): Promise<OutboxDesk & { readonly shared: MailboxId }> {
  const desk = await outboxDesk(smtp, null, { aliases: ALIASES });
  const { id } = await addMailbox(desk.workspace, SHARED);
  return { ...desk, shared: id };
}

async function written(
  desk: OutboxDesk,
  stage: TemplateStage = 'friendly',
  sender?: { readonly mailboxId: MailboxId; readonly address: string },
) {
  const { draft, proposal } = await createDraft(
    desk.workspace,
    await request(desk, { stage }),
    sender === undefined ? {} : { sender },
  );
  if (draft === null) throw new Error('There is nothing to write.');
  return { draft, proposal };
}

/** Gives the usual mailbox other sender addresses; its servers stay, so that nothing is tried. */
async function setAliases(desk: OutboxDesk, aliases: MailboxAlias[]): Promise<void> {
  const row = await requireMailbox(desk.workspace, desk.mailboxId);
  const { id, displayName, imapUrl, smtpUrl, user, draftsFolder } = row;
  const { saved } = await changeMailbox(desk.workspace, {
    ...{ id, displayName, imapUrl, smtpUrl, user, draftsFolder },
    aliases,
  });
  expect(saved).toBe(true);
}

const lead = (desk: OutboxDesk) => ({ mailboxId: desk.mailboxId, address: LEAD });
const stages = (desk: OutboxDesk, stageSenders: Settings['stageSenders']) =>
  changeSettings(desk.workspace, { stageSenders });
const headers = (bytes: Uint8Array | undefined) =>
  Buffer.from(bytes ?? [])
    .toString('latin1')
    .split('\r\n\r\n')[0]
    ?.replaceAll('\r\n ', ' ') ?? '';

describe('a letter from another address of the mailbox', () => {
  it('has it in From and in its Message-ID, while the server is told the address of the login', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk, 'friendly', lead(desk));
    expect(draft).toMatchObject({ from: { name: 'Finance lead', address: LEAD }, mailboxId: desk.mailboxId });
    const id = await approveDraft(desk.workspace, draft.id);
    expect(await desk.message(id)).toMatchObject({ from: LEAD, envelopeFrom: 'alice@example.test' });
    await sendMessage(desk.workspace, id, 0);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    const [taken] = smtp.taken;
    expect(taken).toMatchObject({ from: 'alice@example.test', to: ['ap@a.example'] });
    const head = headers(taken?.bytes);
    expect(head).toMatch(/^From: Finance lead <finance-lead@halden\.example>$/mu);
    expect(head).not.toMatch(/^(?:Sender|Reply-To):/imu);
    expect(head).toContain(`Message-ID: <${id}@halden.example>`);
    const approval = await desk.workspace.db.read('loggedApproval', {
      id,
      accountId: await desk.account('A'),
    });
    expect(approval?.sha256).toBe((await desk.message(id)).sha256);
  });

  it('goes by the name of the mailbox where the address has none', async () => {
    const desk = await twoMailboxes();
    await setAliases(desk, [{ address: LEAD, name: null }]);
    const { draft } = await written(desk, 'friendly', lead(desk));
    expect(draft.from).toEqual({ name: 'Ines Okafor', address: LEAD });
  });

  it('is stopped in review when the address is taken from the mailbox after the approval', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk, 'friendly', lead(desk));
    const id = await approveDraft(desk.workspace, draft.id);
    await sendMessage(desk.workspace, id, 0);
    await setAliases(desk, []);
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    expect(smtp.taken).toEqual([]);
    const reason = `${LEAD} is no longer a sender address of the mailbox alice@example.test. Take the letter back and choose another sender.`;
    expect((await desk.message(id)).review?.reason).toBe(reason);
    await expect(rebuildFromToday(desk.workspace, id)).rejects.toMatchObject({ code: 'not_found' });
    await withdrawMessage(desk.workspace, id);
    const back = await getDraft(desk.workspace, draft.id);
    expect(back.senderProblem).toContain('is no longer a sender address');
    await expect(approveDraft(desk.workspace, draft.id)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('Choose another sender.'),
    });
    const own = { mailboxId: desk.mailboxId, address: 'alice@example.test' };
    expect(await changeDraft(desk.workspace, draft.id, { sender: own })).toMatchObject({
      from: { address: 'alice@example.test' },
      senderProblem: null,
    });
    expect((await desk.message(await approveDraft(desk.workspace, draft.id))).from).toBe(own.address);
  });

  it('does not go out through another mailbox that has the address by now', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk, 'friendly', lead(desk));
    const id = await approveDraft(desk.workspace, draft.id);
    await sendMessage(desk.workspace, id, 0);
    await setAliases(desk, []);
    await addMailbox(desk.workspace, { ...SHARED, address: LEAD });
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
  });
});

describe('the sender of a stage', () => {
  it('is that of its letters, in the proposal, in the draft, in the mail file and in the log', async () => {
    const desk = await twoMailboxes();
    await stages(desk, { final: lead(desk) });
    const { draft, proposal } = await written(desk, 'final');
    expect(proposal.from).toEqual({ sender: { ...lead(desk), name: 'Finance lead' }, remark: null });
    expect(draft).toMatchObject({ from: { address: LEAD }, mailboxId: desk.mailboxId, senderProblem: null });
    expect(headers(await exportDraft(desk.workspace, draft.id))).toMatch(/^From: Finance lead </mu);
    expect(desk.value(NEWEST, 'draft_created')).toMatch(/"from":"finance-lead@halden\.example"/u);
    const other = await written(desk, 'friendly');
    expect(other.draft.from?.address).toBe('alice@example.test');
  });

  it('is kept in the workspace, and what it was before is in the log', async () => {
    const desk = await twoMailboxes();
    const settings = await stages(desk, { final: lead(desk) });
    expect(settings.stageSenders).toEqual({ final: lead(desk) });
    await stages(desk, {});
    expect(JSON.parse(String(desk.value(NEWEST, 'settings_changed')))).toMatchObject({
      changed: { stageSenders: { before: { final: lead(desk) }, after: {} } },
    });
    expect((await written(desk, 'final')).draft.from?.address).toBe('alice@example.test');
  });

  it('that is gone leaves the letter to the first mailbox, with a remark', async () => {
    const desk = await twoMailboxes();
    await stages(desk, { final: lead(desk) });
    await setAliases(desk, []);
    const { draft, proposal } = await written(desk, 'final');
    expect(draft.from?.address).toBe('alice@example.test');
    expect(proposal.from.remark).toContain(`${LEAD}, which is no longer set up`);
  });

  it('signs the letter where nobody entered who signs', async () => {
    const desk = await twoMailboxes();
    await changeSettings(desk.workspace, { sender: { name: '', title: '', email: '', phone: '' } });
    await stages(desk, { final: lead(desk) });
    expect((await written(desk, 'final')).draft.text).toContain('Finance lead');
    expect((await written(desk, 'friendly')).draft.text).toContain('Ines Okafor');
  });
});

describe('a draft whose sender is gone', () => {
  it('says that its mailbox was removed, and waits for another sender', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk, 'friendly', { mailboxId: desk.shared, address: SHARED.address });
    await removeMailbox(desk.workspace, desk.shared);
    const problem = 'The mailbox ar@halden.example of this letter was removed.';
    expect(await getDraft(desk.workspace, draft.id)).toMatchObject({
      from: { name: null, address: SHARED.address },
      senderProblem: problem,
    });
    for (const way of [approveDraft, queueDraft]) {
      await expect(way(desk.workspace, draft.id)).rejects.toMatchObject({
        code: 'not_found',
        message: `${problem} Choose another sender.`,
        details: { field: 'sender' },
      });
    }
    await expect(
      changeDraft(desk.workspace, draft.id, { sender: { mailboxId: desk.shared, address: SHARED.address } }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await changeDraft(desk.workspace, draft.id, { sender: lead(desk) })).toMatchObject({
      from: { address: LEAD },
      messageId: `${draft.id}@halden.example`,
    });
  });

  it('finds it again when the mailbox is set up anew', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk, 'friendly', { mailboxId: desk.shared, address: SHARED.address });
    await removeMailbox(desk.workspace, desk.shared);
    const again = await addMailbox(desk.workspace, SHARED);
    expect(await getDraft(desk.workspace, draft.id)).toMatchObject({
      mailboxId: again.id,
      from: { address: SHARED.address },
      senderProblem: null,
    });
  });

  it('says that no mailbox is set up when there is none at all', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk);
    await removeMailbox(desk.workspace, desk.shared);
    await removeMailbox(desk.workspace, desk.mailboxId);
    await expect(approveDraft(desk.workspace, draft.id)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringMatching(/^No mailbox is set up yet\./u),
    });
  });
});

describe('a mailbox that is asked for', () => {
  it('goes before the sender of the draft; its own letters keep their address', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk, 'friendly', lead(desk));
    await queueDraft(desk.workspace, draft.id, desk.shared);
    expect(await getDraft(desk.workspace, draft.id)).toMatchObject({
      from: { address: SHARED.address },
      mailboxId: desk.shared,
    });
    const other = await written(desk, 'firm', lead(desk));
    const id = await approveDraft(desk.workspace, other.draft.id, desk.mailboxId);
    expect(await desk.message(id)).toMatchObject({ from: LEAD });
    await expect(approveDraft(desk.workspace, draft.id, 'nobody' as MailboxId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('that has no server for sending is not passed over for another one', async () => {
    const desk = await twoMailboxes();
    const { draft } = await written(desk, 'friendly', { mailboxId: desk.shared, address: SHARED.address });
    await expect(approveDraft(desk.workspace, draft.id)).rejects.toMatchObject({ code: 'not_ready' });
  });
});

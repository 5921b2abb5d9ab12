import { instant } from '../../shared/domain/dates.ts';
import type { MailboxId, OutboxMessageId } from '../../shared/domain/ids.ts';
import type { Desk } from './desk.ts';
import { MAILBOX } from './inputs.ts';

const SENDING = { ...MAILBOX, address: 'outbox@halden.example', smtpUrl: 'smtps://127.0.0.1:1' };
const LATER = instant('2999-12-31T00:00:00.000Z');

/** A mailbox that could send if its server were there. */
async function sendingMailbox({ client }: Desk): Promise<MailboxId> {
  const known = (await client.mailboxes.list()).find(({ address }) => address === SENDING.address);
  return (known ?? (await client.mailboxes.add(SENDING))).id;
}

/** A complete draft and the mailbox that it goes out from. */
async function approvalOf(desk: Desk) {
  const draftId = await desk.draftId();
  await desk.client.drafts.change({
    id: draftId,
    to: [{ name: null, address: 'ap@borealis.example' }],
    subject: 'Open invoices',
    text: 'Please pay.',
  });
  return { draftIds: [draftId], mailboxId: await sendingMailbox(desk) };
}

async function approved(desk: Desk): Promise<OutboxMessageId> {
  const [message] = await desk.client.outbox.approve(await approvalOf(desk));
  if (message === undefined) throw new Error('Nothing was approved.');
  return message.id;
}

const workspaceOf = (desk: Desk) => desk.engine.context.session.workspace();

/** A message that the gate kept back. */
async function inReview(desk: Desk): Promise<OutboxMessageId> {
  const id = await approved(desk);
  const { db, context } = workspaceOf(desk);
  await db.write('queueMessage', { id, runAt: LATER }, context());
  const told = { reason: 'B-100: it is paid.', gate: [], dropped: [], gone: [], ownWords: null };
  const review = { at: LATER, now: null, ...told };
  await db.write(
    'keepBack',
    { id, gateJson: '[]', reviewJson: JSON.stringify(review), reason: review.reason },
    context(),
  );
  return id;
}

/** A message of which nobody knows whether the server took it. */
async function lost(desk: Desk): Promise<OutboxMessageId> {
  await desk.client.app.reportOnline({ online: false });
  const id = await approved(desk);
  const { db, context } = workspaceOf(desk);
  // While one to the same customer is unknown, nothing else is handed over.
  const before = await desk.client.outbox.list({ states: ['unknown'] });
  for (const other of before.messages) await desk.client.outbox.resolve({ id: other.id, as: 'not_sent' });
  await db.write('queueMessage', { id, runAt: LATER }, context());
  await db.maintain('messageChecking', { id }, context());
  await db.maintain('messageDispatching', { id }, context());
  await db.write('recordUnknown', { id, answer: 'No answer.', lookupAt: LATER }, context());
  return id;
}

/** One good input for each procedure of the outbox. */
export const OUTBOX_CASES: Readonly<Record<string, (desk: Desk) => unknown>> = {
  'outbox.approve': approvalOf,
  'outbox.withdraw': async (desk) => ({ ids: [await approved(desk)] }),
  'outbox.send': async (desk) => ({ ids: [await approved(desk)] }),
  'outbox.undo': async (desk) => {
    const ids = [await approved(desk)];
    await desk.client.outbox.send({ ids });
    return { ids };
  },
  'outbox.list': () => ({ limit: 2 }),
  'outbox.get': async (desk) => ({ id: await inReview(desk) }),
  'outbox.attempts': async (desk) => ({ id: await lost(desk) }),
  'outbox.rebuild': async (desk) => ({ id: await inReview(desk), dropOwnWords: true }),
  'outbox.rework': async (desk) => ({ id: await inReview(desk) }),
  'outbox.resolve': async (desk) => ({ id: await lost(desk), as: 'sent' }),
  'outbox.retry': async (desk) => ({ id: await lost(desk) }),
  'outbox.exportEml': async (desk) => ({ id: await approved(desk) }),
  'outbox.resume': async (desk) => ({ mailboxId: await sendingMailbox(desk) }),
};

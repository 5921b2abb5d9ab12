import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  approveDraft,
  sendMessage,
  withdrawMessage,
} from '../../../electron/engine/services/outbox/outbox-service.ts';
import { rebuildFromToday } from '../../../electron/engine/services/outbox/rebuild.ts';
import { getDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { row } from '../../support/engine/letter-books.ts';
import { CUSTOMERS, type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

const TWO = [
  row('LATE-1', '2026-03-31', { email: 'ap@a.example' }),
  row('LATE-2', '2026-04-20', { email: 'ap@a.example', openAmount: '60.00' }),
];
const sentTo = () => smtp.taken.flatMap(({ to }) => to);

/** A newer export in which invoices have another open amount. */
function newer(desk: OutboxDesk, open: Readonly<Record<string, string>>, rows = CUSTOMERS) {
  const changed = rows
    .filter((given) => open[String(given.invoiceNumber)] !== undefined)
    .map((given) => ({ ...given, openAmount: open[String(given.invoiceNumber)] ?? '' }));
  return importRows(desk.workspace, changed, { fileName: 'newer.csv', asOf: '2026-06-01' });
}

describe('a payment that arrives between approval and sending', () => {
  it('stops exactly that message, says why, and the others go out', async () => {
    const desk = await outboxDesk(smtp);
    const [a, b, c] = [await desk.queued('A'), await desk.queued('B'), await desk.queued('C')];
    await newer(desk, { 'INV-B': '0.00' });
    expect(await desk.send()).toEqual(
      new Map([
        [a, 'sent'],
        [b, 'review'],
        [c, 'sent'],
      ] as const),
    );
    expect(sentTo()).toEqual(['ap@a.example', 'ap@c.example']);
    const message = await desk.message(b);
    expect(message).toMatchObject({
      state: 'review',
      attempts: 0,
      review: {
        reason: 'INV-B: it is paid.',
        now: null,
        dropped: [{ number: 'INV-B', before: 10_000, now: 0, why: 'it is paid.' }],
      },
    });
    expect(await desk.log('B')).toEqual(['mail_approved', 'mail_queued', 'mail_kept_back']);
    await expect(rebuildFromToday(desk.workspace, b)).rejects.toMatchObject({ code: 'policy_blocked' });
    await expect(sendMessage(desk.workspace, b)).rejects.toMatchObject({ code: 'conflict' });
    const draftId = await withdrawMessage(desk.workspace, b);
    expect(await getDraft(desk.workspace, draftId)).toMatchObject({ state: 'draft' });
  });

  it('of one of two invoices shows what it would be today, and is rebuilt in place with exactly that', async () => {
    const desk = await outboxDesk(smtp, null, {}, TWO);
    const id = await desk.queued();
    const before = await desk.message(id);
    await newer(desk, { 'LATE-1': '0.00' }, TWO);
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    const { review } = await desk.message(id);
    expect(review).toMatchObject({
      reason: 'LATE-1: it is paid.',
      now: {
        amount: 6_000,
        invoices: [{ number: 'LATE-2', open: 6_000 }],
        to: [{ address: 'ap@a.example' }],
      },
    });
    await rebuildFromToday(desk.workspace, id);
    const rebuilt = await desk.message(id);
    expect(rebuilt).toMatchObject({ id, state: 'approved', amount: 6_000, review: null });
    expect(rebuilt.subject).toBe(review?.now?.subject);
    expect(rebuilt.sha256).not.toBe(before.sha256);
    expect((await getDraft(desk.workspace, rebuilt.draftId)).text).toBe(review?.now?.text);
    await sendMessage(desk.workspace, id, 0);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
    const bytes = smtp.taken[0]?.bytes.toString('latin1') ?? '';
    expect(bytes).toContain('LATE-2');
    expect(bytes).not.toContain('LATE-1');
    expect(await desk.log()).toEqual([
      ...['mail_approved', 'mail_queued', 'mail_kept_back'],
      ...['mail_rebuilt', 'mail_queued', 'mail_sent'],
    ]);
  });

  it('in part says both amounts', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await newer(desk, { 'INV-A': '40.00' });
    await desk.send();
    const { review } = await desk.message(id);
    expect(review?.dropped).toMatchObject([{ before: 10_000, now: 4_000 }]);
    expect(review?.reason).toMatch(/\$100\.00 was open .* now it is \$40\.00/u);
  });

  it('that only confirms what stood there stops nothing', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await newer(desk, { 'INV-A': '100.00' });
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
  });
});

describe('a dispute in the books', () => {
  it('stops the message about that invoice', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    await importRows(desk.workspace, [{ ...CUSTOMERS[0], disputed: 'yes' }], { fileName: 'newer.csv' });
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    expect((await desk.message(id)).review?.reason).toMatch(/disput/iu);
  });
});

describe('a contact', () => {
  const called = async (desk: OutboxDesk, key = 'A') =>
    desk.workspace.db.write(
      'addTouchpoint',
      {
        accountId: await desk.account(key),
        kind: 'call',
        outcome: 'connected',
        text: 'Promised to pay on Friday',
      },
      desk.workspace.context(),
    );

  it('by anybody after the approval stops the message, and only that', async () => {
    const desk = await outboxDesk(smtp);
    const [a, b] = [await desk.queued('A'), await desk.queued('B')];
    desk.clock.wait(1_000);
    await called(desk);
    expect(await desk.send()).toEqual(
      new Map([
        [a, 'review'],
        [b, 'sent'],
      ] as const),
    );
    expect((await desk.message(a)).review?.reason).toMatch(/called/u);
  });

  it('stops it even when the approver had seen an earlier one', async () => {
    const desk = await outboxDesk(smtp);
    await called(desk);
    const id = await desk.queued();
    expect((await desk.message(id)).gate.map(({ code }) => code)).toContain('recent_contact');
    desk.clock.wait(1_000);
    await called(desk);
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
  });

  it('that the approver had seen does not', async () => {
    const desk = await outboxDesk(smtp);
    await called(desk);
    const id = await desk.queued();
    desk.clock.forward(1);
    expect(await desk.send()).toEqual(new Map([[id, 'sent']]));
  });

  it('by the first of two letters in one currency stops the second', async () => {
    const desk = await outboxDesk(smtp, null, {}, TWO);
    const drafts = [await desk.draft(), await desk.draft()];
    const ids = [];
    for (const draftId of drafts) {
      ids.push(await approveDraft(desk.workspace, draftId, desk.mailboxId));
    }
    for (const id of ids) await sendMessage(desk.workspace, id, 0);
    desk.clock.wait(1_000);
    expect([...(await desk.send()).values()]).toEqual(['sent', 'review']);
    expect(smtp.taken).toHaveLength(1);
  });
});

describe('a mail to the same customer of which nobody knows whether it went out', () => {
  it('holds back the next one to that customer, and no other, until it is settled', async () => {
    const desk = await outboxDesk(smtp);
    const lost = await desk.queued('A');
    smtp.misbehave({ at: 'dot', by: 'drop' });
    expect(await desk.send()).toEqual(new Map([[lost, 'unknown']]));
    smtp.misbehave();
    const [next, other] = [await desk.queued('A'), await desk.queued('B')];
    expect(await desk.send()).toEqual(
      new Map([
        [next, 'review'],
        [other, 'sent'],
      ] as const),
    );
    expect((await desk.message(next)).review?.reason).toMatch(/perhaps sent already/u);
    const { workspace } = desk;
    await workspace.db.write(
      'resolveMessage',
      { id: lost, as: 'not_sent', by: 'person' },
      workspace.context(),
    );
    await rebuildFromToday(workspace, next);
    await sendMessage(workspace, next, 0);
    expect(await desk.send()).toEqual(new Map([[next, 'sent']]));
  });

  it('holds it back, too, while it is being handed over from another mailbox', async () => {
    const desk = await outboxDesk(smtp);
    const [first, next] = [await desk.queued('A'), await desk.queued('A')];
    const { db, context } = desk.workspace;
    await db.maintain('messageChecking', { id: first }, context());
    await db.maintain('messageDispatching', { id: first }, context());
    expect(await desk.send()).toEqual(new Map([[next, 'review']]));
    expect((await desk.message(next)).review?.reason).toMatch(/being sent/u);
  });
});

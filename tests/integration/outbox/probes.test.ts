import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finalMessage, sha256 } from '../../../electron/engine/services/outbox/final-message.ts';
import { rebuildFromToday } from '../../../electron/engine/services/outbox/rebuild.ts';
import { letterOrigin } from '../../../electron/engine/services/outreach/letter-sender.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

const EVIL = 'all@evil.example';
const recipients = (address: string, name: string | null = null) => JSON.stringify([{ name, address }]);

/** Someone who can write into the database, past every command. */
function tamper(desk: OutboxDesk, sql: string, ...values: readonly unknown[]): void {
  const connection = desk.files.open('writer');
  connection.prepare(sql).run(...values);
}

describe('a draft that would break out of its headers', () => {
  const probes: readonly (readonly [string, string, string])[] = [
    ['a line break in an address', 'to_json', recipients(`ap@a.example\r\nBcc: ${EVIL}`)],
    ['two addresses in one', 'to_json', recipients(`ap@a.example, ${EVIL}`)],
    ['an address within an address', 'to_json', recipients(`"ap@a.example" <${EVIL}>, ap`)],
    ['a NUL in an address', 'to_json', recipients(`ap@a.example\u0000${EVIL}`)],
    ['an SMTP command in an address', 'to_json', recipients(`ap@a.example>\r\nRCPT TO:<${EVIL}`)],
    ['a line break in a copy', 'cc_json', recipients(`cc@a.example\nX-Evil: ${EVIL}`)],
    ['a line break in the subject', 'subject', `Reminder\r\nBcc: ${EVIL}`],
    ['a lone carriage return in the subject', 'subject', `Reminder\rBcc: ${EVIL}`],
  ];

  it.each(probes)('by %s is not approved', async (_what, column, value) => {
    const desk = await outboxDesk(smtp);
    const draftId = await desk.draft();
    tamper(desk, `UPDATE draft SET ${column} = ? WHERE id = ?`, value, draftId);
    const draft = await desk.workspace.db.read('draftRecord', { id: draftId });
    const origin = await letterOrigin(desk.workspace, draft);
    const made = finalMessage('message-1' as OutboxMessageId, draft, origin, desk.workspace.now());
    await expect(made).rejects.toMatchObject({ code: 'validation' });
    expect(desk.value('SELECT COUNT(*) FROM outbox_message')).toBe(0);
  });

  it('by a line break in a name is made harmless: one line, one recipient', async () => {
    const desk = await outboxDesk(smtp);
    const draftId = await desk.draft();
    const name = `Accounts\r\nBcc: ${EVIL}`;
    tamper(desk, 'UPDATE draft SET to_json = ? WHERE id = ?', recipients('ap@a.example', name), draftId);
    const draft = await desk.workspace.db.read('draftRecord', { id: draftId });
    const origin = await letterOrigin(desk.workspace, draft);
    const final = await finalMessage('message-1' as OutboxMessageId, draft, origin, desk.workspace.now());
    const headers = Buffer.from(final.bytes).toString('latin1').split('\r\n\r\n')[0] ?? '';
    expect(headers).not.toMatch(/^bcc:/imu);
    expect(JSON.parse(final.envelopeJson)).toEqual({ from: 'alice@example.test', to: ['ap@a.example'] });
  });

  it('by a Message-ID with a line break is not made', async () => {
    const desk = await outboxDesk(smtp);
    const draft = await desk.workspace.db.read('draftRecord', { id: await desk.draft() });
    const origin = await letterOrigin(desk.workspace, draft);
    const id = `message-1\r\nBcc: ${EVIL}\r\nX: ` as OutboxMessageId;
    await expect(finalMessage(id, draft, origin, desk.workspace.now())).rejects.toMatchObject({
      code: 'validation',
    });
  });
});

describe('an approved message that was changed in the database', () => {
  const evilBytes = Buffer.from(`To: ${EVIL}\r\n\r\nPay to another account.\r\n`);
  const swaps: readonly (readonly [string, string, readonly unknown[]])[] = [
    ['its bytes', 'bytes = ?', [evilBytes]],
    ['its SHA-256', 'sha256 = ?', ['0'.repeat(64)]],
    ['bytes and SHA-256 together', 'bytes = ?, sha256 = ?', [evilBytes, sha256(evilBytes)]],
    ['its Message-ID', 'message_id = ?', ['other@example.test']],
    [
      'another recipient in the envelope',
      'envelope_json = ?',
      [JSON.stringify({ from: 'alice@example.test', to: [EVIL] })],
    ],
    [
      'one more recipient in the envelope',
      'envelope_json = ?',
      [JSON.stringify({ from: 'alice@example.test', to: ['ap@a.example', EVIL] })],
    ],
    [
      'another sender in the envelope',
      'envelope_json = ?',
      [JSON.stringify({ from: EVIL, to: ['ap@a.example'] })],
    ],
    [
      'a line break in the envelope',
      'envelope_json = ?',
      [JSON.stringify({ from: 'alice@example.test', to: [`ap@a.example>\r\nRCPT TO:<${EVIL}`] })],
    ],
    ['an envelope that is none', 'envelope_json = ?', ['{"from":"alice@example.test","to":{"length":1}}']],
  ];

  it.each(swaps)('(%s) is not sent, and says so', async (_what, assignment, values) => {
    const desk = await outboxDesk(smtp);
    const [id, other] = [await desk.queued('A'), await desk.queued('B')];
    tamper(desk, `UPDATE outbox_message SET ${assignment} WHERE id = ?`, ...values, id);
    expect(await desk.send()).toEqual(
      new Map([
        [id, 'review'],
        [other, 'sent'],
      ] as const),
    );
    expect(smtp.taken.flatMap(({ to }) => to)).toEqual(['ap@b.example']);
    expect(smtp.commands.join('\n')).not.toContain(EVIL);
    expect(desk.value('SELECT review_json FROM outbox_message WHERE id = ?', id)).toContain('not the one');
    await rebuildFromToday(desk.workspace, id);
    expect((await desk.message(id)).recipients).toEqual(['ap@a.example']);
  });

  it('together with its draft is not sent either: the log has what was approved', async () => {
    const desk = await outboxDesk(smtp);
    const id = await desk.queued();
    tamper(desk, 'UPDATE draft SET to_json = ?', recipients(EVIL));
    const envelope = JSON.stringify({ from: 'alice@example.test', to: [EVIL] });
    tamper(
      desk,
      'UPDATE outbox_message SET envelope_json = ?, bytes = ?, sha256 = ?',
      envelope,
      evilBytes,
      sha256(evilBytes),
    );
    expect(await desk.send()).toEqual(new Map([[id, 'review']]));
    expect(smtp.commands).toEqual([]);
  });
});

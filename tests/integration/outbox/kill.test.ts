import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { asTest } from '../../support/engine/engine-test.ts';
import { deskOf, type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { type Misbehaviour, USUAL_PLAN } from '../../support/smtp/smtp-plan.ts';
import { startChild, type WorkspaceChild } from '../../support/storage/child.ts';
import { kills, seededNumbers, turns } from '../../support/storage/seeded.ts';

const random = seededNumbers();
let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => {
  smtp.misbehave();
  smtp.forget();
});

/** What can go wrong at the server meanwhile; null: nothing. */
const WRONGS: readonly (Misbehaviour | null)[] = [
  null,
  { at: 'greeting', by: 'drop' },
  { at: 'mail', by: 'drop' },
  { at: 'rcpt', by: 'drop' },
  { at: 'data', by: 'drop' },
  { at: 'body', by: 'drop' },
  { at: 'dot', by: 'drop' },
  { at: 'dot', by: 'drop', taken: false },
  { at: 'dot', by: 'hang' },
  { at: 'mail', by: { answer: '421 4.7.0 too many' } },
  { at: 'dot', by: { answer: '451 4.3.0 later' } },
  { at: 'rcpt', by: { answer: '550 5.1.1 no such user' } },
  { at: 'dot', by: { answer: '554 5.6.0 refused' } },
];

const EDGES = [
  'before messageChecking',
  'after messageChecking',
  'before messageDispatching',
  'after messageDispatching',
  'before recordSent',
  'after recordSent',
] as const;

/** Two approved messages in the queue, in a workspace that a child process works on until it is killed. */
async function killedDesk(
  wrong: Misbehaviour | null,
  edge: string,
  kill: (child: WorkspaceChild) => Promise<void>,
): Promise<OutboxDesk & { readonly ids: readonly OutboxMessageId[] }> {
  const desk = await outboxDesk(smtp);
  const ids = [await desk.queued('A'), await desk.queued('B')];
  await desk.workspace.close();
  smtp.forget();
  if (wrong !== null) smtp.misbehave(wrong);
  const { folder, key } = desk.files;
  const child = startChild(
    '../engine/work-the-outbox.ts',
    [folder, join(folder, '..', 'home'), edge, desk.mailboxId, USUAL_PLAN.password],
    key,
  );
  await kill(child);
  await child.kill();
  smtp.misbehave();
  const again = asTest(await desk.reopen());
  return { ...deskOf(again, desk.mailboxId), ids };
}

/** Until the server has heard so much of the child, or the child does nothing more that it would hear. */
async function untilHeard(child: WorkspaceChild, count: number): Promise<void> {
  for (let patience = 0; patience < 60_000; patience++) {
    if (smtp.commands.length + smtp.taken.length >= count || child.lines.length > 1) return;
    await turns(1);
  }
}

/** Works on with a server that behaves, until nothing is left that goes on by itself. */
async function workOn(desk: OutboxDesk): Promise<void> {
  desk.clock.wait(2 * 3_600_000);
  for (let round = 0; round < 3; round++) {
    await desk.recover();
    await desk.send();
    desk.clock.wait(2 * 3_600_000);
  }
}

/** Messages that the server took, by the id in our own header. */
const takenOf = (id: OutboxMessageId) =>
  smtp.taken.filter(({ bytes }) => bytes.includes(`X-Duebook-Ref: ${id}`)).length;

/** Each message was taken at most once, and what became of it is known or asked: none is lost. */
async function expectOnce(desk: OutboxDesk & { readonly ids: readonly OutboxMessageId[] }, told: string) {
  for (const id of desk.ids) {
    const { state } = await desk.message(id);
    expect(takenOf(id), `${told}: ${state}`).toBeLessThanOrEqual(1);
    expect(['sent', 'rejected', 'unknown'], told).toContain(state);
    if (state === 'sent') expect(takenOf(id), told).toBe(1);
    if (state === 'rejected') expect(takenOf(id), told).toBe(0);
    const [entries] = desk.rows<{ sent: number }>(
      "SELECT COUNT(*) AS sent FROM touchpoint JOIN touchpoint_payload USING (seq) WHERE kind = 'mail_sent' AND payload ->> '$.message' = ?",
      id,
    );
    expect(entries?.sent, told).toBe(state === 'sent' ? 1 : 0);
  }
  expect(await desk.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
  await desk.workspace.close();
}

describe('a message on its way to the server', () => {
  it.each(EDGES)(
    'goes out exactly once, or a person is asked, after SIGKILL %s',
    async (edge) => {
      const desk = await killedDesk(null, edge, async (child) => {
        await child.untilLines(2);
        expect(child.lines).toEqual(['open', 'stopped']);
      });
      const [first] = desk.ids;
      const taken = first === undefined ? -1 : takenOf(first);
      expect(taken).toBe(edge.endsWith('recordSent') ? 1 : 0);
      await workOn(desk);
      const uncertain = edge === 'after messageDispatching' || edge === 'before recordSent';
      if (first !== undefined) expect(desk.state(first)).toBe(uncertain ? 'unknown' : 'sent');
      await expectOnce(desk, edge);
    },
    60_000,
  );

  const rounds = kills(20);
  it(
    `is taken at most once and never lost, whatever the server does, at any moment (${rounds} kills)`,
    async () => {
      for (let round = 0; round < rounds; round++) {
        smtp.misbehave();
        smtp.forget();
        const wrong = WRONGS[random(WRONGS.length)] ?? null;
        const edge = random(3) === 0 ? (EDGES[random(EDGES.length)] ?? 'none') : 'none';
        const [heard, later] = [random(13), random(3_000)];
        const desk = await killedDesk(wrong, edge, async (child) => {
          await child.untilLines(1);
          await untilHeard(child, heard);
          await turns(later);
        });
        await workOn(desk);
        await expectOnce(
          desk,
          `round ${round}: ${JSON.stringify(wrong)}, ${edge}, ${later} turns after ${heard}`,
        );
      }
    },
    120_000 + rounds * 10_000,
  );
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { type KilledDesk, killedOutbox, workOn } from '../../support/engine/killed-outbox.ts';
import { outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import type { Misbehaviour } from '../../support/smtp/smtp-plan.ts';
import type { WorkspaceChild } from '../../support/storage/child.ts';
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

/** A desk whose outbox was worked on by a child that was killed, while the server misbehaved. */
async function killedDesk(
  wrong: Misbehaviour | null,
  edge: string,
  kill: (child: WorkspaceChild) => Promise<void>,
): Promise<KilledDesk> {
  const desk = await outboxDesk(smtp);
  if (wrong !== null) smtp.misbehave(wrong);
  const killed = await killedOutbox(desk, edge, kill);
  smtp.misbehave();
  return killed;
}

/** Until the server has heard so much of the child, or the child does nothing more that it would hear. */
async function untilHeard(child: WorkspaceChild, count: number): Promise<void> {
  for (let patience = 0; patience < 60_000; patience++) {
    if (smtp.commands.length + smtp.taken.length >= count || child.lines.length > 1) return;
    await turns(1);
  }
}

/** Messages that the server took, by the id in our own header. */
const takenOf = (id: OutboxMessageId) =>
  smtp.taken.filter(({ bytes }) => bytes.includes(`X-Duebook-Ref: ${id}`)).length;

/** Each message was taken at most once, and what became of it is known or asked: none is lost. */
async function expectOnce(desk: KilledDesk, told: string) {
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

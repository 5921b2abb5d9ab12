import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineError } from '../../../electron/engine/platform/engine-error.ts';
import { approveDraft } from '../../../electron/engine/services/outbox/outbox-service.ts';
import type { OutboxMessageId } from '../../../shared/domain/ids.ts';
import { type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import type { FakeSmtp } from '../../support/smtp/fake-smtp.ts';

/** What a person, the courier and a crash can do, in any order. The courier acts on the message that it has taken. */
const PERSON = ['approve', 'withdraw', 'queue', 'undo', 'retry', 'was sent', 'was not sent'] as const;
const COURIER = ['take', 'keep back', 'dispatch', 'accepted', 'refused', 'not now', 'silence'] as const;
const steps = fc.array(
  fc.constantFrom(...PERSON, ...PERSON, ...COURIER, ...COURIER, 'take', 'dispatch', 'crash'),
  {
    minLength: 5,
    maxLength: 40,
  },
);
type Step = (typeof PERSON)[number] | (typeof COURIER)[number] | 'crash';

/** Nothing is sent here: only the commands run. */
const NOWHERE = { port: 1, caPem: '' } as FakeSmtp;
const MAY_TAKE_ANEW = ['cancelled', 'resolved'];

/** One letter through one sequence of steps, and whether it was ever handed over without being allowed to. */
async function play(desk: OutboxDesk, sequence: readonly Step[]): Promise<void> {
  const { db, context, now } = desk.workspace;
  const draftId = await desk.draft();
  const ids: OutboxMessageId[] = [await approveDraft(desk.workspace, draftId, desk.mailboxId)];
  let held: 'checking' | 'dispatching' | null = null;
  /** Whether the server may have the letter, for all that anybody knows. */
  let perhapsTaken = false;

  /** Whether a person took the message away that the courier only checks. */
  let stopped = false;

  const id = () => ids.at(-1) ?? ids[0] ?? ('' as OutboxMessageId);
  const end = () => ({ id: id(), answer: 'the server' });
  const done: Record<Step, () => Promise<unknown>> = {
    approve: async () => ids.push(await approveDraft(desk.workspace, draftId, desk.mailboxId)),
    withdraw: () => db.write('withdrawApproval', { id: id() }, context()),
    queue: () => db.write('queueMessage', { id: id(), runAt: now() }, context()),
    undo: () => db.write('undoSend', { id: id() }, context()),
    retry: () => db.maintain('messageRetryNow', { id: id() }, context()),
    'was sent': () => db.write('resolveMessage', { id: id(), as: 'sent', by: 'person' }, context()),
    'was not sent': async () => {
      await db.write('resolveMessage', { id: id(), as: 'not_sent', by: 'person' }, context());
      perhapsTaken = false;
    },
    take: async () => {
      if (held !== null) return;
      const due = await db.read('dueMessage', { mailboxId: desk.mailboxId, now: now() });
      if (due?.id !== id()) return;
      if ((await db.maintain('messageChecking', { id: id() }, context())).taken) held = 'checking';
    },
    'keep back': async () => {
      if (held !== 'checking') return;
      held = null;
      const review = { id: id(), gateJson: '[]', reviewJson: '{}', reason: 'paid' };
      await db.write('keepBack', review, context()).catch(onlyTooLate);
    },
    dispatch: async () => {
      if (held !== 'checking') return;
      const { taken } = await db.maintain('messageDispatching', { id: id() }, context());
      expect(taken, 'a person stopped it first').toBe(!stopped);
      if (!taken) {
        held = null;
        return;
      }
      expect(perhapsTaken, 'handed over a second time').toBe(false);
      held = 'dispatching';
      perhapsTaken = true;
    },
    accepted: async () => {
      if (held !== 'dispatching') return;
      held = null;
      await db.write('recordSent', end(), context());
    },
    refused: async () => {
      if (held !== 'dispatching') return;
      held = null;
      await db.write('recordRejected', end(), context());
      perhapsTaken = false;
    },
    'not now': async () => {
      if (held === null) return;
      if (held === 'dispatching') perhapsTaken = false;
      held = null;
      const wait = { id: id(), code: 'network', message: 'later', runAt: now() };
      await db.maintain('messageWaits', wait, context());
    },
    silence: async () => {
      if (held !== 'dispatching') return;
      held = null;
      await db.write('recordUnknown', { ...end(), lookupAt: now() }, context());
    },
    crash: async () => {
      held = null;
      await desk.recover();
    },
  };

  for (const step of sequence) {
    const person = PERSON.some((one) => one === step);
    // A person is told that it is too late; the courier's own steps fit what it holds.
    await done[step]().catch((error: unknown) => {
      if (!person) throw error;
      onlyTooLate(error);
    });
    stopped = held === 'checking' && desk.state(id()) !== held;
    // Whatever a person does meanwhile, what the server is being handed stays as it is.
    if (held === 'dispatching') expect(desk.state(id()), `after ${step}`).toBe(held);
  }
  await done.crash();
  const active = desk
    .rows<{ state: string }>('SELECT state FROM outbox_message WHERE draft_id = ?', draftId)
    .filter(({ state }) => !MAY_TAKE_ANEW.includes(state));
  const draft = desk.value('SELECT state FROM draft WHERE id = ?', draftId);
  expect(active.length, `the draft is ${draft}`).toBe(
    draft === 'in_outbox' || (draft === 'sent' && desk.state(id()) === 'sent') ? 1 : 0,
  );
  await release(desk, id());
}

function onlyTooLate(error: unknown): void {
  if (!isEngineError(error) || error.code !== 'conflict') throw error;
}

/** The next sequence finds an empty queue, and no mail to its customer of which nobody knows whether it went out. */
async function release(desk: OutboxDesk, id: OutboxMessageId): Promise<void> {
  const { db, context } = desk.workspace;
  await db.write('resolveMessage', { id, as: 'not_sent', by: 'person' }, context()).catch(() => undefined);
  await db.write('withdrawApproval', { id }, context()).catch(() => undefined);
}

const runs = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0 ? 1_000 : 15;

describe('the states of a message', () => {
  it(
    'never hand it over twice unless a person or the server said that it was not taken',
    async () => {
      const desk = await outboxDesk(NOWHERE);
      await fc.assert(
        fc.asyncProperty(steps, (sequence) => play(desk, sequence)),
        { numRuns: runs },
      );
      expect(await desk.workspace.db.read('verifyLog', null)).toMatchObject({ ok: true });
    },
    runs * 4_000,
  );
});

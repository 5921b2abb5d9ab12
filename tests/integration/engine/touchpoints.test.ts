import { describe, expect, it } from 'vitest';
import type { NewTouchpoint } from '../../../electron/engine/db/commands/touchpoints.ts';
import type { AccountId, TouchpointId } from '../../../shared/domain/ids.ts';
import { CALL_OUTCOMES } from '../../../shared/domain/touchpoint-kinds.ts';
import { withBooks } from '../../support/engine/cases-of-books.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { logged } from '../../support/engine/logged.ts';

async function desk(): Promise<{ readonly engine: EngineTest; readonly accountId: AccountId }> {
  const engine = await engineTest();
  return { engine, accountId: await withBooks(engine) };
}

const newestEntry = (engine: EngineTest) =>
  engine.rows<{ id: TouchpointId; seq: number }>('SELECT id, seq FROM touchpoint ORDER BY seq DESC')[0];
const summaryOf = (engine: EngineTest) => engine.rows('SELECT * FROM account_summary ORDER BY account_id');
const lastTouch = (engine: EngineTest) =>
  engine.rows('SELECT last_touch_kind AS kind, last_touch_summary AS summary FROM account_summary')[0];

describe('an entry made by hand', () => {
  it('says in one line what happened and keeps every word', async () => {
    const { engine, accountId } = await desk();
    const long = 'x'.repeat(121);
    const cases: readonly (readonly [Omit<NewTouchpoint, 'accountId'>, string])[] = [
      [
        { kind: 'note', outcome: null, text: '  They pay on Friday.\nSecond line ' },
        'Note: They pay on Friday.',
      ],
      [{ kind: 'mail', outcome: null, text: '' }, 'Mail'],
      [{ kind: 'letter', outcome: null, text: 'Sent by post' }, 'Letter: Sent by post'],
      [{ kind: 'sms', outcome: null, text: 'ok' }, 'Text message: ok'],
      [{ kind: 'meeting', outcome: null, text: 'x'.repeat(120) }, `Meeting: ${'x'.repeat(120)}`],
      [{ kind: 'note', outcome: null, text: long }, `Note: ${'x'.repeat(119)}…`],
      [{ kind: 'note', outcome: null, text: `${'x'.repeat(118)}😀 paid` }, `Note: ${'x'.repeat(118)}…`],
      [{ kind: 'note', outcome: null, text: `${'x'.repeat(117)}😀 paid` }, `Note: ${'x'.repeat(117)}😀…`],
    ];
    for (const [entry, summary] of cases) {
      const { entries } = await logged(engine, 'addTouchpoint', { accountId, ...entry });
      expect(entries).toEqual([
        { kind: entry.kind, account: accountId, payload: { summary, text: entry.text } },
      ]);
      expect(lastTouch(engine)).toEqual({ kind: entry.kind, summary });
    }
  });

  it('keeps the facts of a call: attempt, connected and right party are three', async () => {
    const { engine, accountId } = await desk();
    const reached = ['connected', 'right_party', 'wrong_party', 'callback', 'refused'];
    for (const outcome of CALL_OUTCOMES) {
      const call = { accountId, kind: 'call', outcome, text: 'Mia' } as const;
      const { entries } = await logged(engine, 'addTouchpoint', call);
      expect(entries[0]?.payload).toEqual({
        summary: `Call · ${outcome.replaceAll('_', ' ')}: Mia`,
        text: 'Mia',
        outcome,
        attempt: true,
        connected: reached.includes(outcome),
        rightParty: outcome === 'right_party',
      });
    }
  });

  it('is refused with what is missing, and then leaves nothing', async () => {
    const { engine, accountId } = await desk();
    const before = newestEntry(engine);
    const refused: readonly (readonly [Omit<NewTouchpoint, 'accountId'>, string])[] = [
      [{ kind: 'note', outcome: null, text: ' \n ' }, 'The note is empty. Write what happened.'],
      [
        { kind: 'call', outcome: null, text: 'x' },
        'A call needs its outcome, such as right_party or voicemail.',
      ],
      [
        { kind: 'note', outcome: 'voicemail', text: 'x' },
        'Only a call has an outcome. Leave it out, or log a call.',
      ],
    ];
    for (const [entry, message] of refused) {
      await expect(logged(engine, 'addTouchpoint', { accountId, ...entry })).rejects.toMatchObject({
        code: 'validation',
        message,
      });
    }
    const unknown = { accountId: 'x' as AccountId, kind: 'mail', outcome: null, text: '' } as const;
    await expect(logged(engine, 'addTouchpoint', unknown)).rejects.toMatchObject({ code: 'not_found' });
    expect(newestEntry(engine)).toEqual(before);
  });
});

describe('an entry that is taken back', () => {
  it('stays, is followed by its retraction, and no longer counts as the last touch', async () => {
    const { engine, accountId } = await desk();
    const untouched = summaryOf(engine);
    await logged(engine, 'addTouchpoint', { accountId, kind: 'note', outcome: null, text: 'first' });
    const withFirst = summaryOf(engine);
    const first = newestEntry(engine);
    await logged(engine, 'addTouchpoint', { accountId, kind: 'call', outcome: 'busy', text: 'second' });
    const second = newestEntry(engine);
    const { entries } = await logged(engine, 'retractTouchpoint', {
      id: second?.id as TouchpointId,
      reason: 'wrong account',
    });
    expect(entries).toEqual([
      {
        kind: 'note_retracted',
        account: accountId,
        payload: {
          summary: `Entry ${second?.seq} taken back`,
          entry: second?.id,
          seq: second?.seq,
          reason: 'wrong account',
        },
      },
    ]);
    expect(summaryOf(engine)).toEqual(withFirst);
    const again = { id: second?.id as TouchpointId, reason: 'another reason' };
    expect((await logged(engine, 'retractTouchpoint', again)).entries).toEqual([]);
    await logged(engine, 'retractTouchpoint', { id: first?.id as TouchpointId, reason: '' });
    expect(summaryOf(engine)).toEqual(untouched);
    const { entries: timeline } = await engine.workspace.db.read('timeline', {
      id: accountId,
      group: 'all',
      limit: 10,
      cursor: null,
    });
    expect(timeline.map(({ kind, retracted, touchpointId }) => [kind, retracted, touchpointId])).toEqual([
      ['note_retracted', false, null],
      ['note_retracted', false, null],
      ['call', true, second?.id],
      ['note', true, first?.id],
    ]);
  });

  it('is one that a person made: the rest of the log stands', async () => {
    const { engine, accountId } = await desk();
    const plan = { kind: 'call', date: engine.workspace.today(), note: null };
    await logged(engine, 'setNextAction', { accountIds: [accountId], action: plan });
    const before = newestEntry(engine);
    await expect(
      logged(engine, 'retractTouchpoint', { id: before?.id as TouchpointId, reason: '' }),
    ).rejects.toMatchObject({
      code: 'validation',
      message: 'Only entries that a person made by hand can be taken back.',
    });
    await expect(
      logged(engine, 'retractTouchpoint', { id: 'none' as TouchpointId, reason: '' }),
    ).rejects.toMatchObject({ code: 'not_found', message: 'There is no such entry in the log.' });
    expect(newestEntry(engine)).toEqual(before);
  });
});

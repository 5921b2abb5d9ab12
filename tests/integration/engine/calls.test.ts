import { describe, expect, it } from 'vitest';
import type { NewCall } from '../../../electron/engine/db/commands/calls.ts';
import { listCalls } from '../../../electron/engine/services/calls/call-list.ts';
import { callSheet } from '../../../electron/engine/services/calls/call-sheet.ts';
import { changeSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import type { DebtorProfileInput } from '../../../shared/contract/calls.ts';
import { DEFAULT_CONTACT_SETTINGS } from '../../../shared/domain/contact-rules/settings.ts';
import { instant, plainDate } from '../../../shared/domain/dates.ts';
import type { DocumentId, TouchpointId } from '../../../shared/domain/ids.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import type { CallOutcome } from '../../../shared/domain/touchpoint-kinds.ts';
import { callOf } from '../../support/engine/cases-of-calls.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { ready, row } from '../../support/engine/letter-books.ts';

const CONSUMER = { debtorType: 'consumer', country: 'US', region: 'NY', timeZone: null } as const;

async function debtor(engine: EngineTest, profile: DebtorProfileInput, key = 'A') {
  const accountId = await engine.account(key);
  await engine.workspace.db.write('setDebtorProfile', { accountId, profile }, engine.workspace.context());
}

async function call(engine: EngineTest, outcome: CallOutcome, changes: Partial<NewCall> = {}, key = 'A') {
  const plain = { contactId: null, text: '', begunAt: null, next: null, promise: null, dispute: null };
  const input = { ...plain, accountId: await engine.account(key), outcome, ...changes };
  return engine.workspace.db.write('logCall', input, engine.workspace.context());
}

async function planCall(engine: EngineTest, key: string, date: string) {
  const action = { kind: 'call', date: plainDate(date), note: 'Asked for a call back' };
  const input = { accountIds: [await engine.account(key)], action };
  await engine.workspace.db.write('setNextAction', input, engine.workspace.context());
}

const state = (engine: EngineTest) => ({
  promises: engine.rows("SELECT state FROM promise WHERE state = 'open'").length,
  disputes: engine.rows('SELECT id FROM dispute').length,
  next: engine.rows('SELECT kind, date FROM next_action'),
  calls: engine.rows(
    "SELECT id FROM touchpoint WHERE kind = 'call' AND id NOT IN (SELECT touchpoint_id FROM retraction)",
  ).length,
});

// The clock stands at Monday 1 June 2026, 12:00 UTC: 8:00 in New York.
describe('a call with what came of it', () => {
  it('is one fact with its promise, dispute and next action, and its own entry comes first', async () => {
    const engine = await ready();
    const input = await callOf(engine);
    const dispute = {
      ...{ reason: 'price' as const, amountMinor: minorUnits(2_000), text: 'Old price', owner: 'Sales' },
      ...{ nextAction: null, nextDate: null, papers: [] },
      documentId: engine.value("SELECT id FROM document WHERE number = 'LATE-2'") as DocumentId,
    } as const;
    const before = state(engine);
    const { output, entries } = await engine.workspace.db.write(
      'logCall',
      { ...input, dispute },
      engine.workspace.context(),
    );
    expect(entries).toHaveLength(4);
    const kinds = engine.rows('SELECT kind FROM touchpoint ORDER BY seq DESC LIMIT 4').reverse();
    expect(kinds).toEqual([
      { kind: 'call' },
      { kind: 'promise_made' },
      { kind: 'dispute_opened' },
      { kind: 'next_action_set' },
    ]);
    expect(output).toMatchObject({ promise: { level: 1 }, dispute: { number: 'LATE-2' }, previous: null });
    expect(state(engine)).toEqual({
      promises: 1,
      disputes: 1,
      next: [{ kind: 'wait', date: '2026-06-11' }],
      calls: 1,
    });
    const undo = {
      id: entries[0]?.id as TouchpointId,
      accountId: input.accountId,
      promiseId: output.promise?.id ?? null,
      disputeId: output.dispute?.id ?? null,
      next: { action: output.previous },
    };
    await engine.workspace.db.write('undoCall', undo, engine.workspace.context());
    expect(state(engine)).toEqual(before);
    const again = await engine.workspace.db.write('undoCall', undo, engine.workspace.context());
    expect(again.entries).toEqual([]);
  });

  it('leaves nothing behind when a part of it is refused', async () => {
    const engine = await ready();
    const input = await callOf(engine);
    const promise = input.promise === null ? null : { ...input.promise, amountMinor: minorUnits(-1) };
    const before = state(engine);
    const writing = engine.workspace.db.write('logCall', { ...input, promise }, engine.workspace.context());
    await expect(writing).rejects.toMatchObject({ code: 'validation' });
    expect(state(engine)).toEqual(before);
  });

  it('promises nothing when nobody answered', async () => {
    const engine = await ready();
    const input = await callOf(engine);
    const unheard = { ...input, outcome: 'voicemail' as const };
    await expect(
      engine.workspace.db.write('logCall', unheard, engine.workspace.context()),
    ).rejects.toMatchObject({ code: 'validation', details: { path: 'outcome' } });
  });

  it('leaves the plan alone where none is given, and clears it where that is said', async () => {
    const engine = await ready();
    await planCall(engine, 'A', '2026-06-01');
    await call(engine, 'no_answer');
    expect(state(engine).next).toEqual([{ kind: 'call', date: '2026-06-01' }]);
    const { output } = await call(engine, 'no_answer', { next: { action: null } });
    expect(output.previous).toMatchObject({ kind: 'call', date: '2026-06-01' });
    expect(state(engine).next).toEqual([]);
  });
});

describe('a call to a consumer', () => {
  it('is refused before 8:00 at their place, with the next time, and logs nothing', async () => {
    const engine = await ready();
    await debtor(engine, { ...CONSUMER, region: 'CA', timeZone: 'America/Los_Angeles' });
    await expect(call(engine, 'no_answer')).rejects.toMatchObject({
      code: 'policy_blocked',
      message: expect.stringMatching(
        /It is 5:00 in Los Angeles.*The next time is Monday 8:00, their time\./u,
      ),
      details: { nextAt: '2026-06-01T15:00:00.000Z' },
    });
    expect(state(engine).calls).toBe(0);
  });

  it('is refused in the same way when it is added as a touchpoint', async () => {
    const engine = await ready();
    await debtor(engine, { ...CONSUMER, timeZone: 'America/Los_Angeles' });
    const accountId = await engine.account('A');
    const add = (kind: 'call' | 'note') =>
      engine.workspace.db.write(
        'addTouchpoint',
        { accountId, kind, outcome: kind === 'call' ? 'busy' : null, text: 'Tried' },
        engine.workspace.context(),
      );
    await expect(add('call')).rejects.toMatchObject({ code: 'policy_blocked' });
    await add('note');
  });

  it('is refused the eighth time in seven days, and again after a conversation', async () => {
    const engine = await ready();
    await debtor(engine, CONSUMER);
    for (let day = 0; day < 7; day += 1) {
      await call(engine, 'no_answer');
      if (day < 6) engine.clock.forward(1);
    }
    await expect(call(engine, 'no_answer')).rejects.toMatchObject({
      code: 'policy_blocked',
      message: expect.stringContaining('7 calls in the last 7 days'),
    });
    engine.clock.forward(1);
    await call(engine, 'right_party');
    engine.clock.forward(6);
    await expect(call(engine, 'no_answer')).rejects.toMatchObject({
      message: expect.stringContaining('There was a conversation'),
    });
    engine.clock.forward(1);
    await call(engine, 'no_answer');
  });

  it('counts a call that was taken back for nothing', async () => {
    const engine = await ready();
    await debtor(engine, { ...CONSUMER, region: 'MA' });
    await call(engine, 'no_answer');
    const { entries } = await call(engine, 'busy');
    await expect(call(engine, 'busy')).rejects.toMatchObject({ code: 'policy_blocked' });
    const id = entries[0]?.id as TouchpointId;
    await engine.workspace.db.write('retractTouchpoint', { id, reason: '' }, engine.workspace.context());
    await call(engine, 'busy');
  });

  it('that began in time may be logged after the hour, and not with a beginning that is made up', async () => {
    const engine = await ready();
    await debtor(engine, { ...CONSUMER, timeZone: 'Asia/Tokyo' });
    await expect(call(engine, 'right_party')).rejects.toMatchObject({ code: 'policy_blocked' });
    await expect(
      call(engine, 'right_party', { begunAt: instant('2026-06-01T09:00:00.000Z') }),
    ).rejects.toMatchObject({ code: 'validation' });
    await call(engine, 'right_party', { begunAt: instant('2026-06-01T11:50:00.000Z') });
  });
});

describe('a call to a company', () => {
  it('at night is logged with a warning, or refused where the workspace says so', async () => {
    const engine = await ready();
    await debtor(engine, { debtorType: 'company', country: 'JP', region: null, timeZone: null });
    expect((await call(engine, 'no_answer')).output.warnings).toEqual([
      'It is 21:00 in Tokyo, outside 8:00 to 18:00.',
    ]);
    await changeSettings(engine.workspace, { contact: { ...DEFAULT_CONTACT_SETTINGS, outside: 'block' } });
    await expect(call(engine, 'no_answer')).rejects.toMatchObject({ code: 'policy_blocked' });
    await changeSettings(engine.workspace, { contact: { ...DEFAULT_CONTACT_SETTINGS, outside: 'off' } });
    expect((await call(engine, 'no_answer')).output.warnings).toEqual([]);
  });

  it('that asked not to be called is refused; a wish about mail is none', async () => {
    const engine = await ready();
    const accountId = await engine.account('A');
    const wish = (channel: 'mail' | 'call') =>
      engine.workspace.db.write(
        'setDoNotContact',
        { accountId, contactId: null, channel, reason: 'Only in writing' },
        engine.workspace.context(),
      );
    await wish('mail');
    await call(engine, 'no_answer');
    await wish('call');
    await expect(call(engine, 'no_answer')).rejects.toMatchObject({
      code: 'policy_blocked',
      message: expect.stringContaining('They asked not to be called: Only in writing'),
    });
  });
});

describe('the call list', () => {
  const BOOKS = ['A', 'B', 'C'].map((customerNumber) =>
    row(`INV-${customerNumber}`, '2026-03-31', {
      customerNumber,
      customerName: `Customer ${customerNumber}`,
      email: `ap@${customerNumber.toLowerCase()}.example`,
      country: customerNumber === 'B' ? 'JP' : 'DE',
    }),
  );

  it('has who is to be called back by today, and the broken promise, and nobody else', async () => {
    const engine = await ready(BOOKS);
    await planCall(engine, 'A', '2026-06-01');
    await planCall(engine, 'B', '2026-06-02');
    const names = async () => {
      const listed = (await listCalls(engine.workspace)).calls.map(({ name }) => name);
      const count = { today: engine.workspace.today() };
      expect(await engine.workspace.db.read('accountsToCallCount', count)).toBe(listed.length);
      return listed;
    };
    expect(await names()).toEqual(['Customer A']);
    const promise = { ...(await callOf(engine)).promise, documentIds: [], date: plainDate('2026-05-20') };
    const made = { ...promise, accountId: await engine.account('C') } as never;
    await engine.workspace.db.write('addPromise', made, engine.workspace.context());
    await engine.workspace.db.write('decidePromises', null, engine.workspace.context());
    expect(await names()).toContain('Customer C');
    engine.clock.forward(1);
    await engine.workspace.db.maintain('ageSummaries', { force: true }, engine.workspace.context());
    expect(await names()).toContain('Customer B');
  });

  it('has whose promise broke, also before anybody aged the figures for the day', async () => {
    const engine = await ready(BOOKS);
    const promise = { ...(await callOf(engine)).promise, documentIds: [], date: plainDate('2026-06-01') };
    const made = { ...promise, accountId: await engine.account('C') } as never;
    await engine.workspace.db.write('addPromise', made, engine.workspace.context());
    expect((await listCalls(engine.workspace)).calls).toEqual([]);
    engine.clock.forward(7);
    expect((await listCalls(engine.workspace)).calls).toMatchObject([{ name: 'Customer C' }]);
  });

  it('puts those who may be called now before those for whom it is too late', async () => {
    const engine = await ready(BOOKS);
    for (const key of ['A', 'B', 'C']) await planCall(engine, key, key === 'B' ? '2026-05-20' : '2026-06-01');
    const { calls } = await listCalls(engine.workspace);
    expect(calls.map(({ name }) => name)).toEqual(['Customer A', 'Customer C', 'Customer B']);
    expect(calls[0]).toMatchObject({
      debtorType: 'company',
      judgement: { decision: 'allow', localTime: 'Monday 14:00' },
      untilText: '18:00',
      planned: { date: '2026-06-01', note: 'Asked for a call back' },
      overdue: 10_000,
      attemptsInWeek: 0,
    });
    expect(calls[2]).toMatchObject({
      judgement: { decision: 'warn', localTime: 'Monday 21:00', nextText: 'Tuesday 8:00' },
      untilText: null,
    });
  });

  it('names the telephones of the contacts, and who of them does not want to be called', async () => {
    const engine = await ready(BOOKS);
    const accountId = await engine.account('A');
    const add = (name: string, phone: string | null) =>
      engine.workspace.db.write(
        'addContact',
        { accountId, contact: { name, role: null, email: null, phone, billing: false } },
        engine.workspace.context(),
      );
    await add('Mia Lund', '+49 30 555 0100');
    const { output: closed } = await add('Jo Field', '+49 30 555 0101');
    await add('No Phone', null);
    const wish = { accountId, contactId: closed.id, channel: 'all' as const, reason: 'On leave' };
    await engine.workspace.db.write('setDoNotContact', wish, engine.workspace.context());
    const { call: sheet } = await callSheet(engine.workspace, accountId);
    expect(sheet.contacts).toMatchObject([
      { name: 'Jo Field', closed: 'On leave' },
      { name: 'Mia Lund', phone: '+49 30 555 0100', closed: null },
    ]);
    await expect(call(engine, 'busy', { contactId: closed.id })).rejects.toMatchObject({
      code: 'policy_blocked',
    });
    await call(engine, 'busy');
  });

  it('counts the calls of today and of the week that began on Monday, without those taken back', async () => {
    const engine = await ready(BOOKS, { start: plainDate('2026-05-31') });
    await call(engine, 'right_party');
    engine.clock.forward(1);
    await call(engine, 'right_party', {}, 'B');
    engine.clock.forward(1);
    await call(engine, 'no_answer');
    const { entries } = await call(engine, 'busy', {}, 'C');
    await engine.workspace.db.write(
      'retractTouchpoint',
      { id: entries[0]?.id as TouchpointId, reason: '' },
      engine.workspace.context(),
    );
    const { today, week } = await listCalls(engine.workspace);
    expect(today).toMatchObject({
      attempts: 1,
      connected: 0,
      rightParty: 0,
      ofAttempts: 0,
      ofConnected: null,
    });
    expect(week).toMatchObject({
      attempts: 2,
      connected: 1,
      rightParty: 1,
      ofAttempts: 50,
      ofConnected: 100,
    });
  });
});

describe('the call sheet', () => {
  it('fills the script in, lists what to find out, and states the rules of the debtor', async () => {
    const engine = await ready();
    await debtor(engine, { debtorType: 'sole_trader', country: 'GB', region: null, timeZone: null });
    const sheet = await callSheet(engine.workspace, await engine.account('A'));
    expect(sheet.script).toContain('Ines Okafor, calling for Halden Instruments');
    expect(sheet.script).toContain('3 overdue invoices of Aurora & <Söhne>');
    expect(sheet.script).toContain('$160.00 and €30.00');
    expect(sheet.checklist.length).toBeGreaterThan(2);
    expect(sheet.rules.map(({ code }) => code)).toEqual(['uk_letter_of_claim']);
    expect(sheet.call).toMatchObject({ lastTalk: null, judgement: { localTime: 'Monday 13:00' } });
  });

  it('remembers the last conversation and the attempts of seven days', async () => {
    const engine = await ready();
    await call(engine, 'right_party');
    engine.clock.forward(10);
    await call(engine, 'no_answer');
    const sheet = await callSheet(engine.workspace, await engine.account('A'));
    expect(sheet.call).toMatchObject({ attemptsInWeek: 1, lastTalk: { outcome: 'right_party' } });
  });
});

describe('what kind of debtor an account is', () => {
  it('is refused with a country or a time zone that does not exist', async () => {
    const engine = await ready();
    await expect(debtor(engine, { ...CONSUMER, country: 'XX' })).rejects.toMatchObject({
      details: { path: 'country' },
    });
    await expect(debtor(engine, { ...CONSUMER, timeZone: 'Mars/Olympus' })).rejects.toMatchObject({
      details: { path: 'timeZone' },
    });
  });

  it('is a company in the country of the books until a person says otherwise', async () => {
    const engine = await ready([row('INV', '2026-03-31', { country: 'JP' })]);
    const accountId = await engine.account('A');
    const view = () => engine.workspace.db.read('debtorView', accountId);
    expect(await view()).toMatchObject({
      profile: { debtorType: 'company', country: null },
      subject: { debtorType: 'company', place: { country: 'JP', timeZone: 'Asia/Tokyo' } },
    });
    await debtor(engine, CONSUMER);
    expect(await view()).toMatchObject({
      profile: CONSUMER,
      subject: { debtorType: 'consumer', place: { country: 'US', timeZone: 'America/New_York' } },
    });
  });
});

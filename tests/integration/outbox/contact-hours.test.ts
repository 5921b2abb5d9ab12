import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import { DEFAULT_CONTACT_SETTINGS } from '../../../shared/domain/contact-rules/settings.ts';
import type { DebtorType } from '../../../shared/domain/contact-rules/types.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { gateOf } from '../../support/engine/letter-books.ts';
import { CUSTOMERS, type OutboxDesk, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';

let smtp: FakeSmtp;
beforeAll(async () => {
  smtp = await startFakeSmtp();
});
afterAll(() => smtp.stop());
beforeEach(() => smtp.forget());

const [A, B, C] = CUSTOMERS;
const PLACES = [
  { ...A, country: 'JP' },
  { ...B, country: 'DE' },
  { ...C, country: 'Atlantis' },
];
const sentTo = () => smtp.taken.flatMap(({ to }) => to);

async function profile(desk: OutboxDesk, key: string, debtorType: DebtorType, region: string | null) {
  const accountId = await desk.account(key);
  const debtor = { debtorType, country: null, region, timeZone: null };
  await desk.workspace.db.write('setDebtorProfile', { accountId, profile: debtor }, desk.workspace.context());
}

// The clock of the desk stands at Monday 1 June 2026, 12:00 UTC: 21:00 in Tokyo, 14:00 in Berlin.
describe('a message whose hour has not come at the customer’s place', () => {
  it('waits for it in the queue, says why, and holds the others up in nothing', async () => {
    const desk = await outboxDesk(smtp, null, {}, PLACES);
    const [a, b, c] = [await desk.queued('A'), await desk.queued('B'), await desk.queued('C')];
    expect(await desk.send()).toEqual(
      new Map([
        [a, 'outside_hours'],
        [b, 'sent'],
        [c, 'sent'],
      ] as const),
    );
    expect(sentTo()).toEqual(['ap@b.example', 'ap@c.example']);
    expect(desk.value('SELECT run_at FROM outbox_message WHERE id = ?', a)).toBe('2026-06-01T23:00:00.000Z');
    expect(await desk.message(a)).toMatchObject({
      state: 'queued',
      attempts: 0,
      review: null,
      lastError: {
        code: 'contact_hours',
        message: 'It is 21:00 in Tokyo, outside 8:00 to 18:00; goes out Tuesday 8:00, their time.',
      },
    });
    expect(await desk.send()).toEqual(new Map());
    desk.clock.wait(11 * 3_600_000);
    expect(await desk.send()).toEqual(new Map([[a, 'sent']]));
    expect(sentTo()).toContain('ap@a.example');
  });

  it('is still asked about payments first: a paid invoice is kept back at once', async () => {
    const desk = await outboxDesk(smtp, null, {}, PLACES);
    const a = await desk.queued('A');
    await importRows(desk.workspace, [{ ...PLACES[0], openAmount: '0.00' }], { fileName: 'newer.csv' });
    expect(await desk.send()).toEqual(new Map([[a, 'review']]));
  });

  it('waits as well where the workspace stops such letters, and goes out where it does not mind', async () => {
    const desk = await outboxDesk(smtp, null, {}, PLACES);
    const a = await desk.queued('A');
    await changeSettings(desk.workspace, { contact: { ...DEFAULT_CONTACT_SETTINGS, outside: 'block' } });
    expect(await desk.send()).toEqual(new Map([[a, 'outside_hours']]));
    await changeSettings(desk.workspace, { contact: { ...DEFAULT_CONTACT_SETTINGS, outside: 'off' } });
    desk.clock.wait(11 * 3_600_000);
    expect(await desk.send()).toEqual(new Map([[a, 'sent']]));
  });

  it('of a consumer at a place that nobody knows comes back to a person', async () => {
    const desk = await outboxDesk(smtp, null, {}, PLACES);
    const c = await desk.queued('C');
    await profile(desk, 'C', 'consumer', null);
    expect(await desk.send()).toEqual(new Map([[c, 'review']]));
    expect((await desk.message(c)).review?.reason).toContain('say where they are first');
    expect(sentTo()).toEqual([]);
  });
});

describe('a letter that is written at such an hour', () => {
  it('is remarked on, and refused where the workspace says so', async () => {
    const desk = await outboxDesk(smtp, null, {}, PLACES);
    expect((await gateOf(desk)).gate).toEqual(['contact_hours warn']);
    await changeSettings(desk.workspace, { contact: { ...DEFAULT_CONTACT_SETTINGS, outside: 'block' } });
    const refused = await gateOf(desk);
    expect(refused).toMatchObject({ draft: null, gate: ['contact_hours block'] });
  });

  it('of another day is judged by that day alone', async () => {
    const desk = await outboxDesk(smtp, null, {}, PLACES);
    const on = async (date: string) => (await gateOf(desk, { asOf: plainDate(date) })).gate;
    expect(await on('2026-05-30')).toContain('contact_hours warn');
    expect(await on('2026-05-29')).not.toContain('contact_hours warn');
  });

  it('to a consumer is refused at night, whatever the workspace says', async () => {
    const desk = await outboxDesk(smtp, null, {}, PLACES);
    await profile(desk, 'A', 'consumer', null);
    await changeSettings(desk.workspace, { contact: { ...DEFAULT_CONTACT_SETTINGS, outside: 'off' } });
    expect((await gateOf(desk)).gate).toEqual(['contact_hours block']);
    await profile(desk, 'A', 'consumer', 'US-MA');
    expect((await gateOf(desk)).gate).toEqual([]);
  });
});

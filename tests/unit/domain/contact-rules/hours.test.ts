import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeDay, judgeHours } from '../../../../shared/domain/contact-rules/hours.ts';
import { placeOf } from '../../../../shared/domain/contact-rules/place.ts';
import {
  type ContactSettings,
  DEFAULT_CONTACT_SETTINGS,
} from '../../../../shared/domain/contact-rules/settings.ts';
import type { ContactSubject, DebtorType } from '../../../../shared/domain/contact-rules/types.ts';
import { instant, plainDate } from '../../../../shared/domain/dates.ts';

function debtor(
  debtorType: DebtorType,
  country: string | null,
  region: string | null = null,
): ContactSubject {
  return { debtorType, place: placeOf({ country, region, booksCountry: null, timeZone: null }) };
}

const TOKYO = debtor('company', 'JP');
const BOSTON = debtor('consumer', 'US', 'MA');

function judge(subject: ContactSubject, at: string, changes: Partial<ContactSettings> = {}) {
  return judgeHours(subject, { ...DEFAULT_CONTACT_SETTINGS, ...changes }, instant(at));
}

describe('the hours of a company', () => {
  it('are business hours at its place, whatever the time is here', () => {
    expect(judge(TOKYO, '2026-11-20T01:30:00.000Z')).toEqual({
      decision: 'allow',
      reasons: [],
      localTime: 'Friday 10:30',
      until: '2026-11-20T09:00:00.000Z',
      nextAt: '2026-11-20T01:30:00.000Z',
      nextText: null,
    });
  });

  it('are over on a Saturday, and the next ones skip the Sunday and the holiday after it', () => {
    // 23 November is Labour Thanksgiving Day in Japan.
    expect(judge(TOKYO, '2026-11-21T03:00:00.000Z')).toEqual({
      decision: 'warn',
      reasons: [{ decision: 'warn', rule: null, text: 'It is Saturday in Tokyo' }],
      localTime: 'Saturday 12:00',
      until: null,
      nextAt: '2026-11-23T23:00:00.000Z',
      nextText: 'Tuesday 8:00',
    });
  });

  it('name the public holiday', () => {
    expect(judge(TOKYO, '2026-11-23T03:00:00.000Z').reasons).toMatchObject([
      { text: 'It is a public holiday in Tokyo (Labor Thanksgiving Day)' },
    ]);
  });

  it('know the holidays of its state', () => {
    const epiphany = '2026-01-06T10:00:00.000Z';
    expect(judge(debtor('company', 'DE', 'DE-BY'), epiphany).decision).toBe('warn');
    expect(judge(debtor('company', 'DE', 'DE-BE'), epiphany).decision).toBe('allow');
  });

  it('begin with the first minute and end before the last one', () => {
    const berlin = debtor('company', 'DE');
    const at = (time: string) => judge(berlin, `2026-06-01T${time}.000Z`).decision;
    expect([at('05:59:59'), at('06:00:00'), at('15:59:59'), at('16:00:00')]).toEqual([
      'warn',
      'allow',
      'allow',
      'warn',
    ]);
    expect(judge(berlin, '2026-06-01T05:59:00.000Z')).toMatchObject({
      reasons: [{ text: 'It is 7:59 in Berlin, outside 8:00 to 18:00' }],
      nextText: 'Monday 8:00',
    });
  });

  it('follow the clocks when they change: 8:00 stays 8:00', () => {
    const berlin = debtor('company', 'DE');
    expect(judge(berlin, '2026-10-24T10:00:00.000Z').nextAt).toBe('2026-10-26T07:00:00.000Z');
    expect(judge(berlin, '2026-10-17T10:00:00.000Z').nextAt).toBe('2026-10-19T06:00:00.000Z');
  });

  it('rest on Friday and Saturday where the weekend is then', () => {
    const riyadh = debtor('company', 'SA');
    expect(judge(riyadh, '2026-11-20T09:00:00.000Z').reasons).toMatchObject([
      { text: 'It is Friday in Riyadh' },
    ]);
    expect(judge(riyadh, '2026-11-22T09:00:00.000Z').decision).toBe('allow');
  });

  it('cover every day of a holiday of several days', () => {
    const riyadh = debtor('company', 'SA');
    const on = (day: string) => judge(riyadh, `2026-03-${day}T09:00:00.000Z`).decision;
    expect([on('18'), on('19'), on('22'), on('23')]).toEqual(['allow', 'warn', 'warn', 'allow']);
  });

  it('are what the workspace says: other hours, a stop, open weekends, open holidays, or nothing at all', () => {
    const saturday = '2026-11-21T03:00:00.000Z';
    const holiday = '2026-11-23T03:00:00.000Z';
    const night = '2026-11-20T15:00:00.000Z';
    expect(judge(TOKYO, saturday, { outside: 'block' }).decision).toBe('block');
    expect(judge(TOKYO, saturday, { weekends: false }).decision).toBe('allow');
    expect(judge(TOKYO, holiday, { holidays: false }).decision).toBe('allow');
    expect(judge(TOKYO, night, { outside: 'off' }).decision).toBe('allow');
    expect(judge(TOKYO, '2026-11-20T10:00:00.000Z', { closes: '20:00' }).decision).toBe('allow');
  });

  it('are not guessed where the place is not known', () => {
    const unknown = { decision: 'allow', localTime: null, until: null };
    expect(judge(debtor('company', null), '2026-11-21T03:00:00.000Z')).toMatchObject(unknown);
    expect(judge(debtor('company', 'US'), '2026-11-21T03:00:00.000Z')).toMatchObject(unknown);
  });
});

describe('the hours of a consumer', () => {
  it('are 8:00 to 21:00 at their place, and a stop that no setting changes', () => {
    const late = '2026-11-18T02:00:00.000Z';
    const off = { outside: 'off', opens: '00:00', closes: '23:59' } as const;
    expect(judge(BOSTON, late, off)).toMatchObject({
      decision: 'block',
      reasons: [
        { decision: 'block', rule: 'us_reg_f_hours', text: 'It is 21:00 in New York, outside 8:00 to 21:00' },
      ],
      localTime: 'Tuesday 21:00',
      nextAt: '2026-11-18T13:00:00.000Z',
      nextText: 'Wednesday 8:00',
    });
    expect(judge(BOSTON, '2026-11-18T01:59:00.000Z', off).decision).toBe('allow');
    expect(judge(BOSTON, '2026-11-18T12:59:00.000Z', off).decision).toBe('block');
  });

  it('are not the business hours of companies', () => {
    expect(judge(BOSTON, '2026-11-18T00:30:00.000Z').decision).toBe('allow');
  });

  it('leave weekends and holidays to the courtesy of the workspace', () => {
    const sunday = '2026-11-22T17:00:00.000Z';
    expect(judge(BOSTON, sunday).decision).toBe('warn');
    expect(judge(BOSTON, sunday, { outside: 'block' }).decision).toBe('warn');
    expect(judge(BOSTON, sunday, { outside: 'off' }).decision).toBe('allow');
  });

  it('stop everything where nobody knows what time it is there', () => {
    expect(judge(debtor('consumer', 'US'), '2026-11-18T17:00:00.000Z')).toMatchObject({
      decision: 'block',
      nextAt: null,
      reasons: [{ rule: 'us_reg_f_hours', text: expect.stringContaining('say where they are first') }],
    });
  });
});

describe('a day without an hour', () => {
  it('is judged by weekend and holiday alone', () => {
    const on = (subject: ContactSubject, date: string) =>
      judgeDay(subject, DEFAULT_CONTACT_SETTINGS, plainDate(date))?.decision ?? null;
    expect(on(TOKYO, '2026-11-21')).toBe('warn');
    expect(on(TOKYO, '2026-11-20')).toBe('allow');
    expect(on(BOSTON, '2026-11-18')).toBe('allow');
    expect(on(debtor('company', null), '2026-11-21')).toBeNull();
  });
});

describe('at any moment and any place', () => {
  const anySubject = fc
    .tuple(
      fc.constantFrom<DebtorType>('company', 'sole_trader', 'consumer', 'public_body'),
      fc.constantFrom(
        ['JP', null],
        ['GB', null],
        ['US', 'MA'],
        ['DE', 'BY'],
        ['SA', null],
        ['NZ', null],
        ['US', null],
      ),
    )
    .map(([type, [country, region]]) => debtor(type, country ?? null, region ?? null));
  const anyMoment = fc
    .date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => instant(date.toISOString()));
  const anySettings = fc.record({
    outside: fc.constantFrom('warn' as const, 'block' as const, 'off' as const),
    opens: fc.constantFrom('00:00', '08:00', '09:30'),
    closes: fc.constantFrom('12:00', '18:00', '23:59'),
    weekends: fc.boolean(),
    holidays: fc.boolean(),
  });

  it('the next moment is never before now, and nothing speaks against it then', () => {
    fc.assert(
      fc.property(anySubject, anySettings, anyMoment, (subject, settings, at) => {
        const { nextAt, reasons } = judgeHours(subject, settings, at);
        if (nextAt === null) return;
        expect(nextAt >= at).toBe(true);
        expect(nextAt === at).toBe(reasons.length === 0);
        expect(judgeHours(subject, settings, nextAt).reasons).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('nothing speaks against it up to the last moment before it closes, and then something does', () => {
    fc.assert(
      fc.property(anySubject, anySettings, anyMoment, (subject, settings, at) => {
        const { until } = judgeHours(subject, settings, at);
        if (until === null) return;
        const before = instant(new Date(Date.parse(until) - 1).toISOString());
        expect(judgeHours(subject, settings, before).decision).toBe('allow');
        expect(judgeHours(subject, settings, until).decision).not.toBe('allow');
      }),
      { numRuns: 300 },
    );
  });
});

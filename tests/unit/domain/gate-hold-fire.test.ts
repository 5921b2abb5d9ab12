import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { freeOf } from '../../../shared/domain/gate/restrained.ts';
import type { GateContext, GateHold, GateItem } from '../../../shared/domain/gate/types.ts';
import { minorUnits } from '../../../shared/domain/money.ts';
import { BOOKS_DISPUTE, cleanContext, entriesOf, gateItem, TODAY, textOf } from './gate-context.ts';

const INV_2 = gateItem('INV-2', 80_000);

/** INV-1 with something standing against it, beside INV-2 with nothing. */
function against(restraints: Partial<GateItem>): Partial<GateContext> {
  return { items: [{ ...gateItem('INV-1', 120_000), ...restraints }, INV_2] };
}

function passing(changes: Partial<GateContext>): readonly (readonly [string, number])[] {
  return decide(cleanContext(changes)).items.map((item) => [item.number, freeOf(item)]);
}

const price = { amountMinor: null, reason: 'price' as const, since: addDays(TODAY, -9), owner: 'Sales' };

describe('a dispute', () => {
  it('leaves the whole invoice out, with its reason, its age and who settles it', () => {
    expect(passing(against({ disputes: [price] }))).toEqual([['INV-2', 80_000]]);
    expect(entriesOf(against({ disputes: [price] }))).toEqual([
      {
        code: 'disputed',
        decision: 'block',
        text: 'INV-1 left out: disputed (price) since 12 Nov, with Sales.',
        invoices: ['INV-1'],
      },
    ]);
  });

  it('about a part holds that part back and lets the rest be asked for', () => {
    const part = { ...price, amountMinor: minorUnits(30_000), owner: null };
    expect(passing(against({ disputes: [part] }))).toEqual([
      ['INV-1', 90_000],
      ['INV-2', 80_000],
    ]);
    expect(textOf(against({ disputes: [part] }))).toBe(
      '€300.00 of INV-1 held back: disputed (price) since 12 Nov. The rest is asked for.',
    );
  });

  it('that the books mark is named as theirs', () => {
    expect(textOf(against({ disputes: [BOOKS_DISPUTE] }))).toBe(
      'INV-1 left out: marked as disputed in the books.',
    );
  });

  it('says nothing of an invoice that is paid', () => {
    const items = [{ ...gateItem('INV-1', 0), disputes: [price] }, INV_2];
    expect(entriesOf({ items }).map(({ code }) => code)).toEqual(['paid']);
  });
});

describe('a promise', () => {
  const promise = {
    date: addDays(TODAY, 4),
    lastDay: addDays(TODAY, 5),
    level: 1,
    coveredMinor: minorUnits(120_000),
  };

  it('leaves out what it covers, and says until when it waits', () => {
    expect(passing(against({ promises: [promise] }))).toEqual([['INV-2', 80_000]]);
    expect(textOf(against({ promises: [promise] }))).toBe(
      'INV-1 left out: promised for 25 Nov, waits through 26 Nov.',
    );
  });

  it('for a part lets the rest be asked for, and says which promise it is', () => {
    const part = { ...promise, coveredMinor: minorUnits(20_000), level: 2 };
    expect(passing(against({ promises: [part] }))).toEqual([
      ['INV-1', 100_000],
      ['INV-2', 80_000],
    ]);
    expect(textOf(against({ promises: [part] }))).toContain('(promise no. 2)');
  });

  it('together with a dispute about the rest leaves nothing to ask for', () => {
    const disputes = [{ ...price, amountMinor: minorUnits(30_000) }];
    const promises = [{ ...promise, coveredMinor: minorUnits(90_000) }];
    expect(passing(against({ disputes, promises }))).toEqual([['INV-2', 80_000]]);
    const decisions = entriesOf(against({ disputes, promises })).map(
      ({ code, decision }) => `${code} ${decision}`,
    );
    expect(decisions).toEqual(['promised block', 'disputed block']);
  });
});

describe('a hold', () => {
  const hold: GateHold = {
    scope: 'invoice',
    reason: 'Waiting for the audit',
    until: addDays(TODAY, 9),
    setBy: 'Ada Brandt',
  };

  it('on an invoice leaves that one out, with who set it and until when', () => {
    expect(passing(against({ holds: [hold] }))).toEqual([['INV-2', 80_000]]);
    expect(textOf(against({ holds: [hold] }))).toBe(
      'INV-1 is on hold until 30 Nov: Waiting for the audit. Set by Ada Brandt.',
    );
  });

  it('on the account or the workspace stops the message, and is told once', () => {
    const items = (scope: GateHold['scope']) =>
      ['INV-1', 'INV-2'].map((number) => ({
        ...gateItem(number, 50_000),
        holds: [{ ...hold, scope, until: null }],
      }));
    expect(textOf({ items: items('account') })).toBe(
      'Ostrander Pumps BV is on hold until it is lifted: Waiting for the audit. Set by Ada Brandt.',
    );
    expect(textOf({ items: items('workspace') })).toContain('Everything is on hold');
    expect(passing({ items: items('workspace') })).toEqual([]);
  });
});

describe('who is written to', () => {
  it('is nobody of an account that asked not to get mail', () => {
    const closed = [{ email: null, reason: 'Only through their lawyer' }];
    expect(passing({ closed })).toEqual([]);
    expect(textOf({ closed })).toBe('Ostrander Pumps BV asked not to get mail: Only through their lawyer.');
  });

  it('is not the one who asked not to get mail, however the address is written', () => {
    const closed = [{ email: 'AP@ostrander.example', reason: '' }];
    expect(passing({ closed })).toEqual([]);
    expect(passing({ closed, recipients: ['other@ostrander.example'] })).toHaveLength(2);
  });

  it('is not an address whose mail came back, unless others are left', () => {
    const undeliverable = [{ address: 'ap@ostrander.example', since: addDays(TODAY, -3) }];
    expect(entriesOf({ undeliverable })).toMatchObject([{ code: 'undeliverable', decision: 'block' }]);
    const recipients = ['ap@ostrander.example', 'cfo@ostrander.example'];
    expect(entriesOf({ undeliverable, recipients })).toMatchObject([
      { code: 'undeliverable', decision: 'warn' },
    ]);
    expect(passing({ undeliverable, recipients })).toHaveLength(2);
  });

  it('waits for our answer first', () => {
    const unanswered = { since: addDays(TODAY, -1), about: 'Wrong PO on INV-1' };
    expect(passing({ unanswered })).toEqual([]);
    expect(textOf({ unanswered })).toContain('has no answer yet');
  });
});

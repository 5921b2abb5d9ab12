import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/dates.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../shared/domain/gate/settings.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import { contactOf, entriesOf, gateItem, TODAY, textOf } from './gate-context.ts';

describe('what the gate says about paid invoices', () => {
  it('names several of them in the plural', () => {
    const items = [gateItem('INV-1', 0), gateItem('INV-2', 0), gateItem('INV-3', 500)];
    expect(textOf({ items })).toBe('2 invoices left out: INV-1 and INV-2 are paid.');
  });

  it('names five and counts the rest, and still lists the numbers of all', () => {
    const items = Array.from({ length: 8 }, (_, index) => gateItem(`INV-${index + 1}`, 0));
    const [entry] = entriesOf({ items });
    expect(entry?.text).toBe('8 invoices left out: INV-1, INV-2, INV-3, INV-4, INV-5 and 3 more are paid.');
    expect(entry?.invoices).toHaveLength(8);
  });
});

describe('what the gate says about credits', () => {
  const credits = minorUnits(150_000);
  const unapplied = minorUnits(50_000);

  it('says that a credit note covers it all, and what to do', () => {
    expect(textOf({ creditsMinor: minorUnits(200_000) })).toBe(
      '€2,000.00 in open credit notes covers the €2,000.00 asked for. Have it applied in the books first.',
    );
  });

  it('says that payments not applied cover it all', () => {
    expect(textOf({ unappliedMinor: minorUnits(200_001) })).toBe(
      '€2,000.01 in payments not applied covers the €2,000.00 asked for. Have it applied in the books first.',
    );
  });

  it('says of both together that they cover it', () => {
    expect(textOf({ creditsMinor: credits, unappliedMinor: unapplied })).toBe(
      '€1,500.00 in open credit notes and €500.00 in payments not applied cover the €2,000.00 asked for. ' +
        'Have it applied in the books first.',
    );
  });

  it('says of both together that they stand against it', () => {
    expect(textOf({ creditsMinor: minorUnits(100), unappliedMinor: minorUnits(200) })).toBe(
      '€1.00 in open credit notes and €2.00 in payments not applied stand against the €2,000.00 asked for: ' +
        'shown in the message, not netted.',
    );
  });

  it('stops the message at the cent that covers it and not one before', () => {
    expect(entriesOf({ creditsMinor: minorUnits(199_999) })[0]?.decision).toBe('warn');
    expect(entriesOf({ creditsMinor: minorUnits(200_000) })[0]?.decision).toBe('block');
    expect(entriesOf({ creditsMinor: credits, unappliedMinor: minorUnits(49_999) })[0]?.decision).toBe(
      'warn',
    );
    expect(entriesOf({ creditsMinor: credits, unappliedMinor: unapplied })[0]?.decision).toBe('block');
  });

  it('writes amounts in the currency of the message', () => {
    expect(textOf({ currency: currencyCode('JPY'), creditsMinor: minorUnits(1_000) })).toContain('¥1,000 in');
    expect(textOf({ currency: currencyCode('KWD'), creditsMinor: minorUnits(1_000) })).toMatch(
      /KWD\s1\.000 in/,
    );
  });

  it('adds up the largest amounts exactly', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const items = [gateItem('INV-1', most)];
    expect(entriesOf({ items, creditsMinor: minorUnits(most - 1) })[0]?.decision).toBe('warn');
    expect(entriesOf({ items, creditsMinor: minorUnits(most) })[0]?.decision).toBe('block');
  });
});

describe('what the gate says about a recent contact', () => {
  it.each([
    ['mail', 'wrote a mail'],
    ['letter', 'sent a letter'],
    ['call', 'called'],
    ['sms', 'sent a text message'],
    ['meeting', 'met them'],
  ] as const)('tells of a %s that somebody %s', (kind, did) => {
    expect(textOf({ contacts: [contactOf(2, { kind })] })).toBe(
      `Ines Duarte ${did} 2 days ago. Consider waiting for the answer.`,
    );
  });

  it('tells of somebody who had the account and did not say yet what was done', () => {
    expect(textOf({ contacts: [contactOf(2, { kind: 'handed' })] })).toBe(
      'Ines Duarte had this account until 2 days ago and did not return it yet: they may have written. Merge the return first.',
    );
  });

  it('tells of today', () => {
    expect(textOf({ contacts: [contactOf(0)] })).toBe(
      'Ines Duarte wrote a mail today. Consider waiting for the answer.',
    );
  });

  it('tells once of several contacts, by the latest, whatever their order', () => {
    const contacts = [contactOf(3), contactOf(1, { actor: 'Marc Vidal' }), contactOf(2)];
    const text = 'Marc Vidal wrote a mail yesterday. Consider waiting for the answer.';
    expect(textOf({ contacts })).toBe(text);
    expect(textOf({ contacts: contacts.toReversed() })).toBe(text);
  });

  it('tells of the first one listed when two were on one day', () => {
    const contacts = [contactOf(1), contactOf(1, { actor: 'Marc Vidal', kind: 'call' })];
    expect(textOf({ contacts })).toContain('Ines Duarte wrote a mail yesterday.');
  });

  it('is silent at a limit of none unless somebody was in touch today', () => {
    const settings = { ...DEFAULT_GATE_SETTINGS, recentContactDays: 0 };
    expect(textOf({ contacts: [contactOf(1)], settings })).toBe('');
    expect(textOf({ contacts: [contactOf(0)], settings })).toContain('today');
  });
});

describe('what the gate says about the age of the figures', () => {
  const aged = (days: number) => textOf({ figuresAsOf: addDays(TODAY, -days) });

  it('names the days and what to do', () => {
    expect(aged(8)).toBe(
      'The figures are 8 days old: something may have been paid. Import the books again first.',
    );
    expect(aged(46)).toContain('The figures are 46 days old');
  });

  it('asks for a date when none is known', () => {
    expect(textOf({ figuresAsOf: null })).toBe(
      'Nobody said what date the figures are from. Import the books again with their date.',
    );
  });

  it('follows the limits of the workspace', () => {
    const settings = { ...DEFAULT_GATE_SETTINGS, staleWarnDays: 0, staleBlockDays: 1 };
    const decisions = [0, 1, 2].map(
      (days) => entriesOf({ figuresAsOf: addDays(TODAY, -days), settings })[0]?.decision,
    );
    expect(decisions).toEqual([undefined, 'warn', 'block']);
    expect(textOf({ figuresAsOf: addDays(TODAY, -1), settings })).toContain('The figures are 1 day old');
  });

  it('counts over the end of February', () => {
    const today = addDays(TODAY, 102);
    expect(today).toBe('2027-03-03');
    expect(textOf({ today, figuresAsOf: addDays(today, -9) })).toContain('9 days old');
  });
});

describe('what the gate says about the wording', () => {
  it('counts the sentences that differ', () => {
    const changedSentences = ['Pay at once.', 'Or else.'];
    expect(textOf({ wording: { approved: true, changedSentences } })).toBe(
      '2 sentences differ from the approved wording.',
    );
  });

  it('says of a version that was never approved just that, whatever was changed', () => {
    const text = 'This version of the template has not been approved.';
    expect(textOf({ wording: { approved: false, changedSentences: [] } })).toBe(text);
    expect(textOf({ wording: { approved: false, changedSentences: ['Pay.'] } })).toBe(text);
  });
});

describe('what the gate says about the address', () => {
  it('names the customer and what to do', () => {
    expect(textOf({ recipients: [] })).toBe(
      'Ostrander Pumps BV has no e-mail address. Add a contact with one, or fill it in before it goes out.',
    );
  });

  it('is nothing when one of several recipients has one', () => {
    expect(textOf({ recipients: ['', 'ap@ostrander.example'] })).toBe('');
  });
});

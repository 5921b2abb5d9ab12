import { describe, expect, it } from 'vitest';
import type { ComposeTarget } from '../../../../renderer/app/compose/compose-context.tsx';
import { tagsOf } from '../../../../renderer/features/account/account-tags.tsx';
import { askableOf, tickedByHand } from '../../../../renderer/features/account/askable.ts';
import { blocksOf } from '../../../../renderer/features/account/blocks.ts';
import type { Account } from '../../../../shared/contract/accounts.ts';
import { addDays } from '../../../../shared/domain/dates.ts';
import type { AccountId, ContactId, DocumentId } from '../../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import { partsWith, TODAY } from '../support/sample-ledger.ts';
import {
  northwindWith,
  sampleDispute,
  sampleHold,
  samplePromise,
  sampleWish,
} from '../support/sample-standing.ts';

const EUR = currencyCode('EUR');
const FORMAT = { locale: 'en-GB', today: TODAY };
const lines = (account: Account) => blocksOf(account, EUR, FORMAT);
/** Northwind without the invoice that its books call disputed. */
const clean = (standing: Partial<Account['standing']>) => {
  const account = northwindWith(standing);
  return {
    ...account,
    documents: account.documents.map((item) => ({
      ...item,
      disputedInLedger: false,
      parts: item.parts === null ? null : partsWith({ free: item.open }),
    })),
  };
};
const only = (standing: Partial<Account['standing']>) => {
  const [line, ...others] = lines(clean(standing));
  expect(others).toEqual([]);
  if (line === undefined) throw new Error('Nothing blocks.');
  return line;
};

describe('what blocks', () => {
  it('is nothing where nothing was put down', () => {
    expect(lines(clean({}))).toEqual([]);
  });

  it('is a hold with its reason, its end, who set it and when', () => {
    const until = addDays(TODAY, 13);
    expect(only({ holds: [sampleHold({ until })] })).toMatchObject({
      what: 'The account is on hold until 4 Dec: Audit',
      since: '2026-11-19',
      who: 'set by Mara Lindt; anybody here can lift it',
      lift: { kind: 'hold', name: 'Northwind Traders' },
    });
  });

  it('is a hold on one invoice or on everything, by name', () => {
    const invoice = {
      scope: 'invoice' as const,
      accountId: 'acc-1' as AccountId,
      documentId: 'doc-1-0' as DocumentId,
    };
    expect(only({ holds: [sampleHold({ target: invoice, number: 'INV-10421' })] }).what).toBe(
      'INV-10421 is on hold: Audit',
    );
    expect(only({ holds: [sampleHold({ target: { scope: 'workspace' } })] }).what).toBe(
      'Everything is on hold: Audit',
    );
  });

  it('is a wish of the account or of one person', () => {
    expect(only({ doNotContact: [sampleWish()] })).toMatchObject({
      what: 'The account: no mail, Lawyer',
      who: 'set by Mara Lindt; lift it only when they say so',
    });
    const one = sampleWish({ contactId: 'con-1' as ContactId, name: 'Dana Whitfield', channel: 'call' });
    expect(only({ doNotContact: [one] }).what).toBe('Dana Whitfield: no calls, Lawyer');
  });

  it('is a promise with the last day that counts, on what, and the how many-th', () => {
    expect(only({ promises: [samplePromise({ level: 2 })] })).toMatchObject({
      what: '€40,210.00 promised by 24 Nov, counted until 25 Nov on INV-10421, INV-10477 (2nd promise)',
      since: '2026-11-19',
      who: 'payments decide it',
    });
    const many = samplePromise({ numbers: ['A', 'B', 'C', 'D'] });
    expect(only({ promises: [many] }).what).toContain('on 4 invoices');
  });

  it('is no promise that was decided, and none in another currency', () => {
    const promises = [samplePromise({ state: 'broken' }), samplePromise({ currency: currencyCode('USD') })];
    expect(lines(clean({ promises }))).toEqual([]);
  });

  it('is a dispute with who settles it and what is missing', () => {
    expect(only({ disputes: [sampleDispute()] })).toMatchObject({
      what: '€500.00 of INV-10421 disputed: price',
      since: '2026-11-11',
      who: 'Sales settles it, Quote missing',
    });
    expect(only({ disputes: [sampleDispute({ owner: null, papers: [] })] }).who).toBe(
      'nobody settles it yet',
    );
  });

  it('is an answer that the customer waits for, and mail that comes back', () => {
    const unansweredReply = { since: TODAY, about: 'Wrong order number', setBy: 'Mara Lindt' };
    expect(only({ unansweredReply })).toMatchObject({
      what: 'The customer waits for an answer: Wrong order number',
      lift: { kind: 'answered' },
    });
    const undeliverable = [
      { address: 'ap@northwind.example', since: TODAY, about: '550', setBy: 'Mara Lindt' },
    ];
    expect(only({ undeliverable }).what).toBe('Mail to ap@northwind.example comes back: 550');
  });

  it('is a mark of the books only where nobody took the dispute up here', () => {
    expect(lines(northwindWith({}))).toMatchObject([
      { what: '€8,000.00 disputed in the books (INV-10533)', since: null, lift: null },
    ]);
    const disputes = [sampleDispute({ documentId: 'doc-1-3' as DocumentId, number: 'INV-10533' })];
    expect(lines(northwindWith({ disputes })).map(({ key }) => key)).toEqual(['dispute-1']);
  });

  it('is money that was matched and is not in the books yet', () => {
    const account = clean({});
    const documents = account.documents.map((item, index) =>
      index === 0 ? { ...item, parts: partsWith({ claimed: item.open }) } : item,
    );
    expect(lines({ ...account, documents })).toMatchObject([
      { what: '€18,400.00 paid, and not posted in the books yet', lift: null },
    ]);
  });

  it('comes with what closes everything first', () => {
    const all = clean({
      disputes: [sampleDispute()],
      promises: [samplePromise()],
      doNotContact: [sampleWish()],
      holds: [sampleHold()],
    });
    expect(lines(all).map(({ key }) => key)).toEqual(['hold-1', 'wish-1', 'promise-1', 'dispute-1']);
  });
});

describe('the tags beside the name', () => {
  const tags = (account: Account) => tagsOf(account, EUR, FORMAT).map(({ text }) => text);

  it('say what stands against asking in a few words', () => {
    const account = clean({
      promises: [samplePromise()],
      disputes: [sampleDispute(), sampleDispute({ amountMinor: minorUnits(10_000) })],
      holds: [sampleHold({ until: addDays(TODAY, 13) })],
      doNotContact: [sampleWish()],
    });
    expect(tags(account)).toEqual([
      'on hold until 4 Dec',
      'do not contact',
      'promised until 25 Nov',
      '€600.00 disputed',
    ]);
  });

  it('begin with a promise that was broken', () => {
    const account = clean({});
    const balances = account.balances.map((balance) => ({ ...balance, brokenLevel: 2 }));
    expect(tags({ ...account, balances })).toEqual(['broke promise no. 2']);
  });
});

describe('what is asked for at first', () => {
  it('is what is overdue with something free', () => {
    const { documents } = northwindWith({});
    expect(askableOf(documents).map(({ number }) => number)).toEqual(['INV-10421', 'INV-10477', 'INV-10502']);
    const held = documents.map((item) => ({ ...item, parts: partsWith({ held: item.open }) }));
    expect(askableOf(held)).toEqual([]);
  });

  it('is not what a person ticked', () => {
    const account = northwindWith({});
    const by = (documentIds: readonly string[]): ComposeTarget => ({
      accountId: account.id,
      currency: EUR,
      documentIds: documentIds as DocumentId[],
    });
    expect(tickedByHand(account, EUR, by(['doc-1-0', 'doc-1-1', 'doc-1-2']))).toEqual([]);
    expect(tickedByHand(account, EUR, by(['doc-1-0', 'doc-1-1']))).toEqual(['doc-1-0', 'doc-1-1']);
    expect(tickedByHand(account, currencyCode('USD'), by(['doc-1-0']))).toEqual([]);
    expect(tickedByHand(account, EUR, null)).toEqual([]);
  });
});

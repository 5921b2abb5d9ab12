import { describe, expect, it } from 'vitest';
import {
  type CallDraft,
  EMPTY_CALL,
  newCallOf,
  nextStepOf,
  promisedAmount,
  wasAnswered,
} from '../../../../renderer/features/calls/call-draft.ts';
import { emptyDraft } from '../../../../renderer/features/disputes/dispute-form.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { CALLED_AT } from '../support/sample-calls.ts';
import { sampleAccount, sampleItems, TODAY } from '../support/sample-ledger.ts';

const [NORTHWIND] = sampleItems();
if (!NORTHWIND) throw new Error('The sample ledger is empty.');
const account = sampleAccount(NORTHWIND);
const { currency } = NORTHWIND;
const AROUND = { account, currency, today: TODAY, begunAt: CALLED_AT };
const [invoice] = account.documents.filter((one) => one.kind === 'invoice' && one.currency === currency);
if (!invoice) throw new Error('The sample account has no invoice.');

const draft = (part: Partial<CallDraft>): CallDraft => ({ ...EMPTY_CALL, ...part });
const promise = { typed: '100.50', date: plainDate('2026-12-01'), chosen: new Set([invoice.id]) };
const dispute = {
  documentId: invoice.id,
  details: { ...emptyDraft(TODAY), reason: 'price' as const, amount: '1.00' },
};

describe('a call that is being typed', () => {
  it('is nothing before its outcome is known', () => {
    expect(newCallOf(draft({ text: 'Hello' }), AROUND)).toBeNull();
    expect(nextStepOf(EMPTY_CALL, TODAY)).toBeNull();
  });

  it('carries the proposed next step and the moment at which it was begun', () => {
    const text = ' Nobody there. ';
    expect(newCallOf(draft({ outcome: 'no_answer', text }), AROUND)).toEqual({
      ...{ accountId: 'acc-1', contactId: null, outcome: 'no_answer', text: 'Nobody there.' },
      begunAt: CALLED_AT,
      next: { action: { kind: 'call', date: '2026-11-22', note: 'Call again at another hour' } },
      ...{ promise: null, dispute: null },
    });
  });

  it('leaves the plan alone where the person says so, and plans what the person chose', () => {
    expect(newCallOf(draft({ outcome: 'busy', keepsPlan: true }), AROUND)?.next).toBeNull();
    const own = { kind: 'escalate' as const, date: TODAY, note: ' ' };
    expect(newCallOf(draft({ outcome: 'busy', own }), AROUND)?.next).toEqual({
      action: { ...own, note: null },
    });
  });
});

describe('a promise in a call', () => {
  it('is kept with who was called, and the next step looks at its day', () => {
    const [contact] = account.contacts;
    const called = draft({ outcome: 'right_party', promise, contactId: contact?.id ?? null });
    expect(newCallOf(called, AROUND)).toMatchObject({
      promise: {
        ...{ currency, amountMinor: 10_050, date: '2026-12-01', documentIds: [invoice.id] },
        ...{ promisedBy: contact?.name ?? null, channel: 'call' },
      },
      next: { action: { kind: 'wait', date: '2026-12-02' } },
    });
  });

  it('begins with what may be asked for of its invoices', () => {
    expect(promisedAmount({ ...promise, typed: null }, account, currency)).toBe(invoice.open);
  });

  it.each([
    ['without a day', { ...promise, date: null }],
    ['on a day that is over', { ...promise, date: plainDate('2026-11-20') }],
    ['of nothing', { ...promise, typed: '0' }],
    ['of what is no amount', { ...promise, typed: 'soon' }],
  ])('is not saved %s', (_, given) => {
    expect(newCallOf(draft({ outcome: 'right_party', promise: given }), AROUND)).toBeNull();
  });

  it('is left out when the outcome says that nobody answered', () => {
    expect(newCallOf(draft({ outcome: 'voicemail', promise, dispute }), AROUND)).toMatchObject({
      promise: null,
      dispute: null,
    });
    expect(wasAnswered(draft({ outcome: 'refused' }))).toBe(true);
    expect(wasAnswered(draft({ outcome: 'busy' }))).toBe(false);
  });
});

describe('a dispute in a call', () => {
  it('is opened about its invoice, and looked at the next day', () => {
    expect(newCallOf(draft({ outcome: 'right_party', dispute }), AROUND)).toMatchObject({
      dispute: { documentId: invoice.id, reason: 'price', amountMinor: 100 },
      next: { action: { kind: 'review', date: '2026-11-22' } },
    });
  });

  it('is not saved without invoice or reason, or above what is open', () => {
    const saved = (part: Partial<typeof dispute>) =>
      newCallOf(draft({ outcome: 'right_party', dispute: { ...dispute, ...part } }), AROUND);
    expect(saved({ documentId: null as never })).toBeNull();
    expect(saved({ details: { ...dispute.details, reason: null as never } })).toBeNull();
    expect(saved({ details: { ...dispute.details, amount: '999999999' } })).toBeNull();
  });
});

it('who was called is kept with the call', () => {
  const contactId = 'con-1' as ContactId;
  expect(newCallOf(draft({ outcome: 'busy', contactId }), AROUND)).toMatchObject({ contactId });
});

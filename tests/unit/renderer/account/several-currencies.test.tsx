// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { AccountPage } from '../../../../renderer/features/account/account-page.tsx';
import type { Account } from '../../../../shared/contract/accounts.ts';
import type { WorklistItem } from '../../../../shared/contract/worklist.ts';
import { plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, currencyCode } from '../../../../shared/domain/money.ts';
import { cleanPageAfterEach, givePageSizes, quietFocusTraps } from '../support/page.ts';
import { createSampleEngine } from '../support/sample-engine.ts';
import { sampleAccount, sampleItems } from '../support/sample-ledger.ts';
import { showPart } from '../support/show-part.tsx';
import { click } from '../support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
quietFocusTraps();

const [EUROS, , POUNDS] = sampleItems();
if (!EUROS || !POUNDS) throw new Error('The sample ledger is empty.');

/** The page of an account beside a list with one row for each of its currencies. */
function Rows(props: { readonly id: AccountId }) {
  const [currency, setCurrency] = useState<CurrencyCode>(currencyCode('EUR'));
  return (
    <>
      <button type="button" onClick={() => setCurrency(currencyCode('EUR'))}>
        Row in euros
      </button>
      <button type="button" onClick={() => setCurrency(currencyCode('GBP'))}>
        Row in pounds
      </button>
      <AccountPage
        accountId={props.id}
        currency={currency}
        opened={false}
        onTick={() => {}}
        onOpen={() => {}}
        onClose={() => {}}
      />
    </>
  );
}

async function openAccount(part: Partial<Account> = {}, item: WorklistItem | undefined = EUROS) {
  if (!item || !POUNDS) throw new Error('There is no account.');
  const account = { ...sampleAccount(item), ...part };
  const balances = [...account.balances, ...sampleAccount(POUNDS).balances];
  const sample = createSampleEngine();
  sample.answer('accounts.get', () => ({ ...account, balances }));
  await showPart(<Rows id={account.id} />, sample);
  await screen.findByRole('article');
}

const goTo = (row: string) => click(screen.getByText(row));
const choose = (currency: string) =>
  click(within(screen.getByRole('article')).getByRole('button', { name: new RegExp(`^${currency}`) }));
const shown = () => screen.getByLabelText(/^Balance in/).getAttribute('aria-label');

describe('an account with several currencies', () => {
  it('shows the one of the row that led there', async () => {
    await openAccount();
    expect(shown()).toBe('Balance in EUR');
    await goTo('Row in pounds');
    expect(shown()).toBe('Balance in GBP');
  });

  it('shows another one on request, until the person goes to another row of it', async () => {
    await openAccount();
    await choose('GBP');
    expect(shown()).toBe('Balance in GBP');
    await goTo('Row in pounds');
    expect(shown()).toBe('Balance in GBP');
    await goTo('Row in euros');
    expect(shown()).toBe('Balance in EUR');
  });
});

describe('the next step', () => {
  const step = () => screen.getByLabelText('Next step');
  const words = () => within(step()).getByText(/\.$/, { selector: 'b' }).textContent;

  it.each([
    ['today', '2026-11-21', 'Call today: ask Dana.', 'red'],
    ['days ago', '2026-11-18', 'Call 3 days ago: ask Dana.', 'red'],
    ['in some days', '2026-11-24', 'Call in 3 days: ask Dana.', 'plain'],
  ])('is what was planned, red as soon as it is due: %s', async (_, day, text, tone) => {
    await openAccount({ nextAction: { kind: 'call', date: plainDate(day), note: 'ask Dana' } });
    expect(words()).toBe(text);
    expect(step().getAttribute('data-tone')).toBe(tone);
  });

  it('waits while the account is put away, before anything that is planned', async () => {
    await openAccount({
      nextAction: { kind: 'call', date: plainDate('2026-11-18'), note: null },
      holds: [{ code: 'snoozed', until: plainDate('2026-11-30'), reason: 'month end' }],
    });
    expect(words()).toBe('Snoozed until 30 Nov: month end.');
    expect(step().getAttribute('data-tone')).toBe('amber');
  });

  it('tells a hold from a snooze', async () => {
    await openAccount({ holds: [{ code: 'held', until: null, reason: null }] });
    expect(words()).toBe('On hold.');
  });

  it('is the letter of the stage where nothing is planned', async () => {
    await openAccount({ nextAction: null });
    expect(words()).toBe('Mail, final.');
  });

  it('says how late it is and the two weightiest reasons', async () => {
    await openAccount({ nextAction: null });
    expect(step().textContent).toContain('62 days late · ');
  });

  it('lists all reasons, what raises the priority first and what lowers it with a real minus', async () => {
    const [item] = sampleItems();
    if (!item) throw new Error('There is no account.');
    const reasons = [
      { code: 'credit_covers', text: 'credits cover a part', points: -4 },
      { code: 'not_contacted', text: 'never contacted', points: 10 },
      { code: 'overdue_amount', text: 'much overdue', points: 22 },
    ];
    await openAccount({}, { ...item, reasons });
    await click(within(step()).getByRole('button', { name: 'All reasons' }));
    await screen.findByText('+22');
    const points = [...document.querySelectorAll('dd')].map((one) => one.textContent);
    expect(points.slice(points.indexOf('+22')).slice(0, 4)).toEqual(['+22', '+10', '−4', String(item.score)]);
  });
});

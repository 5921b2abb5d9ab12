import type { Page } from '@playwright/test';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import { expect } from '../fixtures.ts';
import { account } from './account.ts';
import { openForm, submit, tabTo } from './focus.ts';
import { gate } from './letters.ts';
import { sendLetter } from './outbox.ts';
import { list, walkTo } from './worklist.ts';

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** A date as it is typed into a field of an American window: month, day, year. */
export function asTyped(date: PlainDate): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${month}${day}${year}`;
}

/** `e`: the letter that is proposed, sent off as it is. */
export async function mail(page: Page): Promise<void> {
  await press(page, 'e');
  await expect(gate(page)).toBeVisible();
  await sendLetter(page);
}

/** `d`: the quantity of the first invoice is in question, so much of it. */
export async function disputeInPart(page: Page, amount: string): Promise<void> {
  const form = await openForm(page, 'd', /^Dispute/);
  await press(page, 'Space');
  await tabTo(page, form.getByRole('combobox', { name: 'Reason' }));
  await page.keyboard.type('Quantity');
  await press(page, 'ArrowDown', 'Enter');
  await tabTo(page, form.getByLabel(/^Disputed part/));
  await page.keyboard.type(amount);
  await submit(page, form);
}

/** `c`: somebody answered, and pays by that day. */
export async function callWithPromise(page: Page, by: PlainDate): Promise<void> {
  const form = await openForm(page, 'c', /^Call/);
  await press(page, '1', 'p');
  await tabTo(page, form.getByLabel('Paid by'));
  await page.keyboard.type(asTyped(by));
  await submit(page, form);
}

/** `s`: by the first of the usual days. */
export async function snooze(page: Page): Promise<void> {
  const form = await openForm(page, 's', /^Snooze/);
  await press(page, 'Enter');
  await submit(page, form);
}

/** `h`: for the first of the usual reasons. */
export async function hold(page: Page): Promise<void> {
  const form = await openForm(page, 'h', /^Hold/);
  await press(page, 'Enter');
  await submit(page, form);
}

/** `n`: a note about the account. */
export async function note(page: Page, text: string): Promise<void> {
  await press(page, 'n');
  const field = page.getByRole('textbox', { name: 'Note', exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type(text);
  await press(page, 'Control+Enter');
  await expect(field).not.toBeFocused();
}

/** `a`: what is next, on that day. */
export async function planFor(page: Page, date: PlainDate, words: string): Promise<void> {
  const form = await openForm(page, 'a', /^Next action/);
  await tabTo(page, form.getByLabel('Another day'));
  await page.keyboard.type(asTyped(date));
  await tabTo(page, form.getByLabel('Note'));
  await page.keyboard.type(words);
  await submit(page, form);
}

/** `Shift+H`: the whole account asked not to be contacted. */
export async function closeAccount(page: Page, reason: string): Promise<void> {
  const form = await openForm(page, 'Shift+H', /^Do not contact/);
  await tabTo(page, form.getByLabel(/^Reason/));
  await page.keyboard.type(reason);
  await submit(page, form);
}

/** A note, and then what is next. */
export async function noteAndPlan(page: Page, text: string, date: PlainDate): Promise<void> {
  await note(page, text);
  await planFor(page, date, 'look again');
}

/** Goes to the worklist and walks down to an account, however often the list changes meanwhile. */
export async function moveTo(page: Page, name: string): Promise<void> {
  await press(page, 'g', 'w');
  await expect(list(page)).toBeFocused();
  await expect(() => walkTo(page, 'Worklist', name)).toPass();
  await expect(account(page, name)).toBeVisible();
}

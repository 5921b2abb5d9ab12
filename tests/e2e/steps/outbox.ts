import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { composer } from './letters.ts';
import { list, rows } from './worklist.ts';

/** The mail of one account, beside the list of the outbox. */
export function mailTo(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Mail to ${name}` });
}

type Which = 'Waiting' | 'Needs you' | 'Sent today' | 'All';

export async function showMessages(page: Page, which: Which): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Which messages' }).getByText(which, { exact: true }).click();
  await expect(list(page, 'Outbox')).toHaveAttribute('aria-busy', 'false');
}

/** The same without a mouse. */
export async function showMessagesByKeys(page: Page, which: Which): Promise<void> {
  await page
    .getByRole('radiogroup', { name: 'Which messages' })
    .getByRole('radio', { name: which, exact: true })
    .press('Space');
  await expect(list(page, 'Outbox')).toHaveAttribute('aria-busy', 'false');
}

/** `Ctrl+Enter` in the composer of one letter. It closes once the letter was sent off. */
export async function sendLetter(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(composer(page)).toBeHidden();
}

/** Puts the outbox on the row of an account. */
export async function selectMessage(page: Page, name: string): Promise<void> {
  await rows(page, 'Outbox').filter({ hasText: name }).first().click();
  await expect(mailTo(page, name)).toBeVisible();
}

/** Tells the window that the network is gone or back, as the browser does. */
export async function setNetwork(page: Page, online: boolean): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => value });
    window.dispatchEvent(new Event(value ? 'online' : 'offline'));
  }, online);
}

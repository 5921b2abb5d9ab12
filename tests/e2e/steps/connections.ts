import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import type { LedgerServer } from './ledger-server.ts';

/** How long a read may take on a busy machine. */
export const READING = { timeout: 60_000 };

/** The page of one connection, beside the list. */
export function connection(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** A part of that page. */
export function part(page: Page, name: string | RegExp): Locator {
  return page.getByRole('region', { name });
}

/** `n`: the form of the first connection, filled in. */
export async function typeConnection(page: Page, name: string, server: LedgerServer): Promise<void> {
  await expect(page.getByRole('heading', { name: 'No accounting system connected' })).toBeVisible();
  await page.keyboard.press('n');
  await page.getByLabel('System', { exact: true }).selectOption('odoo');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Address').fill(server.address);
  await page.getByLabel('Database').fill(server.database);
  await page.getByLabel('User', { exact: true }).fill(server.user);
  await page.getByLabel('API key').fill(server.apiKey);
}

/** Presses the key of a read, and waits until that read has come to its end. */
export async function readBy(page: Page, key: 'r' | 'Shift+R'): Promise<void> {
  const before = await reads(page).count();
  await page.keyboard.press(key);
  await expect(reads(page)).toHaveCount(before + 1, READING);
  await readToTheEnd(page);
}

/** Waits for the end of the read that goes on, or was begun last. */
export async function readToTheEnd(page: Page): Promise<void> {
  await expect(reads(page).first()).toContainText('read to the end', READING);
}

/** All reads of the connection that is shown, newest first. */
function reads(page: Page): Locator {
  return part(page, 'Reads so far')
    .getByRole('row')
    .filter({ has: page.getByRole('cell') });
}

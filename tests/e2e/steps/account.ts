import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { list, rows } from './worklist.ts';

/** The page of one customer. */
export function account(page: Page, name?: string | RegExp): Locator {
  return page.getByRole('article', name === undefined ? {} : { name });
}

export function timeline(page: Page): Locator {
  return page.getByRole('region', { name: 'Timeline' });
}

/** Opens the account that the list stands on, over the whole room, and answers its name. */
export async function openAccount(page: Page): Promise<string> {
  await list(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Back to the list' })).toBeVisible();
  return (await account(page).getByRole('heading', { level: 1 }).textContent()) ?? '';
}

/** Puts the list on the row of an account; its page stands beside the list. */
export async function selectAccount(page: Page, name: string): Promise<void> {
  await rows(page).filter({ hasText: name }).first().click();
  await expect(account(page, name)).toBeVisible();
}

export async function addContact(
  page: Page,
  contact: { readonly name: string; readonly email: string },
): Promise<void> {
  await page.getByRole('region', { name: 'Contacts' }).getByRole('button', { name: 'Add' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  await dialog.getByLabel('Name').fill(contact.name);
  await dialog.getByLabel('E-mail').fill(contact.email);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Contacts' })).toContainText(contact.email);
}

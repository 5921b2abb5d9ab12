import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

/** One account at a time, over the whole width. */
export function focusMode(page: Page): Locator {
  return page.getByRole('region', { name: 'Focus', exact: true });
}

/** Waits until this account is the one in focus, with its page. */
export async function expectInFocus(page: Page, name: string): Promise<void> {
  await expect(focusMode(page).getByRole('article', { name, exact: true })).toBeVisible();
}

/** Opens the form that a key opens, and answers it once it has the focus. */
export async function openForm(page: Page, key: string, name: RegExp): Promise<Locator> {
  await page.keyboard.press(key);
  const form = page.getByRole('dialog', { name });
  await expect(form).toBeVisible();
  await expect(form.locator(':focus')).toHaveCount(1);
  return form;
}

/** `Ctrl+Enter`: does what the form is for, which closes it. */
export async function submit(page: Page, form: Locator): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(form).toBeHidden();
}

/** A promise on everything that may be asked for, by tomorrow. */
export async function promiseByTomorrow(page: Page): Promise<void> {
  const form = await openForm(page, 'p', /^Promise to pay/);
  await expect(form.getByRole('button', { name: /^Tomorrow/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await submit(page, form);
}

/** `Tab` until a field has the focus, as a person without a mouse gets there. */
export async function tabTo(page: Page, field: Locator): Promise<void> {
  await expect(field).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(field).toBeFocused();
}

const MOST_STEPS = 40;

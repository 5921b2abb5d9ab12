import type { Locator, Page } from '@playwright/test';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { Desk } from '../../support/desk.ts';
import { expect, PASSPHRASE } from '../fixtures.ts';
import { tabTo } from './focus.ts';
import { asTyped, press } from './work.ts';
import { choosePassphrase, keepRecoveryCode } from './workspace.ts';

/** How long a pack may take to be made, opened or merged on a busy machine. */
export const PACKING = { timeout: 60_000 };

/** A file as it goes from one desk to the other. */
export type PackFile = { readonly name: string; readonly bytes: Buffer };

export type Handing = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly recipient: string;
  readonly words: string;
};

/** `g x`, `n`: fills the page of a new handoff in by keyboard, without handing over. */
export async function fillInHandOver(page: Page, { from, to, recipient, words }: Handing): Promise<void> {
  await press(page, 'g', 'x');
  await expect(page.getByRole('heading', { level: 1, name: 'Handoffs' })).toBeVisible();
  await press(page, 'n');
  await expect(page.getByRole('heading', { level: 1, name: 'Hand over' })).toBeVisible();
  await page.getByRole('radio', { name: 'All customers' }).press('Space');
  await typeDate(page, page.getByLabel('Last day'), to);
  await typeDate(page, page.getByLabel('First day'), from);
  await page.getByRole('radio', { name: new RegExp(`^${recipient}`) }).press('Space');
  await tabTo(page, page.getByLabel('For all of it'));
  await page.keyboard.type(words);
}

/** Hands over, and answers the file as it is saved. Ends on what to do with it. */
export async function handOver(desk: Desk, recipient: string): Promise<PackFile> {
  const { page } = desk;
  await page.getByRole('button', { name: `Hand over to ${recipient}` }).press('Enter');
  const made = page.getByRole('region', { name: 'Handed over' });
  await expect(made).toBeVisible(PACKING);
  const name = (await made.locator('code').textContent()) ?? '';
  const bytes = await desk.savedFile(() =>
    made.getByRole('button', { name: 'Save the file' }).press('Enter'),
  );
  await expect(made.getByRole('button', { name: 'Saved' })).toBeVisible();
  return { name, bytes };
}

/** Drops a file on the window, whatever it shows. */
export async function dropFile(page: Page, { name, bytes }: PackFile): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([called, base64]) => {
      const content = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], called));
      return transfer;
    },
    [name, bytes.toString('base64')] as const,
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await dataTransfer.dispose();
}

/** The handoff that is looked at, over the whole window. */
export function takeover(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Take over a handoff' });
}

/** `Enter` on the look: takes everything that is ticked. Ends on the first hour. */
export async function acceptChosen(page: Page): Promise<void> {
  await press(page, 'Enter');
  await expect(
    takeover(page).getByRole('heading', { level: 1, name: /^Take over \d+ account/ }),
  ).toBeVisible();
  await choosePassphrase(page, PASSPHRASE);
  await press(page, 'Enter');
  await expect(page.getByRole('status', { name: 'Recovery code' })).toBeVisible(PACKING);
  await keepRecoveryCode(page);
  await expect(firstHour(page)).toBeVisible();
}

export function firstHour(page: Page): Locator {
  return page.getByRole('region', { name: 'First hour' });
}

/** Returns all of the work, and answers the file. */
export async function returnAll(desk: Desk, to: string): Promise<PackFile> {
  const { page } = desk;
  await page.getByRole('button', { name: 'Return work' }).press('Enter');
  const form = page.getByRole('dialog', { name: `Return the work to ${to}` });
  await form.getByRole('radio', { name: /^All of it/ }).press('Space');
  await form.getByRole('button', { name: 'Return all of it' }).press('Enter');
  const said = form.getByRole('status').filter({ hasText: 'is ready' });
  await expect(said).toBeVisible(PACKING);
  const name = /^\S+/.exec((await said.textContent()) ?? '')?.[0] ?? '';
  const bytes = await desk.savedFile(() =>
    form.getByRole('button', { name: 'Save the file' }).press('Enter'),
  );
  await form.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(form).toBeHidden();
  return { name, bytes };
}

async function typeDate(page: Page, field: Locator, date: PlainDate): Promise<void> {
  await field.focus();
  await page.keyboard.type(asTyped(date));
  await expect(field).toHaveValue(date);
}

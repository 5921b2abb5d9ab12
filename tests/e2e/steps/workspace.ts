import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, PASSPHRASE } from '../fixtures.ts';

export const CLIENT = 'Halden Supply';

/** What a person keeps of a new workspace. */
export type Kept = { readonly recoveryCode: string };

const DEMO_LIMIT_MS = 90_000;

/** Waits until the demo company is made and its worklist is shown; on a busy machine that takes a while. */
export async function demoIsOpen(page: Page): Promise<void> {
  const rows = page.getByRole('grid', { name: 'Worklist' }).getByRole('gridcell');
  await expect(rows.first()).toBeVisible({ timeout: DEMO_LIMIT_MS });
}

/**
 * Opens the workspace with the books of the demo company, which the profile of a test `withBooks` holds. Its first
 * account is there, too: keys act on it.
 */
export async function openBooks(page: Page): Promise<void> {
  await unlock(page);
  await demoIsOpen(page);
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeVisible();
}

/** First start: a workspace for a file that is imported next. Ends on the first step of the import. */
export async function createForImport(page: Page): Promise<Kept> {
  await page.getByRole('button', { name: /^Import a file into a new workspace/ }).click();
  await setUp(page);
  const kept = await keepRecoveryCode(page);
  await expect(page.getByRole('button', { name: 'Pick a file' })).toBeVisible();
  return kept;
}

/** First start: a workspace without figures. Ends on the empty worklist. */
export async function createEmpty(page: Page, client = CLIENT): Promise<Kept> {
  await page.getByRole('button', { name: /^Empty workspace/ }).click();
  await setUp(page, client);
  const kept = await keepRecoveryCode(page);
  await expect(page.getByRole('heading', { name: 'Nothing is overdue' })).toBeVisible();
  return kept;
}

/** Fills in the page of a new workspace; the recovery code comes next. */
export async function setUp(page: Page, client = CLIENT): Promise<void> {
  await expect(page.getByRole('heading', { name: 'New workspace' })).toBeVisible();
  await page.getByLabel('Client').fill(client);
  await choosePassphrase(page, PASSPHRASE);
  await page.getByRole('button', { name: 'Create the workspace' }).click();
}

export async function choosePassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByRole('radio', { name: 'A passphrase' }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Repeat it').fill(passphrase);
}

/** Reads the code, shows that it was kept by typing its end, and goes on. */
export async function keepRecoveryCode(page: Page): Promise<Kept> {
  const shown = page.getByRole('status', { name: 'Recovery code' });
  await expect(shown).toBeVisible();
  const recoveryCode = (await shown.textContent()) ?? '';
  const end = page.getByLabel('Type the end of the code to go on');
  await end.fill('0000');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page.getByRole('alert')).toContainText('not the end of the code');
  await end.fill(recoveryCode.replaceAll('-', '').slice(-(await typedCharacters(page))));
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(shown).toBeHidden();
  return { recoveryCode };
}

/** How many characters of the end the page asks for. */
async function typedCharacters(page: Page): Promise<number> {
  const asked = await page.getByText(/^The last \d+ characters/).textContent();
  return Number(/\d+/.exec(asked ?? '')?.[0]);
}

export async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByText('Locked. Everything in it is safe and encrypted.')).toBeVisible();
}

/** Closes the workspace; ends on the start screen. */
export async function leaveWorkspace(page: Page): Promise<void> {
  await page.locator('button[aria-haspopup=menu]').first().press('Enter');
  await page.getByRole('menuitem', { name: 'Other workspaces' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'The desk for overdue invoices' })).toBeVisible();
}

export async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

export type Place =
  | 'Today'
  | 'Worklist'
  | 'Drafts'
  | 'Outbox'
  | 'Calls'
  | 'Cash'
  | 'Promises'
  | 'Disputes'
  | 'Holds'
  | 'Customers'
  | 'Imports'
  | 'Connections'
  | 'Templates'
  | 'Mailboxes'
  | 'Log'
  | 'Settings';

/** Goes to a screen by the rail. */
export async function goTo(page: Page, place: Place): Promise<void> {
  await railLink(page, place).click();
  await isAt(page, place);
}

/** `g` and the screen's own key. */
export async function goByKeys(page: Page, place: Place, key: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await isAt(page, place);
}

function railLink(page: Page, place: Place): Locator {
  return page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: new RegExp(`^${place}\\b`) });
}

async function isAt(page: Page, place: Place): Promise<void> {
  await expect(railLink(page, place)).toHaveAttribute('aria-current', 'page');
}

/** The folder of the only workspace of the profile. */
export async function workspaceFolder(home: string): Promise<string> {
  const files = await readdir(home, { recursive: true });
  const header = files.find((file) => file.endsWith('workspace.json')) ?? '';
  return dirname(join(home, header));
}

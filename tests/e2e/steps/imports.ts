import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Desk } from '../../support/desk.ts';
import { expect } from '../fixtures.ts';
import { list } from './worklist.ts';
import { goTo } from './workspace.ts';

/** Goes to the list of imports and waits until it is read. */
export async function goToImports(page: Page): Promise<void> {
  await goTo(page, 'Imports');
  await expect(list(page, 'Imports')).toHaveAttribute('aria-busy', 'false');
}

/** Puts a file beside the profile and picks it in the import. Answers when it was read, or refused. */
export async function pickForImport(desk: Desk, name: string, content: string | Buffer): Promise<void> {
  const { page } = desk;
  const path = join(desk.home, name);
  await writeFile(path, content);
  const pick = page.getByRole('button', {
    name: /^(Pick a file|Pick another file|Another file|Import a file ?i)$/i,
  });
  const first = page.getByRole('button', { name: 'Import a file', exact: true });
  await expect(pick.or(first).first()).toBeVisible();
  if (await first.isVisible()) await first.click();
  await desk.pickFile(path, () => pick.first().click());
  // The step of the file before stands until this one is read.
  await expect(page.getByText(name).or(page.getByRole('alert')).first()).toBeVisible();
  await expect(page.getByText(`Reading ${name}`)).toBeHidden();
}

/** Goes on to the trial run and waits for what it would do. */
export async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Check/ }).click();
  await expect(page.getByText('Nothing has been changed yet.')).toBeVisible();
}

/** Imports what was checked and waits for the page of the import. */
export async function importChecked(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Import [\d,]+ rows?/ }).click();
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
}

/** The whole way of a file whose columns are recognised. Ends on the worklist. */
export async function importAsRecognised(desk: Desk, name: string, content: string | Buffer): Promise<void> {
  await goToImports(desk.page);
  await pickForImport(desk, name, content);
  await check(desk.page);
  await importChecked(desk.page);
  await goTo(desk.page, 'Worklist');
}

/** The same by keys alone, from any screen; ends on the page of the import. */
export async function importByKeys(desk: Desk, name: string, content: string | Buffer): Promise<void> {
  const { page } = desk;
  const path = join(desk.home, name);
  await writeFile(path, content);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(list(page, 'Imports')).toHaveAttribute('aria-busy', 'false');
  await desk.pickFile(path, () => page.getByRole('button', { name: /^Import a file/ }).press('Enter'));
  await expect(page.getByRole('button', { name: /^Check/ })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Nothing has been changed yet.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
}

/** What the report says under a word: rows (`new`, `changed`, `rejected` …) or the open amount of a currency. */
export function reported(page: Page, word: string): Locator {
  return page
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${word}$`) })
    .locator('xpath=following-sibling::dd');
}

import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

export type List =
  | 'Worklist'
  | 'Customers'
  | 'Open items'
  | 'Drafts'
  | 'Outbox'
  | 'Calls'
  | 'Promises'
  | 'Disputes'
  | 'Holds'
  | 'Imports'
  | 'Rejected rows'
  | 'Connections'
  | 'Money without an invoice'
  | 'Approved applications'
  | 'Log';

export function list(page: Page, name: List = 'Worklist'): Locator {
  return page.getByRole('grid', { name, exact: true });
}

/** The rows of a list without its header. */
export function rows(page: Page, name: List = 'Worklist'): Locator {
  return list(page, name)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

/** The account whose row the keyboard is on. */
export async function activeName(page: Page, name: List = 'Worklist'): Promise<string> {
  const id = await list(page, name).getAttribute('aria-activedescendant');
  const cell = list(page, name).locator(`[id="${id}"]`).getByRole('gridcell').first();
  return (await cell.textContent()) ?? '';
}

/** Walks down a list from its top, key by key, to the row that names this account. */
export async function walkTo(page: Page, name: List, account: string): Promise<void> {
  const active = list(page, name).locator('[data-active]');
  await page.keyboard.press('Home');
  await expect(active).toHaveCount(1);
  for (let row = await rows(page, name).count(); row > 0; row -= 1) {
    const at = (await active.getAttribute('aria-rowindex')) ?? '';
    if ((await active.textContent())?.includes(account)) return;
    await page.keyboard.press('j');
    await expect(active).not.toHaveAttribute('aria-rowindex', at);
  }
}

/** What is overdue in all rows of the list, or in the selected ones. */
export function totals(page: Page): Locator {
  return page.getByRole('note', { name: 'Overdue in total' });
}

/** Shows these columns beside those that are shown. */
export async function showColumns(page: Page, name: List, columns: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: `Columns of ${name}` }).click();
  for (const column of columns) {
    const box = page.getByRole('checkbox', { name: column, exact: true });
    if (!(await box.isChecked())) await box.click();
    await expect(box).toBeChecked();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'As at first' })).toBeHidden();
}

/** Narrows the list by one of the filters behind "Filter". */
export async function filterBy(page: Page, kind: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  await page.getByRole('checkbox', { name: choice }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `${kind}: ${choice}` })).toBeVisible();
}

/** Copies every row and answers what a spreadsheet would get: a record by header for each row. */
export async function copiedTable(
  page: Page,
  name: List,
): Promise<readonly Readonly<Record<string, string>>[]> {
  await list(page, name).focus();
  await page.keyboard.press('Control+A');
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toBeVisible();
  await page.keyboard.press('Control+C');
  const text = await pasted(page);
  await list(page, name).focus();
  await page.keyboard.press('Escape');
  const [head = [], ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(head.map((title, index) => [title, cells[index] ?? ''])));
}

/** What is on the clipboard, read by pasting it into the note of the open account. */
async function pasted(page: Page): Promise<string> {
  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('');
  await note.focus();
  await page.keyboard.press('Control+V');
  await expect(note).not.toHaveValue('');
  const text = await note.inputValue();
  await note.fill('');
  return text;
}

/** Adds a column of amounts up, in cents. */
export function sumOf(table: readonly Readonly<Record<string, string>>[], column: string): number {
  return table.reduce((sum, row) => sum + Math.round(Number(row[column] || 0) * 100), 0);
}

import { expect, test } from './fixtures.ts';
import { SMALL_BOOKS } from './steps/books.ts';
import {
  check,
  goToImports,
  importAsRecognised,
  importChecked,
  pickForImport,
  reported,
} from './steps/imports.ts';
import { AGING_REPORT, listOf, UNREADABLE } from './steps/samples.ts';
import { rows, totals } from './steps/worklist.ts';
import { createEmpty, createForImport, goTo } from './steps/workspace.ts';

test('an aging report: a question answered, bad rows listed and exported, the mapping kept for the next', async ({
  desk,
}) => {
  const { page } = desk;
  await createForImport(page);
  await pickForImport(desk, 'aging.csv', AGING_REPORT);
  await expect(page.getByLabel('Export', { exact: true })).toContainText('QuickBooks Online');
  await expect(page.getByLabel('Due date is')).toHaveValue('dueDate');
  await expect(page.getByText(/Still to say: .*the order of the dates/)).toBeVisible();
  await page
    .getByRole('note')
    .getByRole('button', { name: /^Month first/ })
    .first()
    .click();
  const currency = page.getByRole('button', { name: 'USD, the currency of this workspace' });
  await currency.click();
  await check(page);
  await expect(reported(page, 'new')).toHaveText('2');
  await expect(reported(page, 'rejected')).toHaveText('2');
  await expect(rows(page, 'Rejected rows')).toHaveText([/^11.*twelve/, /^12/]);
  const saved = await desk.savedFile(() =>
    page.getByRole('button', { name: 'Save the rejected rows as CSV' }).click(),
  );
  expect(saved.toString()).toContain('twelve');
  await importChecked(page);

  await goToImports(page);
  await pickForImport(desk, 'aging-next.csv', AGING_REPORT.replace('twelve', '12.00'));
  await expect(page.getByText('Read as you did the last file of this kind.')).toBeVisible();
  await check(page);
  await expect(reported(page, 'new')).toHaveText('1');
  await expect(reported(page, 'unchanged')).toHaveText('2');
});

test('a complete list closes what it no longer names when told so, and the undo opens it again', async ({
  desk,
}) => {
  const { page } = desk;
  await createEmpty(page);
  await importAsRecognised(desk, 'monday.csv', listOf('A-1', 'A-2', 'A-3'));
  await expect(totals(page)).toHaveText('$300.00');

  await goToImports(page);
  await pickForImport(desk, 'friday.csv', listOf('A-1', 'A-2'));
  await page.getByRole('switch', { name: 'A complete list of everything open' }).click();
  await page.getByRole('button', { name: 'Today' }).click();
  await check(page);
  await expect(page.getByRole('region', { name: 'No longer listed' })).toContainText('1 item');
  await importChecked(page);
  const gone = page.getByRole('region', { name: 'No longer listed' });
  await expect(gone).toContainText('A-3');
  await gone.getByRole('button', { name: 'Tick all' }).click();
  await gone.getByRole('button', { name: 'Close 1 item' }).click();
  await expect(gone).toContainText('All of them are closed.');
  await goTo(page, 'Worklist');
  await expect(totals(page)).toHaveText('$200.00');

  await goToImports(page);
  await page.getByRole('button', { name: 'Undo the newest' }).click();
  await expect(rows(page, 'Imports').first()).toContainText('undone');
  await goTo(page, 'Worklist');
  await expect(totals(page)).toHaveText('$300.00');
});

test('the same file again changes nothing, and a stopped import keeps nothing', async ({ desk }) => {
  const { page } = desk;
  await createEmpty(page);
  await importAsRecognised(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await goToImports(page);
  await pickForImport(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await check(page);
  await expect(reported(page, 'new')).toHaveText('0');
  await expect(reported(page, 'changed')).toHaveText('0');
  await page.getByRole('button', { name: /^Back/ }).click();

  const many = Array.from({ length: 110_000 }, (_, index) => `B-${index}`);
  await pickForImport(desk, 'many.csv', listOf(...many));
  await page.getByRole('button', { name: /^Check/ }).click();
  await page.getByRole('button', { name: 'Cancel: Checking many.csv' }).first().click();
  await expect(page.getByText('The check was stopped. Nothing was changed.')).toBeVisible();
  await goTo(page, 'Worklist');
  await expect(totals(page)).toHaveText(SMALL_BOOKS.overdue);
});

test('a file that cannot be read says what it is and what to do, and loses nothing', async ({ desk }) => {
  const { page } = desk;
  await createEmpty(page);
  await importAsRecognised(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await goToImports(page);
  for (const [name, content, says] of UNREADABLE) {
    await pickForImport(desk, name, content);
    await expect(page.getByRole('alert')).toContainText(says);
    await expect(page.getByRole('alert')).toContainText(/Export|Save|Open/);
  }
  await pickForImport(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await expect(page.getByRole('button', { name: /^Check/ })).toBeEnabled();
  await goTo(page, 'Worklist');
  await expect(totals(page)).toHaveText(SMALL_BOOKS.overdue);
});

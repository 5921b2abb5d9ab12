import { expect, test } from './fixtures.ts';
import { expectNoBarriers } from './steps/axe.ts';
import { SMALL_BOOKS } from './steps/books.ts';
import { readStatement } from './steps/cash.ts';
import { importAsRecognised } from './steps/imports.ts';
import { day } from './steps/ledger-server.ts';
import { list, rows } from './steps/worklist.ts';
import { createEmpty, goByKeys } from './steps/workspace.ts';

/** One payment that names its invoice, one that only its amount and its payer tell of, money out, and a bad row. */
const STATEMENT = [
  'Date,Amount,Currency,Payer,IBAN,Details',
  `${day(-2)},1000.00,USD,Northwind Traders,DE89370400440532013000,INV 1001 with thanks`,
  `${day(-1)},100.00,USD,Contoso,,Order 55`,
  `${day(-1)},-20.00,USD,Bank,,Fees`,
  'soon,5.00,USD,Nobody,,?',
  '',
].join('\r\n');

test('a bank statement is read, its payments are applied by keyboard, and the file for posting says to what', async ({
  desk,
}) => {
  const { page } = desk;
  const money = 'Money without an invoice';
  await createEmpty(page);
  await importAsRecognised(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await goByKeys(page, 'Cash', 'a');
  await expect(page.getByRole('heading', { name: 'No money without an invoice' })).toBeVisible();
  await expectNoBarriers(page, 'cash, empty');

  await readStatement(desk, 'statement.csv', STATEMENT);
  const bad = page.getByRole('dialog', { name: 'Read: statement.csv' });
  await expect(bad).toContainText('Row 5');
  await expectNoBarriers(page, 'statement with a bad row');
  await page.keyboard.press('Escape');
  await expect(rows(page, money)).toHaveCount(2);
  await list(page, money).focus();
  await page.keyboard.press('Home');
  for (const [number, count] of [
    ['INV-1003', 1],
    ['INV-1001', 0],
  ] as const) {
    await expect(page.getByRole('radio', { name: new RegExp(`^${number} of`) })).toBeChecked();
    if (count === 1) await expectNoBarriers(page, 'cash with proposals');
    await page.keyboard.press('a');
    await expect(page.getByText(`applied to ${number}`).first()).toBeVisible();
    await expect(rows(page, money)).toHaveCount(count);
  }

  await page.getByRole('radiogroup', { name: 'Which money' }).getByText('To post', { exact: true }).click();
  await expect(rows(page, 'Approved applications')).toHaveCount(2);
  await expectNoBarriers(page, 'cash, approved');
  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export for posting' });
  await expect(dialog).toBeVisible();
  await expectNoBarriers(page, 'export for posting');
  const saved = await desk.savedFile(() => dialog.getByRole('button', { name: 'Export' }).click());
  const [, ...lines] = saved.toString('utf8').trimEnd().split('\r\n');
  expect(
    lines
      .map((line) => line.split(','))
      .map((cells) => cells[cells.indexOf('invoice') + 1])
      .sort(),
  ).toEqual(['INV-1001', 'INV-1003']);
  await expect(page.getByRole('heading', { name: 'Nothing waits for posting' })).toBeVisible();
});

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { account, timeline } from './steps/account.ts';
import { activeName, copiedTable, list, rows, totals } from './steps/worklist.ts';
import { openBooks } from './steps/workspace.ts';

test.use({ withBooks: true });

const backToList = (page: Page) => page.getByRole('button', { name: 'Back to the list' });

test.beforeEach(async ({ app }) => {
  await openBooks(app);
  await list(app).focus();
});

test('moving, opening and searching by keyboard alone', async ({ app }) => {
  const first = await activeName(app);
  await app.keyboard.press('j');
  await expect.poll(() => activeName(app)).not.toBe(first);
  const second = await activeName(app);
  await expect(account(app, second)).toBeVisible();
  await app.keyboard.press('k');
  await expect.poll(() => activeName(app)).toBe(first);

  await app.keyboard.press('Enter');
  await expect(backToList(app)).toBeVisible();
  await app.keyboard.press('j');
  await expect(account(app, second)).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(backToList(app)).toBeHidden();

  await app.keyboard.press('/');
  await expect(app.getByRole('searchbox', { name: 'Search accounts' })).toBeFocused();
  await app.keyboard.type(first);
  await expect(rows(app).filter({ hasNotText: first })).toHaveCount(0);
  await app.keyboard.press('Escape');
  await expect(rows(app).filter({ hasText: second })).not.toHaveCount(0);
});

test('what is done to an account can be undone, and the next account is selected', async ({ app }) => {
  const first = await activeName(app);
  await app.keyboard.press('j');
  await expect.poll(() => activeName(app)).not.toBe(first);
  const second = await activeName(app);
  await app.keyboard.press('k');
  await expect(account(app, first)).toBeVisible();

  await app.keyboard.press('s');
  await expect(app.getByRole('button', { name: /^Tomorrow/ })).toBeFocused();
  await app.keyboard.press('Enter');
  await app.keyboard.press('Control+Enter');
  await expect(app.getByText(`Snoozed ${first} until`)).toBeVisible();
  await expect(rows(app).filter({ hasText: first })).toHaveCount(0);
  await expect.poll(() => activeName(app)).toBe(second);
  await app.keyboard.press('Control+Z');
  await expect(rows(app).filter({ hasText: first })).not.toHaveCount(0);

  const planned = await activeName(app);
  await expect(account(app, planned)).toBeVisible();
  await app.keyboard.press('a');
  await app.getByRole('button', { name: /^Tomorrow/ }).press('Enter');
  await app.keyboard.press('Control+Enter');
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(rows(app).filter({ hasText: planned }).first()).toContainText('tomorrow');
  await expect(list(app)).toBeFocused();
});

test('a call and a note stand in the timeline', async ({ app }) => {
  const name = await activeName(app);
  await app.keyboard.press('n');
  await expect(app.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await app.keyboard.type('Mr Okafor pays on the 25th.');
  await app.keyboard.press('Control+Enter');
  await expect(timeline(app)).toContainText('Mr Okafor pays on the 25th.');

  await expect(app.getByRole('textbox', { name: 'Note' })).not.toBeFocused();
  const outcome = app.getByRole('button', { name: 'Right person' });
  await expect(async () => {
    await app.keyboard.press('c');
    await expect(outcome).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await outcome.press('Enter');
  await app.getByLabel('What was said').fill('Payment run is on Friday.');
  await app.keyboard.press('Control+Enter');
  await expect(app.getByRole('dialog')).toBeHidden();
  await rows(app).filter({ hasText: name }).first().click();
  await expect(timeline(app)).toContainText('Payment run is on Friday.');
});

test('a filter and an order are kept as a view; a selection is summed and copied', async ({ app }) => {
  const all = await rows(app).count();
  const everything = await totals(app).textContent();
  await app.getByRole('button', { name: 'No next action' }).press('Enter');
  await expect.poll(() => rows(app).count()).toBeLessThan(all);
  await app.getByRole('columnheader', { name: 'Account' }).getByRole('button').press('Enter');
  await expect(app.getByRole('columnheader', { name: 'Account' })).toHaveAttribute('aria-sort', 'ascending');
  await app.getByRole('button', { name: 'Save view' }).press('Enter');
  await app.getByLabel('Name of the view').fill('Nothing planned');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('link', { name: /^Nothing planned/ })).toHaveAttribute('aria-current', 'page');
  await expect(app.getByRole('heading', { level: 1, name: 'Nothing planned' })).toBeVisible();

  await expect(totals(app)).not.toHaveText(everything ?? '');
  const whole = await totals(app).textContent();
  const grid = app.getByRole('grid', { name: 'Nothing planned' });
  await grid.focus();
  await app.keyboard.press('x');
  await app.keyboard.press('j');
  await app.keyboard.press('x');
  await expect(app.getByRole('toolbar', { name: 'Selected rows' })).toContainText('2 rows selected');
  await expect(totals(app)).not.toHaveText(whole ?? '');
  await app.keyboard.press('Escape');
  await expect(totals(app)).toHaveText(whole ?? '');
});

test('the table is pasted into a spreadsheet with its header', async ({ app }) => {
  const shown = await rows(app).count();
  const table = await copiedTable(app, 'Worklist');
  expect(table.length).toBeGreaterThanOrEqual(shown);
  expect(Object.keys(table[0] ?? {})).toEqual(expect.arrayContaining(['Account', 'Overdue', 'Why now']));
  for (const row of table) expect(row.Overdue).toMatch(/^\d+\.\d{2}$/);
});

test('in a narrow window the account slides over the list, and the focus is never lost', async ({ app }) => {
  await app.setViewportSize({ width: 1024, height: 700 });
  await expect(account(app)).toBeHidden();
  await list(app).focus();
  await app.keyboard.press('Enter');
  await expect(account(app)).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(account(app)).toBeHidden();
  await app.keyboard.press('c');
  await expect(app.getByRole('dialog')).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(app.getByRole('dialog')).toBeHidden();
  await expect(list(app)).toBeFocused();
});

test('the row that the keyboard is on is never hidden, and after the rail the keys work in the list', async ({
  app,
}) => {
  const active = list(app).locator('[data-active]');
  await app.keyboard.press('End');
  await expect(active).toHaveAttribute('aria-rowindex', await lastRow(app));
  await expect(active).toBeInViewport({ ratio: 1 });
  for (const _ of Array(3)) await app.keyboard.press('PageUp');
  await expect(active).toBeInViewport({ ratio: 1 });

  await app
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Customers/ })
    .click();
  await expect(list(app, 'Customers')).toBeFocused();
});

async function lastRow(page: Page): Promise<string> {
  return (await list(page).getAttribute('aria-rowcount')) ?? '';
}

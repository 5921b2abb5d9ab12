// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { cleanPageAfterEach, givePageSizes } from './support/page.ts';
import { click, showWindow } from './support/show-window.tsx';

givePageSizes();
cleanPageAfterEach();
afterEach(() => {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
});

async function withClipboard(write: (items: readonly ClipboardItem[]) => Promise<void>) {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write } });
  await showWindow();
  await screen.findByRole('article', { name: 'Northwind Traders' });
  const grid = screen.getByRole('grid', { name: 'Worklist' });
  const rows = within(grid).getAllByRole('row').slice(1, 3);
  for (const row of rows) fireEvent.click(row, { ctrlKey: true });
  return within(await screen.findByRole('toolbar', { name: 'Selected rows' }));
}

it('ticked rows are copied for a spreadsheet by a button, with headers and plain amounts', async () => {
  const written: string[] = [];
  const bar = await withClipboard(async ([item]) => {
    written.push((await (await item?.getType('text/plain'))?.text()) ?? '');
  });
  await click(bar.getByRole('button', { name: 'Copy' }));
  expect(await screen.findByText('2 rows copied for a spreadsheet')).toBeDefined();
  const lines = (written[0] ?? '').split('\r\n').map((line) => line.split('\t'));
  expect(lines).toHaveLength(3);
  expect(lines[0]?.[0]).toBe('Account');
  expect(lines[1]?.[0]).toBe('Northwind Traders');
  expect(lines[1]?.some((cell) => /^-?\d+\.\d{2}$/.test(cell))).toBe(true);
  expect(new Set(lines.map((cells) => cells.length)).size).toBe(1);
});

import { expect, test } from './fixtures.ts';
import { readStatement } from './steps/cash.ts';
import { connection, part, READING, readBy, readToTheEnd, typeConnection } from './steps/connections.ts';
import { type LedgerServer, NO_WAITS, startLedgerServer } from './steps/ledger-server.ts';
import { picture, SIZES } from './steps/picture.ts';
import {
  enterUnreadableInvoice,
  keepPictureBooks,
  pictureStatement,
  workOnPictureBooks,
} from './steps/picture-books.ts';
import { list, rows } from './steps/worklist.ts';
import { createEmpty, goTo } from './steps/workspace.ts';

test.use({ environment: NO_WAITS });

const NAME = 'Head office';
let server: LedgerServer;

test.beforeAll(async () => {
  server = await startLedgerServer(keepPictureBooks);
});
test.afterAll(() => server.stop());

test('an accounting system, from connecting it to the file for posting', async ({ desk }) => {
  test.setTimeout(300_000);
  const { page } = desk;
  await createEmpty(page, 'Northwind Instruments');
  await goTo(page, 'Connections');
  await typeConnection(page, NAME, server);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(part(page, 'Connection test')).toContainText('It works');
  await page.getByLabel('Name', { exact: true }).focus();
  await picture(page, 'connect', 'light', 1440);
  await picture(page, 'connect', 'dark', 1024);
  await page.setViewportSize(SIZES[1440]);

  const goOn = server.hold('account.move', 8);
  await page.keyboard.press('Control+Enter');
  await expect(connection(page, NAME).getByRole('region', { name: 'Figures' })).toContainText(
    /invoices .*· [\d,]+/,
    READING,
  );
  await picture(page, 'sync-reading', 'light', 1440);
  goOn();
  await readToTheEnd(page);

  workOnPictureBooks(server);
  await readBy(page, 'r');
  await expect(part(page, 'What the last read changed')).toContainText('was paid');
  await picture(page, 'sync-changes', 'light', 1440);
  await page.setViewportSize(SIZES[1024]);
  await list(page, 'Connections').focus();
  await page.keyboard.press('Enter');
  await expect(part(page, 'What the last read changed')).toBeVisible();
  await picture(page, 'sync-changes', 'dark', 1024);
  await page.setViewportSize(SIZES[1440]);

  enterUnreadableInvoice(server);
  await readBy(page, 'Shift+R');
  await expect(part(page, 'Set aside')).toBeVisible(READING);
  await part(page, /^Compared with/).scrollIntoViewIfNeeded();
  await picture(page, 'sync-differences', 'light', 1440);
  await picture(page, 'sync-differences', 'dark', 1440);

  await goTo(page, 'Cash');
  await readStatement(desk, 'statement.csv', pictureStatement(server));
  await expect(rows(page, 'Money without an invoice')).toHaveCount(4);
  await expect(page.getByText('statement.csv: 4 new lines')).toBeHidden();
  await rows(page, 'Money without an invoice').first().click();
  await expect(page.getByRole('radiogroup', { name: 'Proposals' }).getByRole('radio').first()).toBeVisible();
  await list(page, 'Money without an invoice').focus();
  await picture(page, 'cash', 'light', 1440);
  await picture(page, 'cash', 'dark', 1440);
});

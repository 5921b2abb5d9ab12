import type { FakeLedger } from '../support/ledger/fake-ledger.ts';
import type { LedgerId } from '../support/ledger/ledger-model.ts';
import { expect, test } from './fixtures.ts';
import { account, selectAccount, timeline } from './steps/account.ts';
import { expectNoBarriers } from './steps/axe.ts';
import { connection, part, READING, readBy, readToTheEnd, typeConnection } from './steps/connections.ts';
import { day, type LedgerServer, NO_WAITS, startLedgerServer } from './steps/ledger-server.ts';
import { composer, setUpLetters, writeLetter } from './steps/letters.ts';
import { addUnreachableMailbox } from './steps/mail-server.ts';
import { mailTo, selectMessage, sendLetter, setNetwork, showMessages } from './steps/outbox.ts';
import { rows } from './steps/worklist.ts';
import { createEmpty, goByKeys, goTo, unlock } from './steps/workspace.ts';

test.use({ environment: NO_WAITS });

const NAME = 'Head office';
let server: LedgerServer;
/** Overdue, and paid in the course of the test; and one that the server at first gives nonsense for. */
let paid: LedgerId;
let spoiled: LedgerId;

/** Three customers: two overdue, one not. */
function keepBooks(ledger: FakeLedger): void {
  const [northwind, contoso, fabrikam] = ['Northwind Traders', 'Contoso', 'Fabrikam'].map((name) =>
    ledger.customer({ name, termsDays: 30 }),
  ) as [LedgerId, LedgerId, LedgerId];
  ledger.contact(northwind, { first: 'Ada', last: 'North', email: 'billing@northwind.test' });
  ledger.contact(contoso, { first: 'Ben', last: 'Toso', email: 'ap@contoso.test' });
  paid = ledger.invoice({ customerId: northwind, total: 1_000_00, issueDate: day(-75), dueDate: day(-45) });
  ledger.invoice({ customerId: northwind, total: 150_50, issueDate: day(-40), dueDate: day(-10) });
  spoiled = ledger.invoice({ customerId: contoso, total: 100_00, issueDate: day(-35), dueDate: day(-5) });
  ledger.invoice({ customerId: fabrikam, total: 400_00, issueDate: day(-10), dueDate: day(20) });
}

test.beforeEach(async () => {
  server = await startLedgerServer(keepBooks);
  server.fake.disturbances.spoiled.add(spoiled);
});
test.afterEach(() => server.stop());

test('a system is connected by keyboard, tried, and read; a read that was cut off goes on where it was', async ({
  desk,
}) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await createEmpty(page);
  await goByKeys(page, 'Connections', 'n');
  await expect(page.getByRole('heading', { name: 'No accounting system connected' })).toBeVisible();
  await expectNoBarriers(page, 'connections, none yet');

  await typeConnection(page, NAME, server);
  await page.getByLabel('API key').fill('not the key');
  await page.keyboard.press('Control+Shift+Enter');
  const tried = part(page, 'Connection test');
  await expect(tried).toContainText('Sign-in: failed');
  await expectNoBarriers(page, 'form of a connection, refused');
  await page.getByLabel('API key').fill(server.apiKey);
  await page.keyboard.press('Control+Shift+Enter');
  await expect(tried).toContainText(`It works: the books of ${server.ledger.company}`);
  await expect(tried).toContainText('Cannot change the books: passed');
  await expectNoBarriers(page, 'form of a connection, tried');

  const goOn = server.hold('account.move');
  await page.keyboard.press('Control+Enter');
  const figures = connection(page, NAME).getByRole('region', { name: 'Figures' });
  await expect(figures.getByRole('progressbar', { name: 'Reading' })).toBeVisible();
  await expect(figures).toContainText('Not read to the end yet');
  await expect(figures).toContainText(/contacts .*· \d/);
  await expectNoBarriers(page, 'connection, reading');
  await desk.restartAfterKill();
  await unlock(page);
  await goTo(page, 'Connections');
  await expect(figures).toContainText('the next one goes on where it was');
  goOn();
  await readBy(page, 'r');

  await expect(part(page, 'Set aside')).toContainText(
    'Its field "amount_total" cannot be read: it holds "a lot".',
  );
  const compared = part(page, /^Compared with/);
  await expect(compared.getByRole('row', { name: /^Contoso/ })).toContainText('100.00');
  await expectNoBarriers(page, 'connection with differences');
  server.fake.disturbances.spoiled.clear();
  await readBy(page, 'Shift+R');
  await expect(compared).toContainText('Every balance that it gives is equal', READING);
  await expect(part(page, 'Set aside')).toBeHidden();

  await goTo(page, 'Worklist');
  await selectAccount(page, 'Northwind Traders');
  await expect(account(page, 'Northwind Traders')).toContainText('Figures as of sync');
  await expect(account(page, 'Northwind Traders')).toContainText('1,150.50');
});

test('a payment in the books stops the letter about its invoice, and says so where one looks', async ({
  desk,
}) => {
  test.setTimeout(240_000);
  const { page } = desk;
  const status = page.getByRole('region', { name: 'Status' });
  server.fake.disturbances.spoiled.clear();
  await createEmpty(page);
  await goByKeys(page, 'Connections', 'n');
  await typeConnection(page, NAME, server);
  await page.keyboard.press('Control+Enter');
  await readToTheEnd(page);
  await setUpLetters(page);
  await addUnreachableMailbox(page);

  await setNetwork(page, false);
  await goTo(page, 'Worklist');
  await selectAccount(page, 'Northwind Traders');
  await writeLetter(page, 'friendly');
  await expect(composer(page)).toContainText('Figures as of sync');
  await sendLetter(page);
  await expect(status).toContainText('Offline since');
  await expect(status).toContainText('1 waiting to be sent');

  server.payInFull(paid, 'Transfer 4711');
  await goByKeys(page, 'Connections', 'n');
  await readBy(page, 'r');
  const changes = part(page, 'What the last read changed');
  await expect(changes.getByRole('region', { name: 'Paid', exact: true })).toContainText(
    `${server.numberOf(paid)} was paid`,
  );
  await expect(changes.getByRole('region', { name: 'Payments' })).toContainText('Transfer 4711');
  await expectNoBarriers(page, 'connection, what changed');

  await setNetwork(page, true);
  await goTo(page, 'Outbox');
  await showMessages(page, 'Needs you');
  await selectMessage(page, 'Northwind Traders');
  await expect(mailTo(page, 'Northwind Traders')).toContainText(`${server.numberOf(paid)}: it is paid.`);
  await mailTo(page, 'Northwind Traders').getByRole('button', { name: 'Northwind Traders' }).click();
  await expect(timeline(page)).toContainText('Payment received');

  await server.stop();
  await goByKeys(page, 'Connections', 'n');
  await page.keyboard.press('r');
  await expect(rows(page, 'Connections')).toContainText('not reached', READING);
  const figures = connection(page, NAME).getByRole('region', { name: 'Figures' });
  await expect(figures.getByRole('alert')).toBeVisible();
  await expect(figures).toContainText('Figures as of sync');
  await expectNoBarriers(page, 'connection, not reached');
});

import { startWire, type Wire } from '../support/dovecot/wire.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../support/dovecot.ts';
import { type FakeSmtp, startFakeSmtp } from '../support/smtp/fake-smtp.ts';
import { expect, test } from './fixtures.ts';
import { account, timeline } from './steps/account.ts';
import { expectNoBarriers } from './steps/axe.ts';
import { SMALL_BOOKS } from './steps/books.ts';
import { importAsRecognised } from './steps/imports.ts';
import { composer, setUpLetters, writeLetter } from './steps/letters.ts';
import { sentOnServer, setUpMailbox } from './steps/mail-server.ts';
import { mailTo, selectMessage, sendLetter, setNetwork, showMessages } from './steps/outbox.ts';
import { list, rows } from './steps/worklist.ts';
import { createEmpty, goTo } from './steps/workspace.ts';

/** Longer than the time in which sending can be undone, on a busy machine. */
const DELIVERY = { timeout: 60_000 };

const { available, reason } = dovecotAvailable();
let imap: Dovecot;
let smtp: FakeSmtp;
let wire: Wire;
let connected = true;

test.skip(!available, reason);
test.beforeAll(async () => {
  imap = await startDovecot();
  smtp = await startFakeSmtp();
  const pass = (part: Buffer) => (connected ? part : null);
  wire = await startWire(smtp.port, { fromClient: pass, fromServer: pass });
});
test.afterAll(async () => {
  await wire.stop();
  await smtp.stop();
  await imap.stop();
});
test.beforeEach(async ({ desk }) => {
  test.setTimeout(240_000);
  connected = true;
  smtp.forget();
  await createEmpty(desk.page);
  await importAsRecognised(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await setUpLetters(desk.page);
  await setUpMailbox(desk, imap, imap.imapsPort, { port: wire.port, caPem: smtp.caPem });
  await goTo(desk.page, 'Worklist');
});

test('a letter is undone in time, waits for the network, and goes out once as it was approved', async ({
  desk,
}) => {
  const { page } = desk;
  const status = page.getByRole('region', { name: 'Status' });
  await rows(page).filter({ hasText: 'Contoso' }).click();
  await writeLetter(page, 'friendly');
  await sendLetter(page);
  await expect(page.getByText('Mail to Contoso sent off', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Z');
  await expect(page.getByText('Undone: Mail to Contoso sent off')).toBeVisible();
  await expect(status).toContainText('1 approved, not sent off');

  connected = false;
  await setNetwork(page, false);
  await rows(page).filter({ hasText: 'Northwind Traders' }).click();
  await writeLetter(page, 'firm');
  await sendLetter(page);
  await expect(status).toContainText('Offline since');
  await expect(status).toContainText('1 waiting to be sent');
  await goTo(page, 'Outbox');
  await selectMessage(page, 'Northwind Traders');
  await expect(mailTo(page, 'Northwind Traders')).toContainText('Waiting: offline since');
  await expectNoBarriers(page, 'outbox, offline');

  connected = true;
  await setNetwork(page, true);
  await expect.poll(() => smtp.taken.length, DELIVERY).toBe(1);
  const [taken] = smtp.taken;
  expect(taken?.to).toEqual(['billing@northwind.test']);
  await expect(status).not.toContainText('waiting to be sent');

  await showMessages(page, 'Sent today');
  await selectMessage(page, 'Northwind Traders');
  const exported = await desk.savedFile(() =>
    mailTo(page, 'Northwind Traders').getByRole('button', { name: /\.eml/ }).click(),
  );
  expect(exported.equals(taken?.bytes ?? Buffer.alloc(0))).toBe(true);
  await expect.poll(async () => (await sentOnServer(imap)).length, DELIVERY).toBe(1);
  expect((await sentOnServer(imap))[0]?.bytes.equals(exported)).toBe(true);
  await expect(mailTo(page, 'Northwind Traders')).toContainText('one copy');

  await mailTo(page, 'Northwind Traders').getByRole('button', { name: 'Northwind Traders' }).click();
  await expect(account(page, 'Northwind Traders')).toBeVisible();
  await expect(timeline(page)).toContainText('Sent: Overdue: $1,150.50');
  expect(smtp.taken.map(({ to }) => to)).toEqual([['billing@northwind.test']]);
});

test('a payment in between stops exactly its message and says why; rebuilt, it goes out', async ({
  desk,
}) => {
  const { page } = desk;
  await list(page).focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('e');
  await expect(composer(page).getByRole('region', { name: 'Review' })).toBeVisible();
  await page.keyboard.press('a');
  await expect(composer(page).getByRole('heading', { name: 'Message 2 of 2' })).toBeVisible();
  await page.keyboard.press('a');
  await expect(composer(page).getByRole('heading', { name: '2 messages ready to go out' })).toBeVisible();
  await expectNoBarriers(page, 'ready to send');
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeHidden();

  const paid = SMALL_BOOKS.content.toString().replace('1000.00', '0.00');
  await importAsRecognised(desk, 'after-the-payment.csv', paid);
  await goTo(page, 'Outbox');
  await expect(rows(page, 'Outbox')).toHaveCount(2);
  await list(page, 'Outbox').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('2 messages sent off')).toBeVisible();
  await expect(
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Outbox/ }),
  ).toContainText('1', DELIVERY);
  await expect.poll(() => smtp.taken.map(({ to }) => to), DELIVERY).toEqual([['ap@contoso.test']]);

  await showMessages(page, 'Needs you');
  await selectMessage(page, 'Northwind Traders');
  const kept = mailTo(page, 'Northwind Traders');
  await expect(kept).toContainText('INV-1001: it is paid.');
  await expect(kept.getByRole('region', { name: 'Amount' })).toContainText('$1,150.50→$150.50');
  await expectNoBarriers(page, 'outbox, kept back');
  await page.keyboard.press('b');
  await expect(kept.getByText('approved', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => smtp.taken.length, DELIVERY).toBe(2);
  const letter = smtp.taken[1]?.bytes.toString('latin1') ?? '';
  expect(letter).toContain('INV-1002');
  expect(letter).not.toContain('INV-1001');
  expect(smtp.taken[1]?.to).toEqual(['billing@northwind.test']);
});

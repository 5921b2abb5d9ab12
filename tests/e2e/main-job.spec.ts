import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Desk } from '../support/desk.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../support/dovecot.ts';
import { expect, test } from './fixtures.ts';
import { addContact, openAccount, selectAccount, timeline } from './steps/account.ts';
import { type Books, realBooks } from './steps/books.ts';
import { check, importChecked, pickForImport, reported } from './steps/imports.ts';
import { composer, gate, saveToMailbox, setUpLetters, writeLetter } from './steps/letters.ts';
import { exportLog, linesOf, verifyByCommandLine, verifyInWindow } from './steps/log.ts';
import { draftsOnServer, setUpMailbox } from './steps/mail-server.ts';
import { copiedTable, filterBy, rows, showColumns, sumOf, totals } from './steps/worklist.ts';
import { createForImport, goTo } from './steps/workspace.ts';

let server: Dovecot | null = null;

test.beforeAll(async () => {
  const { available, reason } = dovecotAvailable();
  if (available) server = await startDovecot();
  else console.log(`${reason} The letter is saved as a file instead.`);
});
test.afterAll(() => server?.stop());

test('from the first start to a logged letter in the mailbox, on a real ledger', async ({ desk }) => {
  test.setTimeout(180_000);
  const { page } = desk;
  const books = realBooks();
  await test.step('a new workspace takes the file in', async () => {
    await createForImport(page);
    await importBooks(desk, books);
  });
  await test.step('the worklist has the right totals', () => expectTotals(page, books));
  await test.step('company, sender and mailbox are set up', async () => {
    await setUpLetters(page);
    if (server !== null) await setUpMailbox(desk, server);
  });
  const letter = await test.step('a letter from a template goes to the drafts folder', async () => {
    await goTo(page, 'Worklist');
    await filterBy(page, 'Disputed', 'Without them');
    const name = await openAccount(page);
    await addContact(page, { name: 'Rosa Lindt', email: 'rosa@customer.test' });
    await writeLetter(page, 'firm');
    await expect(gate(page).getByRole('region', { name: 'What it asks for' })).toContainText('$');
    const bytes = server === null ? await saveAsFile(desk) : await saveAndFind(page, server);
    expect(bytes.toString()).toContain('rosa@customer.test');
    await expect(composer(page)).toBeHidden();
    await page.keyboard.press('Escape');
    await selectAccount(page, name);
    await expect(timeline(page)).toContainText(server === null ? 'Draft exported' : 'Draft saved to Drafts');
    return bytes;
  });
  await test.step('the log has the same bytes, and verifies in the window and on the command line', async () => {
    const exported = await exportLog(desk);
    const kind = server === null ? 'draft_exported' : 'draft_queued';
    const fixed = linesOf(exported).filter((line) => line.kind === kind);
    expect(fixed.map(({ payload }) => payload.sha256)).toEqual([sha256(letter)]);
    const file = join(desk.home, 'log.jsonl');
    await writeFile(file, exported);
    await verifyInWindow(desk, file);
    await expect(page.getByText(/holds: \d+ entries, each as it was written/)).toBeVisible();
    expect(await verifyByCommandLine(file)).toMatchObject({ ok: true });

    await writeFile(file, exported.toString().replace('rosa@customer.test', 'rose@customer.test'));
    await verifyInWindow(desk, file);
    await expect(page.getByText(/does not hold from entry \d+ on/)).toBeVisible();
    expect(await verifyByCommandLine(file)).toMatchObject({ ok: false });
  });
});

async function importBooks(desk: Desk, books: Books): Promise<void> {
  const { page } = desk;
  await pickForImport(desk, books.fileName, books.content);
  if (!books.namesCurrency) {
    await page.getByRole('button', { name: 'USD, the currency of this workspace' }).click();
  }
  await check(page);
  await expect(reported(page, 'rejected')).toHaveText('0');
  await importChecked(page);
  await goTo(page, 'Worklist');
}

async function expectTotals(page: Page, books: Books): Promise<void> {
  await expect(rows(page)).toHaveCount(books.accountsOverdue);
  await expect(totals(page)).toHaveText(books.overdue);
  await goTo(page, 'Customers');
  await showColumns(page, 'Customers', ['Open', 'Not due', '1–30 days']);
  const table = await copiedTable(page, 'Customers');
  expect(sumOf(table, 'Open')).toBe(books.open);
  expect(sumOf(table, 'Not due')).toBe(books.notDue);
  expect(sumOf(table, '1–30 days')).toBe(books.upTo30);
}

/** Saves the letter that is shown to the mailbox, and reads it there with a client of its own. */
async function saveAndFind(page: Page, mail: Dovecot): Promise<Buffer> {
  await saveToMailbox(page);
  await expect.poll(async () => (await draftsOnServer(mail)).length).toBe(1);
  const [draft] = await draftsOnServer(mail);
  expect(draft?.flags).toContain('\\draft');
  return draft?.bytes ?? Buffer.alloc(0);
}

/** Without a mail server: saves the letter as a file. */
function saveAsFile(desk: Desk): Promise<Buffer> {
  return desk.savedFile(() => composer(desk.page).getByRole('button', { name: /\.eml/ }).click());
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

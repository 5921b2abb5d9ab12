import { expect, test } from './fixtures.ts';
import { expectNoBarriers } from './steps/axe.ts';
import { check, importChecked, pickForImport } from './steps/imports.ts';
import { composer, gate, writeLetter } from './steps/letters.ts';
import { showMessages } from './steps/outbox.ts';
import { AGING_REPORT, UNREADABLE } from './steps/samples.ts';
import { list, rows } from './steps/worklist.ts';
import {
  createEmpty,
  demoIsOpen,
  goTo,
  keepRecoveryCode,
  lock,
  openBooks,
  setUp,
  unlock,
} from './steps/workspace.ts';

test('starting, setting up, locking and unlocking', async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'The desk for overdue invoices' })).toBeVisible();
  await expectNoBarriers(page, 'start');
  await page.getByRole('button', { name: /^Empty workspace/ }).click();
  await page.getByRole('button', { name: 'Create the workspace' }).click();
  await expect(page.getByText('Give the workspace a name.')).toBeVisible();
  await expectNoBarriers(page, 'new workspace with errors');
  await setUp(page);
  await expect(page.getByRole('status', { name: 'Recovery code' })).toBeVisible();
  await expectNoBarriers(page, 'recovery code');
  await keepRecoveryCode(page);
  await expect(page.getByRole('heading', { name: 'Nothing is overdue' })).toBeVisible();
  await expectNoBarriers(page, 'empty worklist');
  await lock(page);
  await unlock(page, 'not the passphrase');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoBarriers(page, 'unlock, refused');
});

test('every step of an import', async ({ desk }) => {
  const { page } = desk;
  await createEmpty(page);
  await goTo(page, 'Imports');
  await expectNoBarriers(page, 'imports, none yet');
  await page.getByRole('button', { name: 'Import a file', exact: true }).click();
  await expectNoBarriers(page, 'file');
  for (const [name, content] of UNREADABLE.slice(0, 1)) await pickForImport(desk, name, content);
  await expectNoBarriers(page, 'file that cannot be read');
  await pickForImport(desk, 'aging.csv', AGING_REPORT);
  await expectNoBarriers(page, 'columns');
  await page
    .getByRole('note')
    .getByRole('button', { name: /^Month first/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'USD, the currency of this workspace' }).click();
  await check(page);
  await expectNoBarriers(page, 'check');
  await importChecked(page);
  await expectNoBarriers(page, 'result');
  await goTo(page, 'Imports');
  await expect(rows(page, 'Imports')).toHaveCount(1);
  await expectNoBarriers(page, 'imports');
});

test.describe('with books', () => {
  test.use({ withBooks: true });
  test.beforeEach(async ({ app }) => {
    await openBooks(app);
  });

  test('today, lanes, focus mode and next steps', async ({ app }) => {
    await app.keyboard.press('4');
    await expect(app.getByRole('button', { name: /^At risk/, pressed: true })).toBeVisible();
    await expectNoBarriers(app, 'lane');
    await app.keyboard.press('Shift+F');
    await expect(app.getByRole('region', { name: 'Next best action' })).toBeVisible();
    await expectNoBarriers(app, 'focus');
    await app.keyboard.press('Shift+A');
    await expect(app.getByRole('dialog', { name: /^Next step/ })).toBeVisible();
    await expectNoBarriers(app, 'next step');
    await app.keyboard.press('Escape');
    await app.keyboard.press('j');
    await expect(app.getByText(/^0 done · \d+ left$/)).toBeVisible();
    await app.keyboard.press('Escape');
    await expect(list(app)).toBeVisible();
    await goTo(app, 'Today');
    await expect(app.getByRole('region', { name: 'Today' })).toBeVisible();
    await expectNoBarriers(app, 'today');
  });

  test('worklist, account and their dialogs', async ({ app }) => {
    await expectNoBarriers(app, 'worklist and account');
    await list(app).focus();
    await app.keyboard.press('Enter');
    await expectNoBarriers(app, 'account');
    for (const [key, dialog] of DIALOGS) {
      await app.keyboard.press(key);
      await expect(app.getByRole('dialog', { name: dialog })).toBeVisible();
      await expectNoBarriers(app, `dialog ${dialog}`);
      await app.keyboard.press('Escape');
      await expect(app.getByRole('dialog')).toBeHidden();
    }
    await app.setViewportSize({ width: 1024, height: 700 });
    await expectNoBarriers(app, 'account over the list');
  });

  test('letters, read and written, one and many', async ({ app }) => {
    await rows(app).nth(1).click();
    await writeLetter(app, 'friendly');
    await expect(gate(app)).toBeVisible();
    await expectNoBarriers(app, 'compose');
    await app.keyboard.press('e');
    await expect(app.getByRole('textbox', { name: 'Letter' })).toBeVisible();
    await expectNoBarriers(app, 'compose, writing');
    await app.keyboard.press('Escape');
    await app.keyboard.press('Escape');
    await expect(composer(app)).toBeHidden();
    await list(app).focus();
    await app.keyboard.press('Control+A');
    await app.keyboard.press('e');
    await expect(composer(app).getByRole('region', { name: 'Review' })).toBeVisible();
    await expectNoBarriers(app, 'review of many');
  });

  test('the other screens', async ({ app }) => {
    for (const place of [
      'Drafts',
      'Outbox',
      'Calls',
      'Promises',
      'Disputes',
      'Customers',
      'Imports',
      'Templates',
      'Mailboxes',
      'Log',
    ] as const) {
      await goTo(app, place);
      await expect(app.getByRole('grid').first()).toHaveAttribute('aria-busy', 'false');
      await expectNoBarriers(app, place);
    }
    await app.keyboard.press('v');
    await expect(app.getByText(/holds: \d+ entries/)).toBeVisible();
    await expectNoBarriers(app, 'log, verified');
    await app.keyboard.press('Shift+E');
    await expect(app.getByRole('dialog', { name: 'Export the log' })).toBeVisible();
    await expectNoBarriers(app, 'export of the log');
    await app.keyboard.press('Escape');
    await goTo(app, 'Mailboxes');
    await app.getByRole('button', { name: 'Add a mailbox' }).click();
    await expectNoBarriers(app, 'new mailbox');
    await app.getByLabel('Provider').selectOption('google');
    await expectNoBarriers(app, 'new mailbox that signs in');
  });

  test('holds, and everything on hold', async ({ app }) => {
    await goTo(app, 'Holds');
    await expect(rows(app, 'Holds')).not.toHaveCount(0);
    await expectNoBarriers(app, 'holds');
    await app.getByRole('button', { name: 'Put everything on hold' }).click();
    const form = app.getByRole('dialog', { name: 'Put everything on hold' });
    await expect(form).toBeVisible();
    await expectNoBarriers(app, 'dialog for everything');
    await app.keyboard.press('Enter');
    await app.keyboard.press('Control+Enter');
    await expect(form).toBeHidden();
    await expect(app.getByText('Everything is on hold until it is lifted.')).toBeVisible();
    await expectNoBarriers(app, 'holds, everything on hold');
    await app.getByLabel('Search holds').fill('nobody of this name');
    await expect(app.getByText('No hold fits')).toBeVisible();
    await expectNoBarriers(app, 'holds, none found');
  });

  test('every part of the settings', async ({ app }) => {
    await goTo(app, 'Settings');
    const parts = app.getByRole('navigation', { name: 'Parts of the settings' }).getByRole('link');
    await expect(parts.first()).toBeVisible();
    for (const part of await parts.all()) {
      await part.click();
      await expect(part).toHaveAttribute('aria-current', 'page');
      await expectNoBarriers(app, `settings, ${await part.textContent()}`);
    }
  });
});

test.describe('with messages in the outbox', () => {
  test.use({ startWith: ['--demo'] });

  test('the outbox in every state, and the mailbox it goes out from', async ({ app }) => {
    await demoIsOpen(app);
    await goTo(app, 'Outbox');
    for (const part of ['Needs you', 'Waiting', 'Sent today'] as const) {
      await showMessages(app, part);
      await expect(rows(app, 'Outbox')).not.toHaveCount(0);
      for (const row of await rows(app, 'Outbox').all()) {
        await row.click();
        await expectNoBarriers(app, `outbox, ${part}`);
      }
    }
    await showMessages(app, 'Needs you');
    await rows(app, 'Outbox').filter({ hasText: 'perhaps sent' }).click();
    await app.keyboard.press('n');
    await expect(app.getByRole('dialog', { name: 'It was not sent?' })).toBeVisible();
    await expectNoBarriers(app, 'outbox, settling');
    await app.keyboard.press('Escape');
    await goTo(app, 'Mailboxes');
    await expect(app.getByRole('region', { name: 'maya.lindqvist@tidewell.example' })).toBeVisible();
    await expectNoBarriers(app, 'mailbox');
  });
});

/** What opens over an account, by its key. */
const DIALOGS: readonly (readonly [key: string, dialog: RegExp])[] = [
  ['c', /^Call/],
  ['p', /^Promise to pay/],
  ['d', /^Dispute/],
  ['h', /^Hold/],
  ['Shift+H', /^Do not contact/],
  ['w', /waits for an answer$/],
  ['s', /^Snooze/],
  ['a', /^Next action/],
  ['?', /^Shortcuts/],
  ['Control+K', /./],
];

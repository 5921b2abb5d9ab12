import { type Dovecot, dovecotAvailable, startDovecot } from '../support/dovecot.ts';
import { damagePage } from '../support/storage/damage.ts';
import { expect, test } from './fixtures.ts';
import { account } from './steps/account.ts';
import { check, pickForImport } from './steps/imports.ts';
import { composer, gate, saveToMailbox, writeLetter } from './steps/letters.ts';
import { removeMailbox, setUpMailbox } from './steps/mail-server.ts';
import { showMessages } from './steps/outbox.ts';
import { picture, SIZES } from './steps/picture.ts';
import { AGING_REPORT, UNREADABLE } from './steps/samples.ts';
import { list, rows } from './steps/worklist.ts';
import {
  createEmpty,
  createForImport,
  demoIsOpen,
  goTo,
  keepRecoveryCode,
  lock,
  setUp,
  unlock,
  workspaceFolder,
} from './steps/workspace.ts';

test('starting and unlocking', async ({ desk }) => {
  const { page } = desk;
  await expect(page.getByRole('button', { name: /^Try the demo/ })).toBeVisible();
  await picture(page, 'start', 'light', 1440);
  await picture(page, 'start', 'dark', 1024);
  await page.getByRole('button', { name: /^Empty workspace/ }).click();
  await setUp(page);
  await expect(page.getByRole('status', { name: 'Recovery code' })).toBeVisible();
  await picture(page, 'recovery-code', 'light', 1440);
  await keepRecoveryCode(page);
  await expect(page.getByRole('heading', { name: 'Nothing is overdue' })).toBeVisible();
  await picture(page, 'worklist-empty', 'light', 1440);
  await lock(page);
  await unlock(page, 'not the passphrase');
  await expect(page.getByRole('alert')).toBeVisible();
  await picture(page, 'unlock-refused', 'dark', 1440);
});

test('a damaged workspace', async ({ desk }) => {
  await createEmpty(desk.page);
  await desk.restartAfterKill();
  damagePage(`${await workspaceFolder(desk.home)}/workspace.db`, 0);
  await unlock(desk.page);
  await expect(desk.page.getByRole('heading', { name: 'The workspace file is damaged' })).toBeVisible();
  await picture(desk.page, 'damaged', 'light', 1440);
});

test('an import', async ({ desk }) => {
  const { page } = desk;
  await createForImport(page);
  await picture(page, 'import-file', 'light', 1440);
  for (const [name, content] of UNREADABLE.slice(2)) await pickForImport(desk, name, content);
  await expect(page.getByRole('alert')).toBeVisible();
  await picture(page, 'import-error', 'light', 1440);
  await pickForImport(desk, 'A_R Aging Detail Report.csv', AGING_REPORT);
  await expect(page.getByText(/Still to say/)).toBeVisible();
  await picture(page, 'import-mapping', 'light', 1440);
  await picture(page, 'import-mapping', 'dark', 1024);
  await page
    .getByRole('note')
    .getByRole('button', { name: /^Month first/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'USD, the currency of this workspace' }).click();
  await check(page);
  await picture(page, 'import-check', 'light', 1440);
});

test.describe('the demo', () => {
  test.use({ startWith: ['--demo'] });
  test.beforeEach(async ({ app }) => {
    await demoIsOpen(app);
  });

  test('worklist and account', async ({ app }) => {
    await rows(app).nth(2).click();
    await expect(account(app)).toBeVisible();
    await list(app).focus();
    await picture(app, 'worklist', 'light', 1440);
    await picture(app, 'worklist', 'dark', 1440);
    await picture(app, 'worklist', 'light', 1024);
    await picture(app, 'worklist', 'dark', 1024);
    await app.keyboard.press('Enter');
    await expect(app.getByRole('button', { name: 'Close' })).toBeVisible();
    await picture(app, 'account', 'light', 1024);
    await picture(app, 'account', 'light', 1440);
    await picture(app, 'account', 'dark', 1440);
    await app.keyboard.press('s');
    await expect(app.getByRole('dialog')).toBeVisible();
    await picture(app, 'snooze', 'light', 1440);
    await app.keyboard.press('Escape');
    await app.keyboard.press('?');
    await expect(app.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
    await picture(app, 'shortcuts', 'dark', 1440);
    await app.keyboard.press('Escape');
    await goTo(app, 'Customers');
    await expect(rows(app, 'Customers').first()).toBeVisible();
    await picture(app, 'customers', 'light', 1440);
    await app.keyboard.press('Control+K');
    await app.keyboard.type('impo');
    await expect(app.getByRole('dialog').getByText('Go to imports')).toBeVisible();
    await picture(app, 'palette', 'light', 1440);
  });

  test('loading', async ({ app }) => {
    await app.routeWebSocket(/\/rpc$/, (socket) => {
      const engine = socket.connectToServer();
      socket.onMessage((message) => {
        if (!message.toString().includes('worklist')) engine.send(message);
      });
    });
    await app.reload();
    await expect(list(app)).toHaveAttribute('aria-busy', 'true');
    await picture(app, 'worklist-loading', 'light', 1440);
  });

  test('the outbox and the set-up of a mailbox', async ({ app }) => {
    await goTo(app, 'Outbox');
    await showMessages(app, 'All');
    await rows(app, 'Outbox').filter({ hasText: 'kept back' }).click();
    await list(app, 'Outbox').focus();
    await expect(app.getByRole('region', { name: 'Amount' })).toBeVisible();
    await picture(app, 'outbox', 'light', 1440);
    await picture(app, 'outbox', 'dark', 1440);
    await picture(app, 'outbox', 'light', 1024);
    await picture(app, 'outbox', 'dark', 1024);
    await app.setViewportSize(SIZES[1440]);
    await rows(app, 'Outbox').filter({ hasText: 'perhaps sent' }).click();
    await list(app, 'Outbox').focus();
    await expect(app.getByText('Nobody knows whether it went out')).toBeVisible();
    await picture(app, 'outbox-unknown', 'light', 1440);
    await goTo(app, 'Mailboxes');
    await app.getByRole('button', { name: /^Add/ }).click();
    await app.getByLabel('Mail address').fill('maya@tidewell.example');
    await app.getByLabel('Provider').selectOption('google');
    await picture(app, 'mailbox-setup', 'light', 1440);
    await picture(app, 'mailbox-setup', 'dark', 1440);
    await picture(app, 'mailbox-setup', 'light', 1024);
  });

  test.describe('letters and the rest', () => {
    let server: Dovecot | null = null;
    test.beforeAll(async () => {
      if (dovecotAvailable().available) server = await startDovecot();
    });
    test.afterAll(() => server?.stop());

    test('letters, drafts, templates, mailboxes, log and settings', async ({ desk }) => {
      test.setTimeout(240_000);
      const { page } = desk;
      await goTo(page, 'Settings');
      await page.getByRole('link', { name: 'Appearance' }).click();
      await page.getByLabel('Your name').fill('Maya Lindqvist');
      await page.keyboard.press('Tab');
      if (server !== null) {
        // Letters are to lie in a real drafts folder: the demo's own mailbox is invented.
        await removeMailbox(page);
        await setUpMailbox(desk, server);
        await picture(page, 'mailboxes', 'light', 1440);
      }
      await goTo(page, 'Worklist');
      await rows(page).nth(2).click();
      await writeLetter(page, 'firm');
      await expect(gate(page)).toBeVisible();
      await picture(page, 'compose', 'dark', 1440);
      await picture(page, 'compose', 'light', 1440);
      await picture(page, 'compose', 'light', 1024);
      await page.setViewportSize(SIZES[1440]);
      if (server !== null) await saveToMailbox(page);
      else await page.keyboard.press('Escape');
      await expect(composer(page)).toBeHidden();
      await list(page).focus();
      for (const _ of [1, 2, 3, 4]) {
        await page.keyboard.press('x');
        await page.keyboard.press('j');
      }
      await page.keyboard.press('e');
      await expect(composer(page).getByRole('region', { name: 'Review' })).toBeVisible();
      await expect(page.getByText('on its way to the drafts folder')).toBeHidden();
      await picture(page, 'review', 'dark', 1440);
      await page.keyboard.press('Escape');
      await expect(composer(page)).toBeHidden();

      await goTo(page, 'Drafts');
      await page.getByRole('radiogroup', { name: 'Which drafts' }).getByText('In the mailbox').click();
      await expect(page.getByRole('grid', { name: 'Drafts' })).toHaveAttribute('aria-busy', 'false');
      await picture(page, 'drafts', 'light', 1440);
      await goTo(page, 'Templates');
      await expect(page.getByRole('region', { name: 'Preview' })).toHaveAttribute('aria-busy', 'false');
      await picture(page, 'templates', 'light', 1440);
      await page.getByRole('grid', { name: 'Templates' }).press('Enter');
      await picture(page, 'templates', 'dark', 1024);
      await page.setViewportSize(SIZES[1440]);
      await page.keyboard.press('Escape');
      await goTo(page, 'Log');
      await expect(page.getByRole('grid', { name: 'Log' })).toHaveAttribute('aria-busy', 'false');
      await page.keyboard.press('v');
      await expect(page.getByText(/holds: [\d,]+ entries/)).toBeVisible();
      await page.getByRole('grid', { name: 'Log' }).focus();
      await picture(page, 'log', 'dark', 1440);
      await picture(page, 'log', 'light', 1024);
      await page.setViewportSize(SIZES[1440]);
      await goTo(page, 'Settings');
      await page.getByRole('link', { name: 'Priority' }).click();
      await expect(page.getByRole('form', { name: 'Priority' })).toBeVisible();
      await picture(page, 'settings', 'light', 1440);
    });
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { spawnBrowserHost } from '../support/spawned-host.ts';
import { damagePage } from '../support/storage/damage.ts';
import { expect, PASSPHRASE, test } from './fixtures.ts';
import {
  choosePassphrase,
  createEmpty,
  keepRecoveryCode,
  lock,
  unlock,
  workspaceFolder,
} from './steps/workspace.ts';

const emptyWorklist = (page: Page) => page.getByRole('heading', { name: 'Nothing is overdue' });

test('a locked workspace opens with its passphrase only, and a wrong one stays to be corrected', async ({
  desk,
}) => {
  const { page } = desk;
  await createEmpty(page);
  await lock(page);
  await unlock(page, 'correct horse battery stapler');
  await expect(page.getByRole('alert')).toContainText('This passphrase does not open the workspace.');
  await expect(page.getByRole('alert')).toContainText('Nothing was changed.');
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue('correct horse battery stapler');
  await unlock(page);
  await expect(emptyWorklist(page)).toBeVisible();
});

test('the recovery code opens a workspace whose passphrase is lost, once, and asks for a new one', async ({
  desk,
}) => {
  const { page } = desk;
  const { recoveryCode } = await createEmpty(page);
  await lock(page);
  const recover = async () => {
    await page.getByRole('button', { name: 'Use the recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCode.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  };
  await recover();
  await expect(page.getByRole('heading', { name: 'Choose how it opens from now on' })).toBeVisible();
  await choosePassphrase(page, 'another long passphrase');
  await page.getByRole('button', { name: 'Set the protection' }).click();
  const next = await keepRecoveryCode(page);
  expect(next.recoveryCode).not.toBe(recoveryCode);

  await lock(page);
  await unlock(page, PASSPHRASE);
  await expect(page.getByRole('alert')).toContainText('This passphrase does not open the workspace.');
  await recover();
  await expect(page.getByRole('alert')).toContainText('This recovery code does not open the workspace.');
  await page.getByRole('button', { name: 'Use the passphrase' }).click();
  await unlock(page, 'another long passphrase');
  await expect(emptyWorklist(page)).toBeVisible();
});

test('a second Duebook on the same workspace says that it is open elsewhere', async ({
  desk,
  home,
  browser,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron has one process for all windows');
  await createEmpty(desk.page);
  const second = await spawnBrowserHost({ home });
  const page = await browser.newPage();
  await page.goto(second.url);
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'The workspace is open elsewhere' })).toBeVisible();
  await expectNoDeletion(page);

  await desk.stop();
  await page.getByRole('button', { name: 'Try again' }).click();
  await unlock(page);
  await expect(emptyWorklist(page)).toBeVisible();
  await page.close();
  await second.stop();
});

test.describe('a workspace that cannot be opened says why, what is safe and what helps', () => {
  test('damaged', async ({ desk, home }) => {
    await createEmpty(desk.page);
    await desk.restartAfterKill();
    damagePage(join(await workspaceFolder(home), 'workspace.db'), 0);
    await unlock(desk.page);
    await expect(desk.page.getByRole('heading', { name: 'The workspace file is damaged' })).toBeVisible();
    await expect(desk.page.getByRole('button', { name: 'Restore from a backup file' })).toBeVisible();
    await expectNoDeletion(desk.page);
  });

  test('written by a newer version', async ({ desk, home }) => {
    await createEmpty(desk.page);
    const header = join(await workspaceFolder(home), 'workspace.json');
    const written = await readFile(header, 'utf8');
    await writeFile(header, JSON.stringify({ ...JSON.parse(written), formatVersion: 2 }));
    await desk.restartAfterKill();
    const title = desk.page.getByRole('heading', { name: 'This workspace was written by a newer Duebook' });
    await expect(title).toBeVisible();
    await expectNoDeletion(desk.page);

    await writeFile(header, written);
    await desk.page.getByRole('button', { name: 'Try again' }).click();
    await unlock(desk.page);
    await expect(emptyWorklist(desk.page)).toBeVisible();
  });
});

async function expectNoDeletion(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /delete|remove|erase|reset|start over/i })).toHaveCount(0);
}

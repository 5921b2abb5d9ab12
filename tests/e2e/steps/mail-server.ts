import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Desk } from '../../support/desk.ts';
import { readMailbox, type StoredMessage } from '../../support/dovecot/read-mailbox.ts';
import { DOVECOT_USERS, type Dovecot } from '../../support/dovecot.ts';
import { expect } from '../fixtures.ts';
import { goTo } from './workspace.ts';

/** Whose mailbox it is, on the server of the test. */
export type MailUser = keyof typeof DOVECOT_USERS;

const { user, password } = DOVECOT_USERS.alice;

/** A server that mail goes out by, with an authority of its own. */
export type SendingServer = { readonly port: number; readonly caPem: string };

/**
 * Sets the user's mailbox up, with the authorities of its own servers, and waits until its test has passed. Without a
 * sending server it can only save drafts.
 */
export async function setUpMailbox(
  desk: Desk,
  server: Dovecot,
  port = server.imapsPort,
  sending: SendingServer | null = null,
  whose: MailUser = 'alice',
): Promise<void> {
  const { page } = desk;
  const { user, password } = DOVECOT_USERS[whose];
  await goTo(page, 'Mailboxes');
  await page.getByRole('button', { name: 'Add a mailbox' }).click();
  await page.getByLabel('Mail address').fill(user);
  await page.getByLabel('Your name').fill('Ada Brandt');
  await page.getByLabel('Incoming server', { exact: true }).fill('localhost');
  await page.getByLabel('Incoming server, port').fill(String(port));
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  const authority = join(desk.home, 'authority.pem');
  await writeFile(authority, `${server.caPem}${sending?.caPem ?? ''}`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByLabel('Certificate').click(),
  ]);
  await chooser.setFiles(authority);
  await expect(page.getByText('authority.pem')).toBeVisible();
  const sends = page.getByRole('checkbox', { name: 'Send from this mailbox, too' });
  if (sending === null) await sends.uncheck();
  else {
    await sends.check();
    await page.getByLabel('Sending server', { exact: true }).fill('localhost');
    await page.getByLabel('Sending server, port').fill(String(sending.port));
    await page.getByLabel('Sending server, encryption').selectOption('tls');
  }
  await page.getByRole('button', { name: 'Add and test' }).click();
  const test = page.getByRole('region', { name: 'Connection test' });
  await expect(test).toContainText('Drafts folder: passed');
  await expect(test).not.toContainText(': failed');
}

/** A mailbox whose servers are not there: what is sent from it waits. */
export async function addUnreachableMailbox(page: Page): Promise<void> {
  await goTo(page, 'Mailboxes');
  await page.getByRole('button', { name: 'Add a mailbox' }).click();
  await page.getByLabel('Mail address').fill(user);
  for (const server of ['Incoming server', 'Sending server']) {
    if (server === 'Sending server') await page.getByRole('checkbox', { name: /^Send from/ }).check();
    await page.getByLabel(server, { exact: true }).fill('localhost');
    await page.getByLabel(`${server}, port`).fill('1');
  }
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Add and test' }).click();
  await expect(page.getByRole('region', { name: 'Connection test' })).toContainText(': failed');
}

/** Takes the only mailbox away. */
export async function removeMailbox(page: Page): Promise<void> {
  await goTo(page, 'Mailboxes');
  await page.getByRole('button', { name: /^Remove/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(page.getByRole('heading', { name: 'No mailbox yet' })).toBeVisible();
}

/** What lies in the drafts folder, read by a client that shares no code with Duebook. */
export function draftsOnServer(server: Dovecot): Promise<readonly StoredMessage[]> {
  return inFolder(server, 'Drafts');
}

/** What lies in the folder of sent mail, read by the same client. */
export function sentOnServer(server: Dovecot, whose: MailUser = 'alice'): Promise<readonly StoredMessage[]> {
  return inFolder(server, 'Sent', whose);
}

function inFolder(
  server: Dovecot,
  folder: string,
  whose: MailUser = 'alice',
): Promise<readonly StoredMessage[]> {
  const { imapsPort, caPem } = server;
  return readMailbox({ imapsPort, caPem, ...DOVECOT_USERS[whose], folder });
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../../support/desk.ts';
import { readMailbox, type StoredMessage } from '../../support/dovecot/read-mailbox.ts';
import { DOVECOT_USERS, type Dovecot } from '../../support/dovecot.ts';
import { expect } from '../fixtures.ts';
import { goTo } from './workspace.ts';

const { user, password } = DOVECOT_USERS.alice;

/** Sets the user's mailbox up, with the authority of its own server, and waits until its test has passed. */
export async function setUpMailbox(desk: Desk, server: Dovecot, port = server.imapsPort): Promise<void> {
  const { page } = desk;
  await goTo(page, 'Mailboxes');
  await page.getByRole('button', { name: 'Add a mailbox' }).click();
  await page.getByLabel('Mail address').fill(user);
  await page.getByLabel('Your name').fill('Ada Brandt');
  await page.getByLabel('Incoming server', { exact: true }).fill('localhost');
  await page.getByLabel('Incoming server, port').fill(String(port));
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  const authority = join(desk.home, 'authority.pem');
  await writeFile(authority, server.caPem);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByLabel('Certificate').click(),
  ]);
  await chooser.setFiles(authority);
  await expect(page.getByText('authority.pem')).toBeVisible();
  await page.getByRole('checkbox', { name: /^Also keep the sending server/ }).uncheck();
  await page.getByRole('button', { name: 'Add and test' }).click();
  const test = page.getByRole('region', { name: 'Connection test' });
  await expect(test).toContainText('Drafts folder: passed');
  await expect(test).not.toContainText(': failed');
}

/** What lies in the drafts folder, read by a client that shares no code with Duebook. */
export function draftsOnServer(server: Dovecot): Promise<readonly StoredMessage[]> {
  return readMailbox({ imapsPort: server.imapsPort, caPem: server.caPem, user, password, folder: 'Drafts' });
}

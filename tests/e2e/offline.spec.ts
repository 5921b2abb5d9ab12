import { startWire, type Wire } from '../support/dovecot/wire.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../support/dovecot.ts';
import { expect, test } from './fixtures.ts';
import { SMALL_BOOKS } from './steps/books.ts';
import { importAsRecognised } from './steps/imports.ts';
import { saveToMailbox, setUpLetters, writeLetter } from './steps/letters.ts';
import { draftsOnServer, setUpMailbox } from './steps/mail-server.ts';
import { rows } from './steps/worklist.ts';
import { createEmpty, goTo, unlock } from './steps/workspace.ts';

const { available, reason } = dovecotAvailable();
let server: Dovecot;
let wire: Wire;
/** What the network does with traffic between Duebook and the mail server. */
let network: 'up' | 'cut' | 'loses the answer' = 'up';

test.skip(!available, reason);
test.beforeAll(async () => {
  server = await startDovecot();
  wire = await startWire(server.imapsPort, {
    fromClient: (part) => (network === 'cut' ? null : part),
    fromServer: (part, sentByClient) =>
      network === 'cut' || (network === 'loses the answer' && sentByClient > LETTER_BYTES) ? null : part,
  });
});
test.afterAll(async () => {
  await wire.stop();
  await server.stop();
});

/** More than a whole log-in, less than a log-in and a letter. */
const LETTER_BYTES = 3_000;

test('a letter waits for the network, outlives a power cut, and is saved exactly once', async ({ desk }) => {
  test.setTimeout(150_000);
  const status = () => desk.page.getByRole('region', { name: 'Status' });
  await createEmpty(desk.page);
  await importAsRecognised(desk, SMALL_BOOKS.fileName, SMALL_BOOKS.content);
  await setUpLetters(desk.page);
  await setUpMailbox(desk, server, wire.port);

  network = 'cut';
  await goTo(desk.page, 'Worklist');
  await rows(desk.page).first().click();
  await writeLetter(desk.page, 'friendly');
  await saveToMailbox(desk.page);
  await expect(status()).toContainText('Offline since');
  await expect(status()).toContainText('1 draft waiting for the network');
  await goTo(desk.page, 'Drafts');
  await expect(desk.page.getByRole('grid', { name: 'Drafts' })).toContainText('waiting, offline');

  await desk.restartAfterKill();
  await unlock(desk.page);
  await expect(status()).toContainText('1 draft waiting');
  expect(await draftsOnServer(server)).toHaveLength(0);

  network = 'loses the answer';
  await goTo(desk.page, 'Drafts');
  await desk.page.getByRole('button', { name: /^Retry/ }).click();
  await expect.poll(async () => (await draftsOnServer(server)).length).toBe(1);
  await expect(status()).toContainText('1 draft waiting');

  network = 'up';
  await desk.page.getByRole('button', { name: /^Retry/ }).click();
  await expect(status()).toContainText('Online');
  await expect(status()).not.toContainText('waiting');
  expect(await draftsOnServer(server)).toHaveLength(1);
  await desk.page.getByRole('radiogroup', { name: 'Which drafts' }).getByText('In the mailbox').click();
  await expect(rows(desk.page, 'Drafts')).toHaveCount(1);
  await expect(rows(desk.page, 'Drafts')).toContainText('Northwind Traders');
});

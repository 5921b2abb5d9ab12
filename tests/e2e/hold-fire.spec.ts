import type { Page } from '@playwright/test';
import { addDays } from '../../shared/domain/dates.ts';
import { startWire, type Wire } from '../support/dovecot/wire.ts';
import { type Dovecot, dovecotAvailable, startDovecot } from '../support/dovecot.ts';
import { type FakeSmtp, startFakeSmtp } from '../support/smtp/fake-smtp.ts';
import { expect, test } from './fixtures.ts';
import { today } from './steps/books.ts';
import { expectInFocus, focusMode, promiseByTomorrow } from './steps/focus.ts';
import { ASLEEP, type Customer, mailboxOf, numberOf, openItems, secondOf } from './steps/hold-fire-books.ts';
import { importAsRecognised, importByKeys } from './steps/imports.ts';
import { setUpLetters } from './steps/letters.ts';
import { setUpMailbox } from './steps/mail-server.ts';
import { mailTo, setNetwork, showMessagesByKeys } from './steps/outbox.ts';
import { callWithPromise, disputeInPart, hold, mail, moveTo, press, snooze } from './steps/work.ts';
import { list, rows, walkTo } from './steps/worklist.ts';
import { createEmpty } from './steps/workspace.ts';

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

test('a morning by keyboard: ten accounts in focus, offline, payments arrive, and only what may go out does', async ({
  desk,
}) => {
  test.setTimeout(300_000);
  const { page } = desk;
  const status = page.getByRole('region', { name: 'Status' });
  const network = async (on: boolean) => {
    connected = on;
    await setNetwork(page, on);
  };
  await test.step('a workspace with fifteen overdue accounts, letters and a mailbox', async () => {
    await createEmpty(page);
    await importAsRecognised(desk, 'open-items.csv', openItems());
    await setUpLetters(page);
    await setUpMailbox(desk, imap, imap.imapsPort, { port: wire.port, caPem: smtp.caPem });
  });

  await test.step('Today says what there is to do, and leads into the work', async () => {
    await press(page, 'g', 't');
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Without a next step · 15' })).toBeVisible();
    await press(page, 'Shift+F');
    await expect(focusMode(page).getByRole('status')).toHaveText('0 done · 15 left');
  });
  await test.step('three accounts: a mail, a dispute about a part, a call with a promise', async () => {
    await inFocus(page, 'Alder Works', () => mail(page));
    await expect.poll(addressees, DELIVERY).toEqual([mailboxOf('Alder Works')]);
    await inFocus(page, 'Birch & Sons', () => disputeInPart(page, '5000'));
    await inFocus(page, 'Cedar Mills', () => callWithPromise(page, addDays(today(), 7)));
  });
  await test.step('offline, seven more: mails, a promise, a snooze, a hold', async () => {
    await network(false);
    await inFocus(page, 'Dogwood Foods', () => mail(page));
    await inFocus(page, 'Elmwood Paper', () => mail(page));
    await inFocus(page, 'Fir Trading', () => mail(page));
    await inFocus(page, ASLEEP, () => mail(page));
    await inFocus(page, 'Hazel Print', () => promiseByTomorrow(page));
    await inFocus(page, 'Ivy Hotels', () => snooze(page));
    await inFocus(page, 'Juniper Labs', () => hold(page));
    await expectInFocus(page, 'Kelp Marine');
    await page.keyboard.press('Escape');
    await expect(focusMode(page)).toBeHidden();
    await expect(status).toContainText('4 waiting to be sent');
  });
  await test.step('still offline: the rest of the disputed account, and a promise of somebody who rings back', async () => {
    await moveTo(page, 'Birch & Sons');
    await mail(page);
    await moveTo(page, 'Fir Trading');
    await promiseByTomorrow(page);
    await expect(status).toContainText('5 waiting to be sent');
  });
  await test.step('the payments arrive', async () => {
    const paid = [numberOf('Dogwood Foods'), secondOf('Dogwood Foods'), numberOf('Elmwood Paper')];
    const kept = [numberOf('Hazel Print'), secondOf('Hazel Print')];
    await importByKeys(desk, 'open-items-later.csv', openItems([...paid, ...kept]));
    expect(addressees()).toEqual([mailboxOf('Alder Works')]);
  });
  await test.step('online: what is still right leaves, and everything else stays and says why', async () => {
    await press(page, 'g', 'o');
    await expect(rows(page, 'Outbox')).toHaveCount(5);
    await network(true);
    await expect.poll(addressees, DELIVERY).toEqual(LEFT.map(mailboxOf));
    await showMessagesByKeys(page, 'Needs you');
    await expect(rows(page, 'Outbox')).toHaveCount(3);
    await expectKept(page, 'Dogwood Foods', `${numberOf('Dogwood Foods')}: it is paid.`);
    await expectKept(page, 'Elmwood Paper', `${numberOf('Elmwood Paper')}: it is paid.`);
    await expectKept(page, 'Fir Trading', 'promised');
    await showMessagesByKeys(page, 'Waiting');
    await expect(rows(page, 'Outbox')).toHaveCount(1);
    await expectKept(page, ASLEEP, 'their time');
    expect(addressees()).toEqual(LEFT.map(mailboxOf));
  });
  await test.step('the letter about the rest leaves the disputed part out; the promise that was paid is kept', async () => {
    const letter = smtp.taken[1]?.bytes.toString('latin1') ?? '';
    expect(letter).toContain('10,000.00');
    expect(letter).not.toContain('15,000.00');
    await press(page, 'g', 'p');
    await page
      .getByRole('radiogroup', { name: 'Which promises' })
      .getByRole('radio', { name: 'All', exact: true })
      .press('Space');
    await expect(rows(page, 'Promises')).toHaveCount(3);
    await expect(rows(page, 'Promises').filter({ hasText: 'Hazel Print' })).toContainText('kept');
    await expect(rows(page, 'Promises').filter({ hasText: 'Cedar Mills' })).toContainText('open');
  });
});

const LEFT = ['Alder Works', 'Birch & Sons'] as const;
const addressees = () => smtp.taken.flatMap(({ to }) => to);

/** Works on the account in focus. It is left for the next one by itself. */
async function inFocus(page: Page, name: Customer, work: () => Promise<void>): Promise<void> {
  await test.step(name, async () => {
    await expectInFocus(page, name);
    await work();
  });
}

/** The outbox keeps the message to this customer, and says why. */
async function expectKept(page: Page, name: Customer, why: string): Promise<void> {
  await list(page, 'Outbox').focus();
  await walkTo(page, 'Outbox', name);
  await expect(mailTo(page, name)).toContainText(why);
}

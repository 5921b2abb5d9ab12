import { addDays } from '../../shared/domain/dates.ts';
import { startWire, type Wire } from '../support/dovecot/wire.ts';
import { DOVECOT_USERS, type Dovecot, dovecotAvailable, startDovecot } from '../support/dovecot.ts';
import { type FakeSmtp, startFakeSmtp } from '../support/smtp/fake-smtp.ts';
import { expect } from './fixtures.ts';
import { expectNoBarriers } from './steps/axe.ts';
import { today } from './steps/books.ts';
import { expectInFocus, focusMode, promiseByTomorrow } from './steps/focus.ts';
import {
  acceptChosen,
  dropFile,
  fillInHandOver,
  firstHour,
  handOver,
  returnAll,
  takeover,
} from './steps/handoff.ts';
import { mailboxOf, openItems } from './steps/hold-fire-books.ts';
import { importAsRecognised } from './steps/imports.ts';
import { composer, setUpLetters } from './steps/letters.ts';
import { expectLogHolds } from './steps/log.ts';
import { sentOnServer, setUpMailbox } from './steps/mail-server.ts';
import { mailTo, selectMessage, setNetwork, showMessagesByKeys } from './steps/outbox.ts';
import { makePerson, trustCard, unlockKeys } from './steps/people.ts';
import { workBeforeLeaving } from './steps/specialist.ts';
import { test } from './steps/two-desks.ts';
import * as work from './steps/work.ts';
import { list, rows, walkTo } from './steps/worklist.ts';
import { createEmpty, leaveWorkspace } from './steps/workspace.ts';

/** Longer than the time in which sending can be undone, on a busy machine. */
const DELIVERY = { timeout: 60_000 };
const ADA = { name: 'Ada Brandt', role: 'specialist' } as const;
const BEN = { name: 'Ben Okafor', role: 'backup' } as const;
const { press } = work;

/** What the first hour must say, by the heading under which it stands. */
const DUE = [
  ['Callbacks and next actions in your window · 2', 'ring Rosa back'],
  ['Letters that wait to be sent · 2', 'Elmwood Paper'],
  ['Promises that fall due in your window · 1', 'Birch & Sons'],
] as const;

const { available, reason } = dovecotAvailable();

test.describe('with a mail server', () => {
  let imap: Dovecot;
  let adasServer: FakeSmtp;
  let bensServer: FakeSmtp;
  let wire: Wire;
  let connected = true;

  test.skip(!available, reason);
  test.beforeAll(async () => {
    imap = await startDovecot();
    adasServer = await startFakeSmtp();
    bensServer = await startFakeSmtp(DOVECOT_USERS.bob);
    const pass = (part: Buffer) => (connected ? part : null);
    wire = await startWire(bensServer.port, { fromClient: pass, fromServer: pass });
  });
  test.afterAll(async () => {
    await wire.stop();
    await bensServer.stop();
    await adasServer.stop();
    await imap.stop();
  });

  test('a week away: handed over, looked after offline and online by keyboard, returned and merged', async ({
    desk,
    otherDesk,
  }) => {
    test.setTimeout(480_000);
    const ada = desk.page;
    const ben = otherDesk.page;
    const inTheWindow = (days: number) => addDays(today(), days);
    await test.step('two people exchange cards, and compare their fingerprints', async () => {
      await createEmpty(ada);
      await importAsRecognised(desk, 'open-items.csv', openItems());
      await setUpLetters(ada);
      await setUpMailbox(desk, imap, imap.imapsPort, adasServer);
      await createEmpty(ben, 'Own accounts');
      const adasCard = await makePerson(ada, ADA);
      const bensCard = await makePerson(ben, BEN);
      await trustCard(ada, bensCard);
      await trustCard(ben, adasCard);
      await expectNoBarriers(ada, 'people');
    });

    await test.step('the specialist works: a note, next actions, a promise, a dispute, a wish, two letters', () =>
      workBeforeLeaving(ada));

    const pack = await test.step('and hands everything over for a week, in her own words', async () => {
      const window = { from: today(), to: inTheWindow(6), recipient: BEN.name };
      await fillInHandOver(ada, { ...window, words: 'Ask Mia about anything above 10,000.' });
      await ada.getByRole('textbox', { name: /^Hazel Print/ }).fill('They pay on the day they are asked.');
      const before = ada.getByRole('region', { name: 'Before you hand over' });
      await expect(before).toContainText('2 accounts with mail in the outbox');
      await expectNoBarriers(ada, 'hand over');
      return handOver(desk, BEN.name);
    });

    const opened = Date.now();
    await test.step('the backup drops the file on the start screen, looks, and takes all of it over', async () => {
      await leaveWorkspace(ben);
      await setNetwork(ben, false);
      await dropFile(ben, pack);
      const look = takeover(ben);
      await expect(look.getByRole('heading', { level: 1, name: 'Your keys are locked' })).toBeVisible();
      await unlockKeys(look);
      await expect(
        look.getByRole('heading', { level: 1, name: 'Ada Brandt hands you 15 accounts' }),
      ).toBeVisible();
      const checked = look.getByRole('list', { name: 'Checked' });
      await expect(checked).toContainText('Signed by Ada Brandt, whose card you trust');
      await expect(checked).toContainText('Made for Ben Okafor');
      await expect(look.getByText('7 days left')).toBeVisible();
      await expect(look.getByRole('checkbox', { checked: true })).toHaveCount(15);
      await expect(look.getByRole('list', { name: 'Accounts' })).toContainText('Do not contact');
      await expectNoBarriers(ben, 'look');
      await acceptChosen(ben);
    });

    await test.step('the first hour says what must never be done and what is due', async () => {
      const never = firstHour(ben).getByRole('region', { name: 'Never do' });
      await expect(never).toContainText('Dogwood FoodsDo not contact anybody here');
      await expect(never).toContainText('Do not ask for $5,000.00 of INV-103');
      for (const [title, what] of DUE) {
        await expect(firstHour(ben).getByRole('region', { name: title })).toContainText(what);
      }
      await expect(firstHour(ben)).toContainText('They pay on the day they are asked.');
      await expectNoBarriers(ben, 'first hour');
    });

    await test.step('ten accounts in focus, without a network', async () => {
      const inFocus: readonly (readonly [string, () => Promise<void>])[] = [
        ['Hazel Print', () => work.callWithPromise(ben, inTheWindow(8))],
        ['Cedar Mills', () => work.callWithPromise(ben, inTheWindow(3))],
        ['Dogwood Foods', () => press(ben, 'j')],
        ['Elmwood Paper', () => press(ben, 'j')],
        ['Fir Trading', () => press(ben, 'j')],
        ['Gorse Line', () => work.snooze(ben)],
        ['Alder Works', () => work.noteAndPlan(ben, 'Rosa pays on Friday.', inTheWindow(4))],
        ['Ivy Hotels', () => work.planFor(ben, inTheWindow(5), 'ask for the order number')],
        ['Juniper Labs', () => work.noteAndPlan(ben, 'The buyer is ill.', inTheWindow(2))],
        ['Kelp Marine', () => work.hold(ben)],
        ['Larch Timber', () => promiseByTomorrow(ben)],
        ['Maple Motors', () => work.disputeInPart(ben, '300')],
        ['Nettle Tea', () => promiseByTomorrow(ben)],
      ];
      await press(ben, 'Shift+F');
      for (const [name, doIt] of inFocus) {
        await expectInFocus(ben, name);
        await doIt();
        if (name !== 'Hazel Print') continue;
        await expect(focusMode(ben).getByRole('status')).toContainText('1 done');
        console.log(`From the file to the first touch: ${Math.round((Date.now() - opened) / 1000)} s`);
      }
      await expect(focusMode(ben).getByRole('status')).toContainText('10 done');
      await press(ben, 'Escape');
      await press(ben, 'g', 'b');
      await expect(firstHour(ben)).toContainText('10 of 15 accounts worked');
    });

    await test.step('a letter of the specialist leaves by the backup’s own mailbox, once, when there is a network', async () => {
      await setNetwork(ben, true);
      const server = { port: wire.port, caPem: bensServer.caPem };
      await setUpMailbox(otherDesk, imap, imap.imapsPort, server, 'bob');
      connected = false;
      await setNetwork(ben, false);
      await press(ben, 'g', 'b');
      await firstHour(ben)
        .getByRole('link', { name: /^Elmwood Paper.*past due/ })
        .press('Enter');
      await expect(ben.getByText('clear', { exact: true })).toBeVisible();
      await press(ben, 'Control+Enter');
      const status = ben.getByRole('region', { name: 'Status' });
      await expect(status).toContainText('1 waiting to be sent');
      connected = true;
      await setNetwork(ben, true);
      await expect.poll(() => bensServer.taken.length, DELIVERY).toBe(1);
      await expect(status).not.toContainText('waiting to be sent');
      await expect.poll(async () => (await sentOnServer(imap, 'bob')).length, DELIVERY).toBe(1);
      expect(bensServer.taken.map(({ to }) => to)).toEqual([[mailboxOf('Elmwood Paper')]]);
    });
    await test.step('whom not to contact is not written to', async () => {
      await work.moveTo(ben, 'Dogwood Foods');
      await press(ben, 'e');
      await expect(
        composer(ben).getByRole('heading', { name: 'Nothing goes to Dogwood Foods' }),
      ).toBeVisible();
      await press(ben, 'Control+Enter', 'Escape');
      await expect(composer(ben)).toBeHidden();
    });

    await test.step('meanwhile the owner’s letters are held, and she plans something herself', async () => {
      await press(ada, 'g', 'o');
      await list(ada, 'Outbox').focus();
      await walkTo(ada, 'Outbox', 'Fir Trading');
      await press(ada, 'Control+Enter');
      await showMessagesByKeys(ada, 'Needs you');
      await expect(rows(ada, 'Outbox')).toHaveCount(1, DELIVERY);
      await selectMessage(ada, 'Fir Trading');
      await expect(mailTo(ada, 'Fir Trading')).toContainText('Handed to Ben Okafor');
      await press(ada, 'g', 'u');
      await expect(list(ada, 'Customers')).toBeFocused();
      await walkTo(ada, 'Customers', 'Ivy Hotels');
      await press(ada, 'e');
      await expect(composer(ada)).toContainText('Handed to Ben Okafor');
      await press(ada, 'Escape');
      await expect(composer(ada)).toBeHidden();
      await work.planFor(ada, inTheWindow(2), 'ask their new buyer');
    });

    const returned = await test.step('the backup returns all of it', () => returnAll(otherDesk, ADA.name));
    await test.step('the owner looks, merges, sees what happened, and decides by key', async () => {
      await dropFile(ada, returned);
      await expect(ada.getByRole('heading', { name: 'From Ben Okafor, for Halden Supply' })).toBeVisible();
      await ada.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
      const conflict = ada.getByRole('listitem').filter({ hasText: 'Keep mine' });
      await expect(conflict).toContainText('ask their new buyer');
      await expect(conflict).toContainText('ask for the order number');
      const facts = ada.getByRole('region', { name: 'While you were away' });
      await expect(facts).toContainText('15 accepted · 11 worked on');
      await expect(facts).toContainText('0: nothing was dropped');
      const changed = ada.getByRole('region', { name: /^What changed in \d+ accounts/ });
      await expect(changed).toContainText('Rosa pays on Friday.');
      await expect(changed).toContainText('Sent: Halden Supply GmbH: $13,200.00 past due');
      await expectNoBarriers(ada, 'while you were away');
      await press(ada, '2');
      await expect(ada.getByText('Ivy Hotels, next action: that of Ben Okafor is taken')).toBeVisible();
      await expect(conflict).toBeHidden();
    });
    await test.step('once more it says nothing new', async () => {
      await dropFile(ada, returned);
      await expect(ada.getByText('All of it was merged before')).toBeVisible();
      await ada.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
      await expect(ada.getByText('All of it was here already. Nothing changed.')).toBeVisible();
    });
    await test.step('both logs hold, and nothing left from the owner’s side', async () => {
      await expectLogHolds(desk);
      await expectLogHolds(otherDesk);
      expect(adasServer.taken).toEqual([]);
      expect(bensServer.taken).toHaveLength(1);
    });
  });
});

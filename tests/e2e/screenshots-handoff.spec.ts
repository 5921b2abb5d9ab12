import { addDays } from '../../shared/domain/dates.ts';
import { expect } from './fixtures.ts';
import { today } from './steps/books.ts';
import { expectInFocus, promiseByTomorrow } from './steps/focus.ts';
import { acceptChosen, dropFile, fillInHandOver, handOver, returnAll, takeover } from './steps/handoff.ts';
import { openItems } from './steps/hold-fire-books.ts';
import { importAsRecognised } from './steps/imports.ts';
import { makePerson, trustCard, unlockKeys } from './steps/people.ts';
import { picture, SIZES } from './steps/picture.ts';
import { test } from './steps/two-desks.ts';
import { callWithPromise, closeAccount, disputeInPart, moveTo, note, planFor, press } from './steps/work.ts';
import { list, walkTo } from './steps/worklist.ts';
import { createEmpty, leaveWorkspace } from './steps/workspace.ts';

test('hand over, look, first hour, and while you were away', async ({ desk, otherDesk }) => {
  test.setTimeout(300_000);
  const ada = desk.page;
  const ben = otherDesk.page;
  const day = (days: number) => addDays(today(), days);
  const both = async (page: typeof ada, screen: string) => {
    await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0, { timeout: 30_000 });
    await picture(page, screen, 'light', 1440);
    await picture(page, screen, 'dark', 1024);
    await page.setViewportSize(SIZES[1440]);
  };
  await createEmpty(ada);
  await importAsRecognised(desk, 'open-items.csv', openItems());
  await createEmpty(ben, 'Own accounts');
  const adasCard = await makePerson(ada, { name: 'Ada Brandt', role: 'specialist' });
  const bensCard = await makePerson(ben, { name: 'Ben Okafor', role: 'backup' });
  await trustCard(ada, bensCard);
  await trustCard(ben, adasCard);
  await moveTo(ada, 'Alder Works');
  await note(ada, 'Rosa approves payments on Fridays.');
  await planFor(ada, day(1), 'ring Rosa back');
  await moveTo(ada, 'Birch & Sons');
  await promiseByTomorrow(ada);
  await moveTo(ada, 'Cedar Mills');
  await disputeInPart(ada, '5000');
  await moveTo(ada, 'Dogwood Foods');
  await closeAccount(ada, 'Their lawyer asked on Monday');
  await moveTo(ada, 'Hazel Print');
  await planFor(ada, today(), 'the new bank details');

  const window = { from: today(), to: day(6), recipient: 'Ben Okafor' };
  await fillInHandOver(ada, {
    ...window,
    words: 'Mia in sales knows everybody above 10,000. Quarter end is on Friday: no final notices before.',
  });
  await ada.getByRole('textbox', { name: /^Hazel Print/ }).fill('They pay on the day they are asked.');
  await both(ada, 'hand-over');
  const pack = await handOver(desk, 'Ben Okafor');

  await leaveWorkspace(ben);
  await dropFile(ben, pack);
  await unlockKeys(takeover(ben));
  await expect(takeover(ben).getByRole('checkbox', { checked: true })).toHaveCount(15);
  await expect(takeover(ben).frameLocator('iframe').getByText('At a glance')).toBeVisible();
  await both(ben, 'takeover-look');
  await acceptChosen(ben);
  await both(ben, 'first-hour');

  await press(ben, 'Shift+F');
  await expectInFocus(ben, 'Hazel Print');
  await callWithPromise(ben, day(3));
  await expectInFocus(ben, 'Cedar Mills');
  await callWithPromise(ben, day(2));
  await press(ben, 'Escape');
  await moveTo(ben, 'Ivy Hotels');
  await note(ben, 'Their buyer is new: Ms Okonkwo.');
  await planFor(ben, day(5), 'ask for the order number');
  await press(ada, 'g', 'u');
  await expect(list(ada, 'Customers')).toBeFocused();
  await walkTo(ada, 'Customers', 'Ivy Hotels');
  await planFor(ada, day(2), 'ask their new buyer');
  await dropFile(ada, await returnAll(otherDesk, 'Ada Brandt'));
  await ada.getByRole('button', { name: 'Merge', exact: true }).press('Enter');
  await expect(ada.getByRole('listitem').filter({ hasText: 'Keep mine' })).toBeVisible();
  await expect(ada.getByText('Merged what Ben Okafor did')).toBeHidden({ timeout: 30_000 });
  await both(ada, 'away');
});

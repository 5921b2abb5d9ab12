import type { Page } from '@playwright/test';
import { addDays } from '../../../shared/domain/dates.ts';
import { expect } from '../fixtures.ts';
import { today } from './books.ts';
import { promiseByTomorrow } from './focus.ts';
import { composer } from './letters.ts';
import { closeAccount, disputeInPart, moveTo, note, planFor, press } from './work.ts';

/** What a specialist leaves behind before a week away: all that a handoff has to carry, on the books of `openItems`. */
export async function workBeforeLeaving(page: Page): Promise<void> {
  await moveTo(page, 'Alder Works');
  await note(page, 'Rosa approves payments on Fridays.');
  await planFor(page, addDays(today(), 1), 'ring Rosa back');
  await moveTo(page, 'Birch & Sons');
  await promiseByTomorrow(page);
  await moveTo(page, 'Cedar Mills');
  await disputeInPart(page, '5000');
  await moveTo(page, 'Dogwood Foods');
  await closeAccount(page, 'Their lawyer asked on Monday');
  await moveTo(page, 'Elmwood Paper');
  await press(page, 'x', 'j', 'x', 'e');
  await expect(composer(page).getByRole('region', { name: 'Review' })).toBeVisible();
  await press(page, 'a');
  await expect(composer(page).getByRole('heading', { name: 'Message 2 of 2' })).toBeVisible();
  await press(page, 'a');
  await expect(composer(page).getByRole('heading', { name: '2 messages ready to go out' })).toBeVisible();
  await press(page, 'Escape');
  await expect(composer(page)).toBeHidden();
  await moveTo(page, 'Hazel Print');
  await planFor(page, today(), 'the new bank details');
}

import { expect, test } from './fixtures.ts';
import { focusMode, openForm } from './steps/focus.ts';
import { picture, SIZES } from './steps/picture.ts';
import { list } from './steps/worklist.ts';
import { demoIsOpen, goTo } from './steps/workspace.ts';

const LISTS = [
  ['Disputes', 'disputes'],
  ['Promises', 'promises'],
  ['Calls', 'calls'],
] as const;

test.use({ startWith: ['--demo'] });

test('today, focus mode, a call, and the lists of disputes, promises and calls', async ({ app }) => {
  test.setTimeout(240_000);
  await demoIsOpen(app);
  await goTo(app, 'Today');
  await expect(app.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await picture(app, 'today', 'light', 1440);
  await picture(app, 'today', 'dark', 1024);
  await app.setViewportSize(SIZES[1440]);
  await app.keyboard.press('Shift+F');
  await expect(focusMode(app).getByRole('article')).toBeVisible();
  await picture(app, 'focus', 'light', 1440);
  await picture(app, 'focus', 'dark', 1024);
  await app.setViewportSize(SIZES[1440]);
  const call = await openForm(app, 'c', /^Call/);
  await app.keyboard.press('1');
  await app.keyboard.press('p');
  await expect(call.getByRole('region', { name: 'Promise' })).toBeVisible();
  await picture(app, 'call', 'light', 1440);
  await picture(app, 'call', 'dark', 1024);
  await app.setViewportSize(SIZES[1440]);
  await app.keyboard.press('Escape');
  await expect(call).toBeHidden();
  await app.keyboard.press('Escape');
  for (const [place, screen] of LISTS) {
    await goTo(app, place);
    await expect(list(app, place)).toHaveAttribute('aria-busy', 'false');
    await picture(app, screen, 'light', 1440);
    await picture(app, screen, 'dark', 1024);
    await app.setViewportSize(SIZES[1440]);
  }
});

import { expect, test } from './fixtures.ts';
import { demoIsOpen } from './steps/workspace.ts';

test.use({ startWith: ['--demo'] });

test('the window opens on the demo, breaks no rule of its own security policy, and survives a reload', async ({
  desk,
}) => {
  const broken: string[] = [];
  desk.page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) broken.push(message.text());
  });
  await demoIsOpen(desk.page);
  await desk.page.reload();
  await expect(desk.page.getByRole('main')).toBeVisible();
  expect(new URL(desk.page.url()).hash).not.toContain('token');
  expect(broken).toEqual([]);
});

test('the link of the browser host opens one window only', async ({ desk, host, browser, context }) => {
  test.skip(host !== 'browser', 'Electron has no link');
  await demoIsOpen(desk.page);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  const stranger = await browser.newPage();
  await stranger.goto(desk.address);
  await expect(stranger.getByText('Start Duebook again')).toBeVisible();
  await stranger.close();
});

test('the window comes back after the engine was killed', async ({ desk }) => {
  await demoIsOpen(desk.page);
  await desk.restartAfterKill();
  await expect(desk.page.locator('#root > *').first()).toBeVisible();
});

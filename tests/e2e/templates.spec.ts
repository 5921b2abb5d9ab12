import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { composer, gate, writeLetter } from './steps/letters.ts';
import { rows } from './steps/worklist.ts';
import { goTo, openBooks } from './steps/workspace.ts';

test.use({ withBooks: true });

test.beforeEach(async ({ app }) => openBooks(app));

const editor = (page: Page) => page.getByRole('region', { name: 'Letter Friendly' });
const wording = (page: Page) => page.getByRole('textbox', { name: 'Wording' });

async function openFriendly(page: Page): Promise<void> {
  await goTo(page, 'Templates');
  await page
    .getByRole('grid', { name: 'Templates' })
    .getByRole('row', { name: /^Friendly/ })
    .click();
  await expect(editor(page)).toBeVisible();
}

test('wording that cannot work is refused with its line, and not saved', async ({ app }) => {
  await openFriendly(app);
  const former = await wording(app).inputValue();
  await wording(app).fill('Dear reader,\n\nyou owe {{ customer.moeny }}.\n');
  await app.getByRole('button', { name: /^Save version/ }).click();
  await expect(editor(app).getByRole('alert')).toContainText(/^Line 3.*customer\.moeny/);

  await wording(app).fill(
    '{% for a in (1..900000000) %}\n{% for b in (1..900000000) %}x{% endfor %}\n{% endfor %}',
  );
  await app.getByRole('button', { name: /^Save version/ }).click();
  await expect(editor(app).getByRole('alert')).toContainText(/^Line \d/);
  await expect(editor(app)).toContainText('not saved');

  await app.getByRole('button', { name: 'Take back' }).click();
  await expect(wording(app)).toHaveValue(former);
  await expect(editor(app)).toContainText('version 1');
});

test('a changed wording carries a remark on every letter until somebody answers for it', async ({ app }) => {
  await openFriendly(app);
  const former = await wording(app).inputValue();
  await wording(app).fill(`${former}\nWe are closed on Mondays.\n`);
  await app.getByRole('button', { name: /^Save version/ }).click();
  await expect(editor(app)).toContainText('version 2 not approved');

  await goTo(app, 'Worklist');
  await rows(app).nth(1).click();
  await writeLetter(app, 'friendly');
  await expect(gate(app)).toContainText('wording');
  await app.keyboard.press('Escape');
  await expect(composer(app)).toBeHidden();

  await openFriendly(app);
  await app.getByRole('button', { name: /^Approve/ }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await expect(editor(app)).toContainText('version 2 approved');

  await goTo(app, 'Worklist');
  await rows(app).nth(1).click();
  await writeLetter(app, 'friendly');
  await expect(gate(app)).toContainText('What it asks for');
  await expect(gate(app)).not.toContainText('wording');
});

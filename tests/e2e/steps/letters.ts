import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { goTo } from './workspace.ts';

/** Fills in what letters say of the company and of the sender. */
export async function setUpLetters(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  const parts = page.getByRole('navigation', { name: 'Parts of the settings' });
  await parts.getByRole('link', { name: 'Company' }).click();
  const company = page.getByRole('form', { name: 'Company' });
  await company.getByLabel('Name').fill('Halden Supply GmbH');
  await company.getByLabel('Address').fill('Hafenstraße 4\n20457 Hamburg');
  await company.getByLabel('How to pay').fill('By transfer to DE02 1203 0000 0000 2020 51');
  await company.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('Company saved')).toBeVisible();
  await parts.getByRole('link', { name: 'Sender' }).click();
  const sender = page.getByRole('form', { name: 'Sender' });
  await sender.getByLabel('Name').fill('Ada Brandt');
  await sender.getByLabel('Title').fill('Accounts receivable');
  await sender.getByLabel('Email').fill('ada@halden.test');
  await sender.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('Sender saved')).toBeVisible();
}

/** The composer, which lies over the screen. */
export function composer(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Review' });
}

/** What the gate found about the message. */
export function gate(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Before it goes out' });
}

/** `e`: writes a letter to the account that is selected, in this stage. */
export async function writeLetter(page: Page, stage: string): Promise<void> {
  await page.keyboard.press('e');
  await expect(composer(page)).toBeVisible();
  await composer(page).getByRole('radiogroup', { name: 'Stage' }).getByText(stage, { exact: true }).click();
  await expect(composer(page).getByRole('radio', { name: stage, exact: true })).toBeChecked();
}

/** Sends the message that is shown to the mailbox. The composer closes after the last one. */
export async function saveToMailbox(page: Page): Promise<void> {
  await composer(page)
    .getByRole('button', { name: /^Save to drafts/ })
    .click();
  await expect(composer(page)).toBeHidden();
}

import type { Locator, Page } from '@playwright/test';
import { expect, PASSPHRASE } from '../fixtures.ts';
import { choosePassphrase, goTo } from './workspace.ts';

export type Person = { readonly name: string; readonly role: 'specialist' | 'backup' };

/** What another desk gets to know of a person. */
export type Card = { readonly name: string; readonly text: string; readonly fingerprint: string };

export async function goToPeople(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await page
    .getByRole('navigation', { name: 'Parts of the settings' })
    .getByRole('link', { name: 'People' })
    .click();
}

/** Fills in who works here, and answers the card. Ends under People. */
export async function makePerson(page: Page, person: Person): Promise<Card> {
  await goToPeople(page);
  await fillInPerson(page, person);
  await page.getByRole('region', { name: 'Your card' }).getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('Card copied.')).toBeVisible();
  const field = page.getByRole('textbox', { name: 'Text of a card' });
  await field.press('Control+V');
  await expect(field).toHaveValue(new RegExp(person.name));
  const text = await field.inputValue();
  await field.fill('');
  return { name: person.name, text, fingerprint: await printed(page, 'Your fingerprint') };
}

/** The form of a new person, wherever it is shown. */
export async function fillInPerson(page: Page, { name, role }: Person): Promise<void> {
  const form = page.getByRole('form', { name: 'Your person' });
  await form.getByLabel('Your name').fill(name);
  await form.getByLabel('Role').selectOption(role);
  await choosePassphrase(page, PASSPHRASE);
  await form.getByRole('button', { name: 'Make my person' }).press('Enter');
  await expect(form).toBeHidden();
}

/** Trusts a card by keyboard, once its fingerprint is the one that its owner reads out. */
export async function trustCard(page: Page, card: Card): Promise<void> {
  await page.getByRole('textbox', { name: 'Text of a card' }).fill(card.text);
  await page.getByRole('button', { name: 'Look at the card' }).press('Enter');
  const compare = page.getByRole('dialog', { name: `Is this ${card.name}?` });
  await expect(compare.getByLabel(`Fingerprint of ${card.name}`)).toHaveText(card.fingerprint);
  const trust = compare.getByRole('button', { name: `Trust ${card.name}` });
  await expect(trust).toBeDisabled();
  await compare.getByRole('checkbox').press('Space');
  await trust.press('Enter');
  await expect(compare).toBeHidden();
  await expect(page.getByText(`${card.name} is trusted.`)).toBeVisible();
}

/** Opens the keys where a page asks for them. */
export async function unlockKeys(within: Page | Locator): Promise<void> {
  const keys = within.getByRole('form', { name: 'Your keys' });
  await keys.getByLabel('Passphrase of your keys').fill(PASSPHRASE);
  await keys.getByLabel('Passphrase of your keys').press('Enter');
  await expect(keys).toBeHidden();
}

/** The ten groups of a fingerprint as the page shows them. */
async function printed(page: Page, label: string): Promise<string> {
  return (await page.getByLabel(label).textContent()) ?? '';
}

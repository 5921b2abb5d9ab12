import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
export const SIZES = { 1440: { width: 1440, height: 900 }, 1024: { width: 1024, height: 700 } } as const;
type Size = keyof typeof SIZES;

/** A picture for the documentation, in its final colours and with nothing in the way of it. */
export async function picture(
  page: Page,
  screen: string,
  scheme: 'light' | 'dark',
  size: Size,
): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.screenshot({
    path: `${FOLDER}${screen}-${scheme}-${size}.png`,
    animations: 'disabled',
    caret: 'hide',
  });
}

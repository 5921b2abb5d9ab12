import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

const SCHEMES = ['light', 'dark'] as const;
const BARRIERS: readonly string[] = ['serious', 'critical'];

/**
 * Fails for each serious or critical barrier on the screen as it is now, light and dark. The frame of a letter is left
 * out: no script runs in it, and so not axe either.
 */
export async function expectNoBarriers(page: Page, screen: string): Promise<void> {
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .exclude('iframe')
      .options({ iframes: false, resultTypes: ['violations'] })
      .analyze();
    const barriers = violations.filter(({ impact }) => BARRIERS.includes(impact ?? ''));
    const said = barriers.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}\n${node.failureSummary ?? ''}`),
    );
    expect.soft(said, `${screen}, ${scheme}`).toEqual([]);
  }
}

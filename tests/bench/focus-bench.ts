import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { testBrowser } from '../support/chromium.ts';
import { spawnBrowserHost } from '../support/spawned-host.ts';
import { fillHome } from './bench-home.ts';
import { type Measured, once, reportLine, summarised } from './measure.ts';
import { plainPage } from './plain-page.ts';

const PASSPHRASE = 'bench bench bench';
const STEPS = 40;
/** A person looks at an account at least so long before the next key. */
const LOOK_MS = 250;
const PATIENCE_MS = 120_000;

/**
 * From the key `j` to the painted next account, in a real Chromium over the browser host, with so many overdue accounts; and
 * the same in a plain page. Measured inside the page: from the key's own time stamp to the frame after the one that shows it.
 */
export async function benchFocus(accounts: number, print: (line: string) => void): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'duebook-bench-focus-'));
  const browser = await chromium.launch(await testBrowser());
  try {
    print(`\n${accounts.toLocaleString('en-US')} overdue accounts`);
    print(reportLine(await once('made and imported', () => fillHome(home, accounts, PASSPHRASE)), null));
    const plain = await browser.newPage();
    await plain.setContent(plainPage(accounts));
    const least = await stepThrough(plain, 'plain page');
    const host = await spawnBrowserHost({ home });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(host.url);
      await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await page.getByRole('button', { name: 'Unlock', exact: true }).click();
      const rows = page.getByRole('grid', { name: 'Worklist' }).getByRole('gridcell');
      await rows.first().waitFor({ timeout: PATIENCE_MS });
      print(reportLine(await stepThrough(page, 'list: j to painted account'), least));
      await page.keyboard.press('Shift+F');
      await page.getByRole('region', { name: 'Focus' }).waitFor();
      print(reportLine(await stepThrough(page, 'focus: j to painted account'), least));
      print(reportLine(await stepThrough(page, 'focus: j, without a pause', 0), least));
    } finally {
      await host.stop();
    }
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Presses `j` so many times and measures each; the first presses warm up and do not count. */
async function stepThrough(page: Page, name: string, look = LOOK_MS): Promise<Measured> {
  await page.evaluate(watchSteps);
  for (let step = 0; step < STEPS; step++) {
    await page.keyboard.press('j');
    await page.waitForFunction((count) => (window as StepWindow).stepTimes?.length === count, step + 1);
    if (look > 0) await page.waitForTimeout(look);
  }
  const times = await page.evaluate(() => (window as StepWindow).stepTimes ?? []);
  return summarised(name, times.slice(5));
}

type StepWindow = Window & { stepTimes?: number[] };

/** Runs in the page: notes how long it takes from a `j` until another account is named, is not faded, and was painted. */
function watchSteps(): void {
  const times: number[] = [];
  (window as StepWindow).stepTimes = times;
  const shown = () => {
    const article = document.querySelector('main article');
    return article?.closest('[inert]') ? null : (article?.getAttribute('aria-label') ?? null);
  };
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'j') return;
      const before = shown();
      const look = () => {
        const now = shown();
        if (now === null || now === before) return void requestAnimationFrame(look);
        requestAnimationFrame(() => times.push(performance.now() - event.timeStamp));
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
}

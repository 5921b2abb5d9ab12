import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Desk } from '../../support/desk.ts';
import { expect } from '../fixtures.ts';
import { goTo } from './workspace.ts';

const CLI = fileURLToPath(new URL('../../../scripts/cli.mjs', import.meta.url));

/** One line of the exported log. */
export type LogLine = {
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** Exports the whole log as JSONL, as a person does in the window. */
export async function exportLog(desk: Desk): Promise<Buffer> {
  const { page } = desk;
  await goTo(page, 'Log');
  await page.getByRole('button', { name: /^Export/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the log' });
  await dialog.getByRole('radio', { name: /^JSONL/ }).check();
  return desk.savedFile(() => dialog.getByRole('button', { name: /^Export \d+ entries/ }).click());
}

export function linesOf(exported: Buffer): readonly LogLine[] {
  return exported
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Verifies an exported file in the window. */
export async function verifyInWindow(desk: Desk, path: string): Promise<void> {
  const { page } = desk;
  await goTo(page, 'Log');
  await desk.pickFile(path, () => page.getByRole('button', { name: /^Verify a file/ }).click());
}

/** Verifies an exported file with the command line, which needs no workspace; answers what it prints. */
export async function verifyByCommandLine(path: string): Promise<{ readonly ok: boolean }> {
  const child = spawn(process.execPath, [CLI, 'log', 'verify', path, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
}

/** Exports the log and has both the window and the command line verify it. */
export async function expectLogHolds(desk: Desk): Promise<void> {
  const file = join(desk.home, 'log.jsonl');
  await writeFile(file, await exportLog(desk));
  await verifyInWindow(desk, file);
  await expect(desk.page.getByText(/holds: \d+ entries, each as it was written/)).toBeVisible();
  expect(await verifyByCommandLine(file)).toMatchObject({ ok: true });
}

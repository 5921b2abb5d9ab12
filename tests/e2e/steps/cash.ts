import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../../support/desk.ts';
import { expect } from '../fixtures.ts';

/** `i`, where there is no money yet: puts a bank statement beside the profile and has it read. */
export async function readStatement(desk: Desk, name: string, content: string): Promise<void> {
  const path = join(desk.home, name);
  await writeFile(path, content);
  await expect(desk.page.getByRole('heading', { name: 'No money without an invoice' })).toBeVisible();
  await desk.pickFile(path, () => desk.page.keyboard.press('i'));
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../../support/desk.ts';

/** `i`: puts a bank statement beside the profile and has it read. */
export async function readStatement(desk: Desk, name: string, content: string): Promise<void> {
  const path = join(desk.home, name);
  await writeFile(path, content);
  await desk.pickFile(path, () => desk.page.keyboard.press('i'));
}

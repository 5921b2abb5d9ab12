import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { systemClock } from '../../electron/engine/platform/clock.ts';
import { openProfile } from '../../electron/engine/services/profile/profile.ts';

const WRITER = fileURLToPath(new URL('./write-demo-books.ts', import.meta.url));

/** A workspace with the books of the demo company: made once, when first asked for, and copied for each test. */
export type DemoBooks = {
  /** Puts a copy of its own into a fresh profile, which asks for the passphrase when it starts. */
  copyInto(home: string): Promise<void>;
  remove(): Promise<void>;
};

/** The books are relative to today, and lie encrypted below the system's temporary folder. */
export async function demoBooksFor(passphrase: string): Promise<DemoBooks> {
  const folder = await mkdtemp(join(tmpdir(), 'duebook-books-'));
  const original = join(folder, 'workspace');
  let made: Promise<unknown> | undefined;
  return {
    async copyInto(home) {
      made ??= write(original, passphrase);
      await made;
      const copy = join(home, 'workspaces', 'tidewell');
      await cp(original, copy, { recursive: true });
      openProfile(home).remember({ id: 'tidewell', folder: copy, openedAt: systemClock.now() });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function write(folder: string, passphrase: string): Promise<unknown> {
  const env = { ...process.env, NODE_OPTIONS: '', DUEBOOK_TEST_PASSPHRASE: passphrase };
  return promisify(execFile)(process.execPath, [WRITER, folder], { env });
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from '@playwright/test';
import { electronBinary } from '../../scripts/lib/electron.mjs';
import type { Desk, DeskStart } from './desk.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Starts the built shell in Electron. Its dialogs are the system's own, so their answers are put in place of them. */
export async function openElectronDesk(start: DeskStart): Promise<Desk> {
  let application = await launch(start);
  let page = await application.firstWindow();
  return {
    get page() {
      return page;
    },
    home: start.home,
    address: 'app://duebook/index.html',
    async pickFile(path, open) {
      await application.evaluate(({ dialog }, picked) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [picked] });
      }, path);
      await open();
    },
    async savedFile(save) {
      const folder = await mkdtemp(join(tmpdir(), 'duebook-saved-'));
      const path = join(folder, 'export');
      await application.evaluate(({ dialog }, chosen) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
      }, path);
      await save();
      const bytes = await whenWritten(path);
      await rm(folder, { recursive: true });
      return bytes;
    },
    async restartAfterKill() {
      const main = application.process();
      const gone = new Promise((resolve) => main.once('exit', resolve));
      main.kill('SIGKILL');
      await gone;
      application = await launch(start);
      page = await application.firstWindow();
    },
    async stop() {
      if (application.process().exitCode === null) await application.close();
    },
  };
}

function launch({ home, args, env }: DeskStart): Promise<ElectronApplication> {
  const executablePath = electronBinary();
  if (executablePath === undefined) throw new Error('The Electron binary is not here');
  return _electron.launch({
    executablePath,
    args: [ROOT, ...args],
    env: { ...(process.env as Record<string, string>), ...env, DUEBOOK_HOME: home },
  });
}

async function whenWritten(path: string): Promise<Buffer> {
  for (;;) {
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes !== undefined) return bytes;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

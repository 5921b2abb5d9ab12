import { join } from 'node:path';
import { app, type BrowserWindow, dialog, protocol } from 'electron';
import { APP_SCHEME } from './app-protocol.ts';
import { EngineProcess } from './engine-process.ts';
import { setMenu } from './menu.ts';
import { createRestartPolicy } from './restart-policy.ts';
import { readStartArguments } from './start-arguments.ts';
import { openMainWindow } from './window.ts';
import { serveWindowCalls } from './window-calls.ts';
import { createWindowSession } from './window-session.ts';

const built = (...path: readonly string[]): string => join(import.meta.dirname, '..', ...path);

let window: BrowserWindow | undefined;

if (process.env.DUEBOOK_HOME) app.setPath('userData', join(process.env.DUEBOOK_HOME, 'window'));
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  void app.whenReady().then(start);
}

function start(): void {
  const given = readStartArguments(process.argv, process.env.INIT_CWD ?? process.cwd());
  const engine = new EngineProcess({
    entry: built('main', 'utility.js'),
    args: given.demo ? ['--demo'] : [],
    policy: createRestartPolicy(() => performance.now()),
    onGivenUp: sayThatTheEngineStopped,
  });
  setMenu(process.platform, app.isPackaged);
  serveWindowCalls(engine, given.file);
  window = openMainWindow(built('preload', 'preload.cjs'), createWindowSession(built('renderer')), engine);

  app.on('window-all-closed', () => app.quit());
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

function sayThatTheEngineStopped(): void {
  dialog.showErrorBox(
    'Duebook stopped',
    'A part of Duebook ended unexpectedly five times within five minutes. Your data is safe: everything that was ' +
      'confirmed is stored. Close Duebook and start it again. If this happens again, run "duebook doctor".',
  );
}

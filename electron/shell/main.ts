import { join } from 'node:path';
import { app, type BrowserWindow, dialog, protocol } from 'electron';
import { APP_SCHEME } from './app-protocol.ts';
import { EngineProcess } from './engine-process.ts';
import { setMenu } from './menu.ts';
import { OPENED_SCHEME, openedAddress } from './opened-address.ts';
import { createRestartPolicy } from './restart-policy.ts';
import { readStartArguments } from './start-arguments.ts';
import { openMainWindow } from './window.ts';
import { serveWindowCalls } from './window-calls.ts';
import { createWindowSession } from './window-session.ts';

const built = (...path: readonly string[]): string => join(import.meta.dirname, '..', ...path);

let window: BrowserWindow | undefined;
let engine: EngineProcess | undefined;

if (process.env.DUEBOOK_HOME) app.setPath('userData', join(process.env.DUEBOOK_HOME, 'window'));
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  app.on('second-instance', (_event, argv) => {
    takeOpened(argv);
    showWindow();
  });
  app.on('open-url', (event, address) => {
    event.preventDefault();
    takeOpened([address]);
    showWindow();
  });
  void app.whenReady().then(start);
}

/** The answer to a sign-in comes this way; the engine knows which it waits for, and passes over any other. */
function takeOpened(argv: readonly string[]): void {
  const address = openedAddress(argv);
  if (address !== null) void engine?.ask({ kind: 'take_address', address }).catch(() => undefined);
}

function showWindow(): void {
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function start(): void {
  const given = readStartArguments(process.argv, process.env.INIT_CWD ?? process.cwd());
  // Only an installed application has a place that the desktop can start it from.
  if (app.isPackaged) app.setAsDefaultProtocolClient(OPENED_SCHEME);
  const started = new EngineProcess({
    entry: built('main', 'utility.js'),
    args: given.demo ? ['--demo'] : [],
    policy: createRestartPolicy(() => performance.now()),
    onGivenUp: sayThatTheEngineStopped,
  });
  setMenu(process.platform, app.isPackaged);
  engine = started;
  serveWindowCalls(started, given.file);
  window = openMainWindow(built('preload', 'preload.cjs'), createWindowSession(built('renderer')), started);

  app.on('window-all-closed', () => app.quit());
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void started.close().finally(() => {
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

import { app, BrowserWindow, type Session, shell } from 'electron';
import { START_PAGE } from './app-protocol.ts';
import type { EngineProcess } from './engine-process.ts';
import { mayNavigate } from './navigation-policy.ts';
import { mayOpenExternally, maySignInAt } from './open-external-policy.ts';

/** Opens the one window: sandboxed, without Node, bound to its own page. */
export function openMainWindow(
  preload: string,
  windowSession: Session,
  engine: EngineProcess,
): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    title: 'Duebook',
    webPreferences: {
      preload,
      session: windowSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  const { webContents } = window;
  webContents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    void openExternally(url, engine);
    return { action: 'deny' };
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(START_PAGE);
  return window;
}

/** Opens a page in the person's own browser, if the policy or a sign-in of the engine's allows it; else nothing happens. */
async function openExternally(address: string, engine: EngineProcess): Promise<void> {
  if (mayOpenExternally(address) || (await isSignIn(address, engine))) await shell.openExternal(address);
}

async function isSignIn(address: string, engine: EngineProcess): Promise<boolean> {
  const reply = await engine.ask({ kind: 'list_sign_ins' }).catch(() => null);
  const loopback = !app.isPackaged;
  return reply?.kind === 'sign_ins' && maySignInAt(address, reply.addresses, { loopback });
}

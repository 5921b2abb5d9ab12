import { basename } from 'node:path';
import {
  BrowserWindow,
  dialog,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
} from 'electron';
import { z } from 'zod';
import type { EngineProcess } from './engine-process.ts';
import { isOwnSender } from './navigation-policy.ts';
import { dialogTitle, pickOptions } from './pick-options.ts';

const droppedPath = z.string().min(1).max(4096);
const saveRequest = z.tuple([z.string().max(100), z.string().max(255)]);

type Picked = { readonly grant: string; readonly name: string };

/** The few native calls of the window; `startFile` is the path of a file that was named at start. Each checks who asks and what; only the engine learns a path. */
export function serveWindowCalls(engine: EngineProcess, startFile: string | undefined): void {
  let atStart = startFile;
  ipcMain.on('duebook:connect', (event) => {
    if (!isOwn(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.connect(port1);
    event.sender.postMessage('duebook:port', null, [port2]);
  });
  ipcMain.handle('duebook:pick-file', async (event, given: unknown): Promise<Picked | null> => {
    const { title, endings } = pickOptions.parse(refuseOthers(event, given));
    const extensions = endings.map((ending) => ending.slice(1));
    const picked = await dialog.showOpenDialog(windowOf(event), {
      title,
      properties: ['openFile'],
      filters: extensions.length === 0 ? [] : [{ name: title, extensions }],
    });
    const path = picked.filePaths[0];
    return path === undefined ? null : offer(engine, path);
  });
  ipcMain.handle('duebook:pick-folder', async (event, given: unknown): Promise<Picked | null> => {
    const title = dialogTitle.parse(refuseOthers(event, given));
    const picked = await dialog.showOpenDialog(windowOf(event), { title, properties: ['openDirectory'] });
    const path = picked.filePaths[0];
    return path === undefined ? null : offer(engine, path);
  });
  ipcMain.handle('duebook:drop-file', async (event, given: unknown): Promise<Picked> => {
    return offer(engine, droppedPath.parse(refuseOthers(event, given)));
  });
  ipcMain.handle('duebook:start-file', async (event): Promise<Picked | null> => {
    const path = refuseOthers(event, atStart);
    atStart = undefined;
    return typeof path === 'string' ? offer(engine, path) : null;
  });
  ipcMain.handle('duebook:save-download', async (event, ...given: unknown[]): Promise<boolean> => {
    const [download, name] = saveRequest.parse(refuseOthers(event, given));
    const chosen = await dialog.showSaveDialog(windowOf(event), { defaultPath: basename(name) });
    if (chosen.canceled || chosen.filePath === '') return false;
    await engine.ask({ kind: 'save_download', download, path: chosen.filePath });
    return true;
  });
}

/** Tells the engine about a picked file and answers what the window may know of it. */
async function offer(engine: EngineProcess, path: string): Promise<Picked> {
  const reply = await engine.ask({ kind: 'offer_file', path });
  if (reply.kind !== 'offered') throw new Error('The file could not be handed over. Pick it again.');
  return { grant: reply.grant, name: basename(path) };
}

function isOwn(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && isOwnSender({ url: frame.url, isTop: frame.parent === null });
}

function refuseOthers(event: IpcMainInvokeEvent, given: unknown): unknown {
  if (!isOwn(event)) throw new Error('Refused');
  return given;
}

function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (window === null) throw new Error('The window is gone');
  return window;
}

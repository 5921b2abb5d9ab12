import { contextBridge, ipcRenderer, webUtils } from 'electron';

type Picked = { readonly grant: string; readonly name: string };
type PickOptions = { readonly title: string; readonly endings: readonly string[] };

/** All that the window can ask of the machine. A channel comes as the window message `duebook:port` with one port. */
const bridge = {
  connect: (): void => ipcRenderer.send('duebook:connect'),
  pickFile: (options: PickOptions): Promise<Picked | null> =>
    ipcRenderer.invoke('duebook:pick-file', { title: options.title, endings: [...options.endings] }),
  pickFolder: (title: string): Promise<Picked | null> => ipcRenderer.invoke('duebook:pick-folder', title),
  /** For a file that was dropped on the window; its path stays on this side. */
  dropFile: (file: File): Promise<Picked> =>
    ipcRenderer.invoke('duebook:drop-file', webUtils.getPathForFile(file)),
  saveDownload: (downloadId: string, fileName: string): Promise<boolean> =>
    ipcRenderer.invoke('duebook:save-download', downloadId, fileName),
  /** The file that the application was started with, once. */
  startFile: (): Promise<Picked | null> => ipcRenderer.invoke('duebook:start-file'),
};

ipcRenderer.on('duebook:port', (event) => window.postMessage('duebook:port', '*', [...event.ports]));
contextBridge.exposeInMainWorld('duebook', bridge);

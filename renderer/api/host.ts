/** What Electron's preload script gives the window. In the browser host there is none. */
export interface DuebookBridge {
  /** Asks for a new channel to the engine. It comes as a window message `duebook:port` with one port. */
  connect(): void;
  /** Lets the person pick a file; the engine alone learns its path. Null when cancelled. */
  pickFile(options: PickOptions): Promise<PickedFile | null>;
  /** Lets the person pick a folder; the engine alone learns its path. Null when cancelled. */
  pickFolder(title: string): Promise<PickedFile | null>;
  /** Takes a file that was dropped on the window; its path stays outside. */
  dropFile(file: File): Promise<PickedFile>;
  /** Saves an export under a name that the person chooses; false when cancelled. */
  saveDownload(downloadId: string, fileName: string): Promise<boolean>;
  /** The file that the application was started with, once; null when there is none. */
  startFile(): Promise<PickedFile | null>;
}

export interface PickOptions {
  readonly title: string;
  /** Endings with the dot, e.g. `.csv`. */
  readonly endings: readonly string[];
}

export interface PickedFile {
  /** Opaque right to read this one file. */
  readonly grant: string;
  readonly name: string;
}

declare global {
  interface Window {
    readonly duebook?: DuebookBridge;
  }
}

/**
 * Opens a page in the person's own browser. In Electron the shell lets only known hosts pass; in the browser host the
 * window is a browser already. Neither lets the page reach back.
 */
export function openInBrowser(url: string): void {
  window.open(url, '_blank', 'noopener,noreferrer');
}

export function bridge(): DuebookBridge | null {
  return window.duebook ?? null;
}

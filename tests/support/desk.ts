import type { Page } from '@playwright/test';

export type DeskHost = 'browser' | 'electron';

export type DeskStart = {
  readonly home: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** A running Duebook as a person has it before them, whichever host it runs in. */
export type Desk = {
  readonly page: Page;
  /** The profile folder. */
  readonly home: string;
  /** What opened the window: the one-time link, or the page of the application. */
  readonly address: string;
  /** Does what opens the file dialog, and picks this file in it. */
  pickFile(path: string, open: () => Promise<unknown>): Promise<void>;
  /** Does what saves an export, and answers the bytes of the saved file. */
  savedFile(save: () => Promise<unknown>): Promise<Buffer>;
  /** Ends the engine's process like a power cut and starts it again on the same profile, with a new window. */
  restartAfterKill(): Promise<void>;
  /** Ends it; safe to call again. */
  stop(): Promise<void>;
};

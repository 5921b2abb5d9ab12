import { isEngineError } from '../../platform/engine-error.ts';
import type { Logger } from '../../platform/logger.ts';
import type { EventHub } from '../events/event-hub.ts';
import { worksByItself } from '../people/require-ability.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { recoverInterrupted, type WriteBackSurroundings, writeDueNotes } from './write-due-notes.ts';

/** Writes notes back into the books while a workspace is open, where that is switched on. */
export interface WriteBackCourier {
  /** Without a network nothing is tried. */
  setOnline(online: boolean): void;
  /** Takes no new note; one that is being handed over is given up and looked for the next time. */
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 10_000;

/** A workspace that is only read, and the demo, are left alone. */
export function startWriteBackCourier(
  workspace: OpenWorkspace,
  options: { readonly hub: EventHub; readonly logger: Logger; readonly surroundings: WriteBackSurroundings },
  lookEvery = LOOK_EVERY_MS,
): WriteBackCourier {
  const { hub, logger, surroundings } = options;
  if (!workspace.canWrite || workspace.demo) return { setOnline: () => {}, close: async () => {} };
  const stop = new AbortController();
  const { signal } = stop;
  let online = true;
  let running: Promise<void> | null = null;
  const tell = (): void => {
    for (const topic of ['connections', 'timeline', 'log'] as const) hub.changed(topic);
  };
  const round = async (): Promise<void> => {
    if ((await recoverInterrupted(workspace)) > 0) tell();
    await writeDueNotes(workspace, surroundings, { connectionId: null, signal, onNote: tell });
  };
  const look = (): void => {
    if (signal.aborted || !online || running !== null || !worksByItself(workspace)) return;
    running = round()
      .catch((error: unknown) => {
        // A person dropped the note in the meantime, or the workspace is closing.
        if (!signal.aborted && !(isEngineError(error) && error.code === 'conflict')) {
          logger.error('write_back_failed', error);
        }
      })
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(look, lookEvery);
  timer.unref();
  look();
  return {
    setOnline(value) {
      online = value;
      if (value) look();
    },
    async close() {
      stop.abort();
      clearInterval(timer);
      await running;
    },
  };
}

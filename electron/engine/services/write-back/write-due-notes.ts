import { writingOf } from '../../../../shared/domain/connections/write-back.ts';
import {
  MOST_ATTEMPTS,
  type WriteBackEvent,
} from '../../../../shared/domain/connections/write-back-states.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { Connector } from '../../connectors/connector.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { WriteBackNoteRow } from '../../db/queries/write-back.ts';
import { isEngineError } from '../../platform/engine-error.ts';
import { openConnector } from '../connections/open-connector.ts';
import type { SyncSurroundings } from '../sync/sync-connection.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { lookFailure, pushFailure } from './failure-meaning.ts';
import { type Parcel, packed } from './parcel.ts';

/** What the process lends: the same limits as reading, and the systems that can be written to. */
export type WriteBackSurroundings = Pick<SyncSurroundings, 'timing' | 'limiters' | 'creators'>;

export interface WriteBackOptions {
  /** Null: the notes of all connections. */
  readonly connectionId: ConnectionId | null;
  readonly signal: AbortSignal;
  /** Told after each note. */
  readonly onNote?: () => void;
}

type Step = Exclude<WriteBackEvent, { readonly kind: 'taken' | 'found' | 'dropped' }>;

const AT_A_TIME = 50;

/**
 * Notes and letters that were being handed over when a process ended: nobody knows whether the system has them. To be called while
 * nothing is handed over. Hands back how many.
 */
export async function recoverInterrupted(workspace: OpenWorkspace): Promise<number> {
  const left = await workspace.db.read('writeBackInterrupted', null);
  for (const { id } of left) {
    await step(workspace, id, { kind: 'interrupted' }, 'The last attempt was cut off.');
  }
  return left.length;
}

/**
 * Writes the notes and letters that are due into their books, one after the other: each is looked for first, and handed over only
 * when it is not there. That it is being handed over is kept before the system is called. What goes wrong stands with
 * the note. Hands back how many were worked on.
 */
export async function writeDueNotes(
  workspace: OpenWorkspace,
  surroundings: WriteBackSurroundings,
  options: WriteBackOptions,
): Promise<number> {
  let worked = 0;
  while (!options.signal.aborted) {
    const query = { now: workspace.now(), connectionId: options.connectionId, limit: AT_A_TIME };
    const due = await workspace.db.read('writeBackDue', query);
    const [first] = due;
    if (first === undefined) return worked;
    const ofOne = due.filter(({ connectionId }) => connectionId === first.connectionId);
    await writeNotesOf(workspace, surroundings, first.connectionId, ofOne, options);
    worked += ofOne.length;
  }
  return worked;
}

async function writeNotesOf(
  workspace: OpenWorkspace,
  surroundings: WriteBackSurroundings,
  connectionId: ConnectionId,
  notes: readonly WriteBackNoteRow[],
  { signal, onNote }: WriteBackOptions,
): Promise<void> {
  const connection = (await workspace.db.read('connections', null)).find(({ id }) => id === connectionId);
  if (connection === undefined) return;
  let connector: Connector;
  try {
    connector = await openToWrite(workspace, connection, surroundings, notes);
  } catch (error) {
    // Nothing was asked of the system yet: its password is not on this computer, or a setting cannot be right.
    for (const { id } of notes) await fail(workspace, id, { kind: 'look_refused' }, error);
    return onNote?.();
  }
  try {
    for (const note of notes) {
      if (signal.aborted) return;
      await writeNote(workspace, connector, note, signal);
      onNote?.();
    }
  } finally {
    await connector.close?.();
  }
}

/** The connector, able to write only what is due. */
async function openToWrite(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  { timing, limiters, creators }: WriteBackSurroundings,
  notes: readonly WriteBackNoteRow[],
): Promise<Connector> {
  const platform = { timing, limiters, onCost: () => {} };
  const writes = [...new Set(notes.map(({ kind }) => writingOf(kind)))];
  return openConnector(workspace, connection, platform, creators, { writes });
}

async function writeNote(
  workspace: OpenWorkspace,
  connector: Connector,
  row: WriteBackNoteRow,
  signal: AbortSignal,
): Promise<void> {
  const { id, attempts, lastError } = row;
  let parcel: Parcel;
  let isThere: boolean;
  try {
    parcel = await packed(workspace, connector, row);
    isThere = await parcel.isThere(signal);
  } catch (error) {
    if (!signal.aborted) await fail(workspace, id, lookFailure(error), error);
    return;
  }
  if (isThere) {
    await workspace.db.write('noteWrittenBack', { id, by: 'found' }, workspace.context());
    return;
  }
  if (attempts >= MOST_ATTEMPTS) {
    await step(workspace, id, { kind: 'given_up' }, lastError ?? 'The system did not take it.');
    return;
  }
  await step(workspace, id, { kind: 'begun' }, null);
  try {
    await parcel.send(signal);
  } catch (error) {
    await fail(workspace, id, pushFailure(error), error);
    return;
  }
  await workspace.db.write('noteWrittenBack', { id, by: 'taken' }, workspace.context());
}

async function fail(
  workspace: OpenWorkspace,
  id: WriteBackNoteRow['id'],
  event: Step,
  error: unknown,
): Promise<void> {
  if (!isEngineError(error)) throw error;
  await step(workspace, id, event, error.message);
}

async function step(
  workspace: OpenWorkspace,
  id: WriteBackNoteRow['id'],
  event: Step,
  error: string | null,
): Promise<void> {
  await workspace.db.maintain('writeBackStep', { id, event, error }, workspace.context());
}

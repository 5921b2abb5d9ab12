import {
  MOST_ATTEMPTS,
  type WriteBackEvent,
} from '../../../../shared/domain/connections/write-back-states.ts';
import type { ConnectionId } from '../../../../shared/domain/ids.ts';
import type { Connector, SourceNote } from '../../connectors/connector.ts';
import type { ConnectionRow } from '../../db/queries/connections.ts';
import type { WriteBackNoteRow } from '../../db/queries/write-back.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import { openConnector } from '../connections/open-connector.ts';
import type { SyncSurroundings } from '../sync/sync-connection.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { lookFailure, pushFailure } from './failure-meaning.ts';

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
type NoteConnector = Connector & Required<Pick<Connector, 'push' | 'findPushed'>>;

const AT_A_TIME = 50;

/**
 * Notes that were being handed over when a process ended: nobody knows whether the system has them. To be called while
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
 * Writes the notes that are due into their books, one after the other: each is looked for first, and handed over only
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
  let connector: NoteConnector;
  try {
    connector = await openForNotes(workspace, connection, surroundings);
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

async function openForNotes(
  workspace: OpenWorkspace,
  connection: ConnectionRow,
  { timing, limiters, creators }: WriteBackSurroundings,
): Promise<NoteConnector> {
  const platform = { timing, limiters, onCost: () => {} };
  const connector = await openConnector(workspace, connection, platform, creators, { writesNotes: true });
  if (writesNotes(connector)) return connector;
  throw new EngineError('not_ready', `This version cannot write notes into ${connection.kind}.`);
}

function writesNotes(connector: Connector): connector is NoteConnector {
  return connector.push !== undefined && connector.findPushed !== undefined;
}

async function writeNote(
  workspace: OpenWorkspace,
  connector: NoteConnector,
  { id, onto, sourceId, text, attempts, lastError }: WriteBackNoteRow,
  signal: AbortSignal,
): Promise<void> {
  const note: SourceNote = { onto: { entity: onto, sourceId }, text, marker: id };
  let isThere: boolean;
  try {
    isThere = await connector.findPushed(note, signal);
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
    await connector.push(note, signal);
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

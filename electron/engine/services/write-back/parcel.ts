import { LARGEST_LETTER, LETTER_TYPE } from '../../../../shared/domain/connections/write-back-files.ts';
import type { OutboxMessageId } from '../../../../shared/domain/ids.ts';
import type { Connector, SourceFile } from '../../connectors/connector.ts';
import { connectorFailure } from '../../connectors/connector-failure.ts';
import type { WriteBackNoteRow } from '../../db/queries/write-back.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';

/** A note or a letter, ready to be looked for and to be handed over. */
export interface Parcel {
  isThere(signal: AbortSignal): Promise<boolean>;
  /** Once, whatever happens. */
  send(signal: AbortSignal): Promise<void>;
}

/**
 * Makes a note ready, and a letter with the bytes of the message as it left. Asks nothing of the system.
 * Throws `bad_request` for a letter that is too large, and for what the connector cannot write.
 */
export async function packed(
  workspace: OpenWorkspace,
  { kind: system, push, findPushed, attach, findAttached }: Connector,
  { onto: entity, sourceId, text, id: marker, messageId }: WriteBackNoteRow,
): Promise<Parcel> {
  const onto = { entity, sourceId };
  if (messageId !== null && attach !== undefined && findAttached !== undefined) {
    const file = await letterFile(workspace, messageId, text);
    return {
      isThere: (signal) => findAttached({ onto, marker }, signal),
      send: (signal) => attach({ onto, file, marker }, signal),
    };
  }
  if (messageId === null && push !== undefined && findPushed !== undefined) {
    const note = { onto, text, marker };
    return {
      isThere: (signal) => findPushed(note, signal),
      send: (signal) => push(note, signal),
    };
  }
  throw connectorFailure('bad_request', `This version cannot write this into ${system}.`);
}

async function letterFile(workspace: OpenWorkspace, id: OutboxMessageId, name: string): Promise<SourceFile> {
  const bytes = await workspace.db.read('outboxBytes', { id });
  if (bytes.byteLength <= LARGEST_LETTER) return { name, mime: LETTER_TYPE, bytes };
  const size = (bytes.byteLength / 1_000_000).toFixed(1);
  throw connectorFailure(
    'bad_request',
    `The letter has ${size} MB with its attachments; letters of up to ${LARGEST_LETTER / 1_000_000} MB are attached. It stays in the outbox here.`,
  );
}

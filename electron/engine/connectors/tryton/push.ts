import type { Connector, SourceNote } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { trytonId } from './tagged-values.ts';
import { formed, readContext } from './tryton-reader.ts';
import type { TrytonSession } from './tryton-session.ts';

/**
 * Notes on parties (`ir.note`). Tryton asks for the right to write the party that carries the note; it asks for none on
 * invoices or the ledger. Nothing where the session writes none.
 */
export function trytonNotes(session: TrytonSession): Pick<Connector, 'push' | 'findPushed'> {
  const { note: create } = session.creates;
  if (create === undefined) return {};
  return {
    async push(note, signal) {
      const record = { resource: resourceOf(note), message: note.text };
      const { settings } = await readContext(session, signal);
      await create(record, settings, signal);
    },
    findPushed: (note, signal) => isThere(session, 'ir.note', note, 'message', signal),
  };
}

/** Files on parties (`ir.attachment`), by the same right as notes. Nothing where the session writes none. */
export function trytonAttachments(session: TrytonSession): Pick<Connector, 'attach' | 'findAttached'> {
  const { attachment: create } = session.creates;
  if (create === undefined) return {};
  return {
    async attach(attachment, signal) {
      const { name, bytes } = attachment.file;
      const data = { __class__: 'bytes', base64: Buffer.from(bytes).toString('base64') };
      const record = { resource: resourceOf(attachment), name, type: 'data', data };
      const { settings } = await readContext(session, signal);
      await create(record, settings, signal);
    },
    findAttached: (attachment, signal) => isThere(session, 'ir.attachment', attachment, 'name', signal),
  };
}

async function isThere(
  session: TrytonSession,
  model: 'ir.note' | 'ir.attachment',
  item: Pick<SourceNote, 'onto' | 'marker'>,
  field: string,
  signal: AbortSignal,
): Promise<boolean> {
  const condition = [
    ['resource', '=', resourceOf(item)],
    [field, 'like', `%${item.marker}%`],
  ];
  const { settings } = await readContext(session, signal);
  const found = await session.call(`model.${model}.search_count`, [condition, settings], 'reads', signal);
  return formed(trytonId, found) > 0;
}

function resourceOf({ onto }: Pick<SourceNote, 'onto'>): string {
  if (onto.entity === 'customer' && /^[1-9]\d{0,14}$/.test(onto.sourceId)) {
    return `party.party,${onto.sourceId}`;
  }
  throw connectorFailure('bad_request', 'Tryton takes notes and files on parties only, and this is none.');
}

import type { Connector, SourceNote } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { trytonId } from './tagged-values.ts';
import { formed, readContext } from './tryton-reader.ts';
import type { TrytonSession } from './tryton-session.ts';

/**
 * Notes on parties (`ir.note`). Tryton asks for the right to write the party that carries the note; it asks for none on
 * invoices or the ledger. Nothing where the session only reads.
 */
export function trytonNotes(session: TrytonSession): Pick<Connector, 'push' | 'findPushed'> {
  const { createNote } = session;
  if (createNote === null) return {};
  return {
    async push(note, signal) {
      const party = partyOf(note);
      const { settings } = await readContext(session, signal);
      await createNote(party, note.text, settings, signal);
    },
    async findPushed(note, signal) {
      const condition = [
        ['resource', '=', `party.party,${partyOf(note)}`],
        ['message', 'like', `%${note.marker}%`],
      ];
      const { settings } = await readContext(session, signal);
      const found = await session.call('model.ir.note.search_count', [condition, settings], 'reads', signal);
      return formed(trytonId, found) > 0;
    },
  };
}

function partyOf({ onto }: Pick<SourceNote, 'onto'>): number {
  if (onto.entity === 'customer' && /^[1-9]\d{0,14}$/.test(onto.sourceId)) return Number(onto.sourceId);
  throw connectorFailure('bad_request', 'Tryton takes notes on parties only, and this is none.');
}

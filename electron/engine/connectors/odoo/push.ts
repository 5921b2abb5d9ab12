import type { Connector, SourceNote } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { wholeNumber } from '../http/json.ts';
import type { OdooSession } from './odoo-session.ts';

/**
 * Notes on invoices, as Odoo's own people post them: whoever may read an invoice may do that. Nothing where the session
 * only reads.
 */
export function odooNotes(session: OdooSession): Pick<Connector, 'push' | 'findPushed'> {
  const { postNote } = session;
  if (postNote === null) return {};
  return {
    // Odoo shows a note as one paragraph.
    push: (note, signal) => postNote(moveOf(note), note.text.replaceAll('\n', ' / '), signal),
    async findPushed(note, signal) {
      const domain = [
        ['model', '=', 'account.move'],
        ['res_id', '=', moveOf(note)],
        ['body', 'ilike', note.marker],
      ];
      return (await session.call('mail.message', 'search_count', { domain }, wholeNumber, signal)) > 0;
    },
  };
}

function moveOf({ onto }: Pick<SourceNote, 'onto'>): number {
  if (onto.entity === 'invoice' && /^[1-9]\d{0,14}$/.test(onto.sourceId)) return Number(onto.sourceId);
  throw connectorFailure('bad_request', 'Odoo takes notes on invoices only, and this is none.');
}

import type { Connector, SourceNote } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { wholeNumber } from '../http/json.ts';
import { whenForbidden } from '../write-guards.ts';
import type { OdooSession } from './odoo-session.ts';

const MOVES = 'account.move';

/**
 * Notes on invoices, as Odoo's own people post them: whoever may read an invoice may do that. Nothing where the session
 * writes none.
 */
export function odooNotes(session: OdooSession): Pick<Connector, 'push' | 'findPushed'> {
  const { note: post } = session.posts;
  if (post === undefined) return {};
  return {
    // Odoo shows a note as one paragraph.
    push: (note, signal) => post(moveOf(note), { body: note.text.replaceAll('\n', ' / ') }, signal),
    async findPushed(note, signal) {
      const domain = [
        ['model', '=', MOVES],
        ['res_id', '=', moveOf(note)],
        ['body', 'ilike', note.marker],
      ];
      return (await session.call('mail.message', 'search_count', { domain }, wholeNumber, signal)) > 0;
    },
  };
}

/**
 * Files on invoices (`ir.attachment`). Creating one directly asks for the right to change the invoice; posted with a note
 * it asks for the right to read it, as dropping a file into the log of the invoice does. Nothing where the session writes
 * none.
 */
export function odooAttachments(session: OdooSession): Pick<Connector, 'attach' | 'findAttached'> {
  const { attachment: post } = session.posts;
  if (post === undefined) return {};
  return {
    async attach(attachment, signal) {
      const { name, bytes } = attachment.file;
      const content = Buffer.from(bytes).toString('latin1');
      const note = {
        body: '',
        attachments: [[name, content, { encoding: 'latin-1' }]],
        // Without it older versions try to read a file on an invoice as a bill, and say so in its log.
        context: { no_new_invoice: true },
      };
      await whenForbidden(post(moveOf(attachment), note, signal), MAY_NOT_ATTACH);
    },
    async findAttached(attachment, signal) {
      const domain = [
        ['res_model', '=', MOVES],
        ['res_id', '=', moveOf(attachment)],
        ['name', 'ilike', attachment.marker],
      ];
      return (await session.call('ir.attachment', 'search_count', { domain }, wholeNumber, signal)) > 0;
    },
  };
}

const MAY_NOT_ATTACH =
  'Odoo does not let this user post a file on the invoice. It has to be an internal user who may read the invoice; the guide to Odoo says which.';

function moveOf({ onto }: Pick<SourceNote, 'onto'>): number {
  if (onto.entity === 'invoice' && /^[1-9]\d{0,14}$/.test(onto.sourceId)) return Number(onto.sourceId);
  throw connectorFailure('bad_request', 'Odoo takes notes and files on invoices only, and this is none.');
}

import type { Connector, SourceNote } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import type { ErpnextSession } from './erpnext-session.ts';

const CUSTOMER = 'Customer';

/**
 * Notes as comments on the customer: whoever may read a customer may comment on it, and a comment changes no field.
 * Nothing where the session only reads.
 */
export function erpnextNotes(session: ErpnextSession): Pick<Connector, 'push' | 'findPushed'> {
  const { postComment } = session;
  if (postComment === null) return {};
  return {
    push: (note, signal) => postComment(CUSTOMER, customerOf(note), html(note.text), signal),
    async findPushed(note, signal) {
      const comments = await session.comments(CUSTOMER, customerOf(note), signal);
      return comments.some((content) => content.includes(note.marker));
    },
  };
}

function customerOf({ onto }: Pick<SourceNote, 'onto'>): string {
  if (onto.entity === 'customer') return onto.sourceId;
  throw connectorFailure('bad_request', 'Comments go to customers of ERPNext only, and this is none.');
}

function html(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll('\n', '<br>');
}

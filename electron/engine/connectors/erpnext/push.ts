import type { Connector, SourceNote } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { whenForbidden, whenUnaccepted } from '../write-guards.ts';
import type { ErpnextSession } from './erpnext-session.ts';

const CUSTOMER = 'Customer';

/**
 * Notes as comments on the customer: whoever may read a customer may comment on it, and a comment changes no field.
 * Nothing where the session writes none.
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

/**
 * Files beside the customer (`File`, private): creating one asks for the right to create files and not for one to change
 * the customer. Nothing where the session writes none.
 */
export function erpnextAttachments(session: ErpnextSession): Pick<Connector, 'attach' | 'findAttached'> {
  const { postFile } = session;
  if (postFile === null) return {};
  return {
    async attach(attachment, signal) {
      const sent = postFile(CUSTOMER, customerOf(attachment), attachment.file, signal);
      await whenUnaccepted(whenForbidden(sent, MAY_NOT_ATTACH), NOT_ACCEPTED);
    },
    async findAttached(attachment, signal) {
      const filters = [
        ['attached_to_doctype', '=', CUSTOMER],
        ['attached_to_name', '=', customerOf(attachment)],
        ['file_name', 'like', `%${attachment.marker}%`],
      ] as const;
      const request = { doctype: 'File', filters, fields: ['name'], limit: 1 };
      return (await session.list(request, signal)).length > 0;
    },
  };
}

const MAY_NOT_ATTACH =
  'ERPNext does not let this user attach a file to the customer. Give its role the right "Create" on File; the guide to ERPNext says how.';
const NOT_ACCEPTED =
  'ERPNext did not accept the file. Its System Settings can refuse files that end in .eml, or of this size, and a form can limit how many files it carries.';

function customerOf({ onto }: Pick<SourceNote, 'onto'>): string {
  if (onto.entity === 'customer') return onto.sourceId;
  throw connectorFailure(
    'bad_request',
    'Comments and files go to customers of ERPNext only, and this is none.',
  );
}

function html(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll('\n', '<br>');
}

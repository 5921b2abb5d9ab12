import {
  jsonReply,
  type Reply,
  type SeenRequest,
  sendReply,
  startWebServer,
  type WebServer,
} from '../ledger/web-server.ts';

/** What happens to the next note or file that is handed over. */
export type Mishap =
  /** It is kept, but the line breaks before the answer. */
  | 'kept_silently'
  /** The line breaks before anything is kept. */
  | 'lost'
  | 'throttled'
  | 'crashed'
  | 'refused'
  /** The settings of the system do not allow it. */
  | 'not_allowed';

/** A file beside a customer. */
export interface KeptFile {
  readonly customer: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly isPrivate: boolean;
}

/** An ERPNext with comments and files on customers and nothing else. */
export interface NotesServer {
  readonly server: WebServer;
  /** The comments, by the customer that they are on. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly KeptFile[];
  /** For the notes and files that come next, in their order; without one, all goes well. */
  readonly mishaps: Mishap[];
  /** Comments cannot be looked at while this is set; the status that is answered instead. */
  blind: number | null;
}

const USER = 'duebook@halden.example';
export const PROOF = 'token key:secret';

export async function startNotesServer(): Promise<NotesServer> {
  const comments = new Map<string, string[]>();
  const files: KeptFile[] = [];
  const mishaps: Mishap[] = [];
  const notes: NotesServer = {
    comments,
    files,
    mishaps,
    blind: null,
    server: await startWebServer((request, response) => {
      const reply = answer(request, notes, {
        comment: (customer, content) => comments.set(customer, [...(comments.get(customer) ?? []), content]),
        file: (file) => files.push(file),
      });
      if (reply === null) response.socket?.destroy();
      else sendReply(response, reply);
    }),
  };
  return notes;
}

/** Null: the line breaks. */
function answer(
  { method, url, headers, body }: SeenRequest,
  notes: NotesServer,
  keep: { comment(customer: string, content: string): void; file(file: KeptFile): void },
): Reply | null {
  if (headers.authorization !== PROOF) return fault(401);
  switch (`${method} ${url.pathname}`) {
    case 'GET /api/method/frappe.auth.get_logged_user':
      return jsonReply(200, JSON.stringify({ message: USER }));
    case 'GET /api/method/frappe.desk.form.load.get_docinfo': {
      if (notes.blind !== null) return fault(notes.blind);
      const content = notes.comments.get(url.searchParams.get('name') ?? '') ?? [];
      const docinfo = { comments: content.map((text) => ({ content: text })) };
      return jsonReply(200, JSON.stringify({ docinfo }));
    }
    case 'GET /api/resource/File': {
      if (notes.blind !== null) return fault(notes.blind);
      const filters: readonly (readonly [string, string, string])[] = JSON.parse(
        url.searchParams.get('filters') ?? '[]',
      );
      const wanted = new Map(filters.map(([field, , value]) => [field, value.replaceAll('%', '')]));
      const found = notes.files.filter(
        ({ customer, name }) =>
          wanted.get('attached_to_doctype') === 'Customer' &&
          wanted.get('attached_to_name') === customer &&
          name.includes(wanted.get('file_name') ?? '?'),
      );
      return jsonReply(200, JSON.stringify({ data: found.map(({ name }) => ({ name })) }));
    }
    case 'POST /api/method/frappe.desk.form.utils.add_comment':
      return handedOver(notes, () => {
        const { reference_doctype, reference_name, content } = JSON.parse(body);
        if (reference_doctype !== 'Customer') return false;
        keep.comment(reference_name, content);
        return true;
      });
    case 'POST /api/resource/File':
      return handedOver(notes, () => {
        const { attached_to_doctype, attached_to_name, file_name, is_private, content, decode } =
          JSON.parse(body);
        if (attached_to_doctype !== 'Customer' || decode !== 1) return false;
        const bytes = Buffer.from(content, 'base64');
        keep.file({ customer: attached_to_name, name: file_name, bytes, isPrivate: is_private === 1 });
        return true;
      });
    default:
      throw new Error(`Nobody asks ${method} ${url.pathname}.`);
  }
}

function handedOver(notes: NotesServer, keep: () => boolean): Reply | null {
  const mishap = notes.mishaps.shift();
  if (mishap === 'lost') return null;
  if (mishap === 'throttled') return { ...fault(429), headers: { 'retry-after': '240' } };
  if (mishap === 'crashed') return fault(500);
  if (mishap === 'refused') return fault(403);
  if (mishap === 'not_allowed' || !keep()) return fault(417);
  return mishap === 'kept_silently' ? null : jsonReply(200, JSON.stringify({ message: {} }));
}

function fault(status: number): Reply {
  return jsonReply(status, JSON.stringify({ exc_type: 'Fault' }));
}

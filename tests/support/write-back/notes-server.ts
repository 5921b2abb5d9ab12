import {
  jsonReply,
  type Reply,
  type SeenRequest,
  sendReply,
  startWebServer,
  type WebServer,
} from '../ledger/web-server.ts';

/** What happens to the next note that is handed over. */
export type Mishap =
  /** It is kept, but the line breaks before the answer. */
  | 'kept_silently'
  /** The line breaks before anything is kept. */
  | 'lost'
  | 'throttled'
  | 'crashed'
  | 'refused';

/** An ERPNext with comments on customers and nothing else. */
export interface NotesServer {
  readonly server: WebServer;
  /** The comments, by the customer that they are on. */
  readonly comments: ReadonlyMap<string, readonly string[]>;
  /** For the notes that come next, in their order; without one, all goes well. */
  readonly mishaps: Mishap[];
  /** Comments cannot be looked at while this is set; the status that is answered instead. */
  blind: number | null;
}

const USER = 'duebook@halden.example';
export const PROOF = 'token key:secret';

export async function startNotesServer(): Promise<NotesServer> {
  const comments = new Map<string, string[]>();
  const mishaps: Mishap[] = [];
  const notes: NotesServer = {
    comments,
    mishaps,
    blind: null,
    server: await startWebServer((request, response) => {
      const reply = answer(request, notes, (customer, content) => {
        comments.set(customer, [...(comments.get(customer) ?? []), content]);
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
  keep: (customer: string, content: string) => void,
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
    case 'POST /api/method/frappe.desk.form.utils.add_comment': {
      const mishap = notes.mishaps.shift();
      if (mishap === 'lost') return null;
      if (mishap === 'throttled') return { ...fault(429), headers: { 'retry-after': '240' } };
      if (mishap === 'crashed') return fault(500);
      if (mishap === 'refused') return fault(403);
      const { reference_doctype, reference_name, content } = JSON.parse(body);
      if (reference_doctype !== 'Customer') return fault(417);
      keep(reference_name, content);
      return mishap === 'kept_silently' ? null : jsonReply(200, JSON.stringify({ message: {} }));
    }
    default:
      throw new Error(`Nobody asks ${method} ${url.pathname}.`);
  }
}

function fault(status: number): Reply {
  return jsonReply(status, JSON.stringify({ exc_type: 'Fault' }));
}

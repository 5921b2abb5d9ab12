import { jsonReply, type Reply, sendReply, startWebServer, type WebServer } from '../ledger/web-server.ts';

export const ODOO_KEY = '0d00c0ffee0d00c0ffee0d00c0ffee0d00c0ffee';

/** An Odoo with notes and their files on invoices and nothing else; version 19 speaks JSON-2, older ones JSON-RPC. */
export interface OdooNotesServer {
  readonly server: WebServer;
  /** What was posted, with the number of the invoice. */
  readonly posted: readonly { readonly move: number; readonly named: Readonly<Record<string, unknown>> }[];
  /** Odoo says that this user may not post. */
  refuses: boolean;
}

export async function startOdooNotes(major: number): Promise<OdooNotesServer> {
  const posted: { readonly move: number; readonly named: Readonly<Record<string, unknown>> }[] = [];
  const fake: OdooNotesServer = {
    posted,
    refuses: false,
    server: await startWebServer(({ url, body }, response) => {
      const reply = (value: unknown): Reply =>
        jsonReply(
          200,
          JSON.stringify(url.pathname === '/jsonrpc' ? { jsonrpc: '2.0', id: 1, result: value } : value),
        );
      const called = (
        model: string,
        method: string,
        move: number,
        named: Readonly<Record<string, unknown>>,
      ): Reply => {
        if (fake.refuses) return refusal(url.pathname === '/jsonrpc');
        if (method === 'search_count')
          return reply(posted.filter((note) => holds(model, note, named)).length);
        posted.push({ move, named });
        return reply(posted.length);
      };
      sendReply(response, answer());

      function answer(): Reply {
        if (url.pathname === '/web/version') {
          return major >= 19
            ? jsonReply(200, JSON.stringify({ version: `${major}.0` }))
            : { status: 404, body: '' };
        }
        if (url.pathname.startsWith('/json/2/')) {
          const { ids, ...named } = JSON.parse(body);
          const [model = '', method = ''] = url.pathname.split('/').slice(-2);
          return called(model, method, ids?.[0], named);
        }
        const { service, method, args } = JSON.parse(body).params;
        if (service === 'common') return reply(method === 'version' ? { server_version: `${major}.0` } : 7);
        const [, , , model, name, positional, named] = args;
        return called(model, name, positional[0]?.[0], named);
      }
    }),
  };
  return fake;
}

/** Whether the conditions on a message, or on a file, hold for what was posted. */
function holds(
  asked: string,
  { move, named }: OdooNotesServer['posted'][number],
  { domain }: Readonly<Record<string, unknown>>,
): boolean {
  const wanted = new Map(
    (domain as readonly (readonly [string, string, unknown])[]).map((one) => [one[0], one[2]]),
  );
  const files = (named.attachments ?? []) as readonly (readonly [string, string, unknown])[];
  const [model, text] =
    asked === 'ir.attachment' ? (['res_model', 'name'] as const) : (['model', 'body'] as const);
  const texts = asked === 'ir.attachment' ? files.map(([name]) => name) : [String(named.body)];
  return (
    wanted.get(model) === 'account.move' &&
    wanted.get('res_id') === move &&
    texts.some((one) => one.includes(String(wanted.get(text))))
  );
}

function refusal(isRpc: boolean): Reply {
  const fault = { name: 'odoo.exceptions.AccessError', message: 'You are not allowed to do this.' };
  return isRpc
    ? jsonReply(200, JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: 200, data: fault } }))
    : jsonReply(403, JSON.stringify(fault));
}

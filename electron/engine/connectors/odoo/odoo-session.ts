import { stringify } from 'lossless-json';
import { z } from 'zod';
import type { Writing } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { ODOO, odooFault } from './odoo-faults.ts';
import type { OdooNote, PostNote } from './odoo-note.ts';
import { odooId } from './odoo-values.ts';
import { clockOf, jsonText, type OdooVersion, versionOf } from './odoo-version.ts';

/** How to reach one company's Odoo. */
export interface OdooAccount {
  /** The server's web address, such as `https://northwind.odoo.com`. */
  readonly address: string;
  readonly database: string;
  /** The name that the user signs in with; Odoo 18 and older need it beside the key. */
  readonly user: string;
  readonly apiKey: string;
}

export interface OdooOptions {
  readonly account: OdooAccount;
  readonly platform: ConnectorPlatform;
  /** Which company, for a user who belongs to several; left out: the only one. */
  readonly companyId?: number;
  /** Records asked for at a time; 500 unless said otherwise. */
  readonly pageSize?: number;
  /** What it may write, each by one call of its own; left out: it only reads. */
  readonly writes?: readonly Writing[];
}

/** Calls of models' methods by name, as the user of the key. */
export interface OdooSession {
  readonly pageSize: number;
  /**
   * The result of a call that changes nothing; any other method is refused before it is sent.
   *
   * @throws EngineError of `connector-failure.ts`.
   */
  call<T>(
    model: string,
    method: string,
    named: Readonly<Record<string, unknown>>,
    form: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T>;
  /** Posts a note on an invoice, once: a text, or a file. Only what the session was opened to write is there. */
  readonly posts: Readonly<Partial<Record<Writing, PostNote>>>;
  /** The main number of the server's version; needs no key. */
  version(signal: AbortSignal): Promise<OdooVersion>;
  /** The server's clock at its last answer, `2026-11-22 08:15:30`; null where something between took it away. */
  clock(): string | null;
}

/** Odoo publishes no limit; about one call a second, one at a time. */
const LIMITS = { perMinute: 90, concurrent: 2 } as const;
/** The first version with JSON-2. */
export const FIRST_WITH_JSON2 = 19;
const NOT_THERE = 404;
/** The methods that are called to read and to ask for rights. */
const READING_METHODS = ['search_read', 'search_count', 'has_access', 'check_access_rights'];
const POST_NOTE = 'json/2/account.move/message_post';
/** Before this version a text was taken as HTML. */
const FIRST_WITH_PLAIN_TEXT = 17;

const rpcResult = z.object({ result: z.unknown() });

/** What was answered, and the headers that came with it. */
interface Told {
  readonly value: unknown;
  readonly headers: Headers;
}

/** Nothing is asked before the first call. Throws `bad_request` when the address is no web address. */
export function createOdooSession(options: OdooOptions): OdooSession {
  const { account, platform, pageSize = 500, writes = [] } = options;
  const { apiKey, database, user } = account;
  const base = serverAddress(account.address);
  let clock: string | null = null;
  const http: HttpClient = createHttpClient({
    system: ODOO,
    hosts: [base.host],
    limiter: platform.limiters.of('odoo', `${base.host}/${database}`, LIMITS),
    timing: platform.timing,
    onCost: platform.onCost,
    authorization: { headers: async () => ({ authorization: `bearer ${apiKey}` }) },
    fault: odooFault,
    ...(writes.length > 0
      ? { writes: [POST_NOTE, 'jsonrpc'].map((path) => new URL(path, base).pathname) }
      : {}),
  });
  const version = once(readVersion);
  const userId = once(signIn);

  async function readVersion(signal: AbortSignal): Promise<OdooVersion> {
    const headers = { accept: 'application/json', ...inDatabase(database) };
    const found = await http.request(
      { url: new URL('web/version', base), anonymous: true, accepts: [NOT_THERE], headers },
      signal,
    );
    const read =
      found.status === NOT_THERE
        ? versionOf((await rpc('common', 'version', [], 'reads', signal)).value)
        : versionOf(jsonText(found.bytes));
    if (read !== null) return read;
    throw connectorFailure(
      'bad_answer',
      'The server answered, but not as Odoo does. Check the address: it is the one that you open Odoo with, without /web or /odoo.',
    );
  }

  /** The number of the user, which the older interface wants with every call. A refused key is not sent again. */
  async function signIn(signal: AbortSignal): Promise<number> {
    const { value } = await rpc('common', 'authenticate', [database, user, apiKey, {}], 'never', signal);
    const id = odooId.safeParse(value);
    if (id.success) return id.data;
    throw connectorFailure(
      'auth_revoked',
      `Odoo did not accept the user ${user} with this API key for the database ${database}. It is not tried again; enter them anew.`,
      { step: 'login' },
    );
  }

  async function rpc(
    service: string,
    method: string,
    args: readonly unknown[],
    how: 'reads' | 'never' | 'changes',
    signal: AbortSignal,
  ): Promise<Told> {
    const body =
      stringify({ jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } }) ?? '';
    const headers = { 'content-type': 'application/json' };
    const { value, headers: told } = await http.json(
      {
        url: new URL('jsonrpc', base),
        method: 'POST',
        headers,
        body,
        ...(how === 'changes' ? { changes: true } : { repeat: how }),
        anonymous: true,
        secrets: [apiKey],
      },
      rpcResult,
      signal,
    );
    return { value: value.result, headers: told };
  }

  async function json2(
    model: string,
    method: string,
    named: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<Told> {
    const url = new URL(`json/2/${model}/${method}`, base);
    const headers = { 'content-type': 'application/json; charset=utf-8', ...inDatabase(database) };
    const body = stringify(named) ?? '';
    const request = { url, method: 'POST', headers, body, repeat: 'reads', secrets: [apiKey] } as const;
    return http.json(request, z.unknown(), signal);
  }

  async function postNote(moveId: number, note: OdooNote, signal: AbortSignal): Promise<void> {
    const { major } = await version(signal);
    const body = major >= FIRST_WITH_PLAIN_TEXT ? note.body : escapeHtml(note.body);
    // A note is seen by the company's own people only; nobody is written to.
    const named = { ...note, body, message_type: 'comment', subtype_xmlid: 'mail.mt_note' };
    if (major >= FIRST_WITH_JSON2) {
      const headers = { 'content-type': 'application/json; charset=utf-8', ...inDatabase(database) };
      const request = { url: new URL(POST_NOTE, base), method: 'POST', headers, changes: true } as const;
      await http.request({ ...request, body: stringify({ ids: [moveId], ...named }) ?? '' }, signal);
      return;
    }
    const called = [
      database,
      await userId(signal),
      apiKey,
      'account.move',
      'message_post',
      [[moveId]],
      named,
    ];
    await rpc('object', 'execute_kw', called, 'changes', signal);
  }

  return {
    pageSize,
    posts: Object.fromEntries(writes.map((writing) => [writing, postNote])),
    version,
    clock: () => clock,
    async call(model, method, named, form, signal) {
      if (!READING_METHODS.includes(method)) {
        throw connectorFailure('bad_request', 'Nothing was sent to Odoo: this connection only reads.');
      }
      const { major } = await version(signal);
      const { value, headers } =
        major >= FIRST_WITH_JSON2
          ? await json2(model, method, named, signal)
          : await rpc(
              'object',
              'execute_kw',
              [database, await userId(signal), apiKey, model, method, [], named],
              'reads',
              signal,
            );
      const result = formed(form, value, `${model}.${method}`);
      // Only of answers that are Odoo's: what stands between, and answers in its place, has a clock of its own.
      clock = clockOf(headers.get('date')) ?? clock;
      return result;
    },
  };
}

/** Asks once; a failure is asked for anew, except a refusal, whose answer stands. */
function once<T>(ask: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let answer: Promise<T> | null = null;
  return (signal) => {
    answer ??= ask(signal).catch((error: unknown) => {
      const refused = error instanceof Error && 'code' in error && error.code === 'connector_auth';
      if (!refused) answer = null;
      throw error;
    });
    return answer;
  };
}

/** The value in the form that Odoo is known to answer. Throws `bad_answer`. */
function formed<T>(form: z.ZodType<T>, value: unknown, asked: string): T {
  const read = form.safeParse(value);
  if (read.success) return read.data;
  throw connectorFailure(
    'bad_answer',
    `Odoo answered in a form that is not known (${asked}). The guide to Odoo says which versions are read.`,
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function inDatabase(database: string): Readonly<Record<string, string>> {
  return database === '' ? {} : { 'x-odoo-database': database };
}

function serverAddress(address: string): URL {
  const url = URL.parse(address.trim().replace(/\/*$/, '/'));
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw connectorFailure(
    'bad_request',
    'The address of Odoo has to begin with https://, such as https://northwind.odoo.com.',
  );
}

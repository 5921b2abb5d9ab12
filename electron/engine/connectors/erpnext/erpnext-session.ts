import { z } from 'zod';
import type { EngineError } from '../../platform/engine-error.ts';
import type { Writing } from '../connector.ts';
import { connectorFailure } from '../connector-failure.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { ConnectorPlatform } from '../http/platform.ts';

export const ERPNEXT = 'ERPNext';

export interface ErpnextOptions {
  /** The site's web address, such as `https://erp.example.com`. */
  readonly address: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Which company, for a user who may see several; left out: the only one. */
  readonly company?: string;
  readonly platform: ConnectorPlatform;
  /** Records asked for at a time; 100 unless said otherwise: their names go into an address. */
  readonly pageSize?: number;
  /** What it may write, each by one call of its own; left out: it only reads. */
  readonly writes?: readonly Writing[];
}

export type Filter = readonly [field: string, operator: string, value: unknown];

export interface ListRequest {
  readonly doctype: string;
  /** `["Dynamic Link", field, operator, value]` for a field of a table inside the record. */
  readonly filters: readonly (Filter | readonly [string, ...Filter])[];
  readonly fields: readonly string[];
  readonly orderBy?: string;
  /** 0: all that there are. */
  readonly limit: number;
  /** The record that rows of a table inside it belong to. */
  readonly parent?: string;
  readonly groupBy?: string;
}

/** Reads of one site, as the user of the key. Only GET is sent, but for comments and files where the session may write them. */
export interface ErpnextSession {
  readonly pageSize: number;
  readonly company: string | null;
  list(request: ListRequest, signal: AbortSignal): Promise<readonly unknown[]>;
  method<T>(
    name: string,
    parameters: Readonly<Record<string, string>>,
    form: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T>;
  file(name: string, parameters: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Uint8Array>;
  /** The comments on a record that the user may read, as HTML. */
  comments(doctype: string, name: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Comments on a record, once. Null: the session writes none. */
  readonly postComment:
    | ((doctype: string, name: string, html: string, signal: AbortSignal) => Promise<void>)
    | null;
  /** Creates a private file beside a record, once. Null: the session writes none. */
  readonly postFile:
    | ((
        doctype: string,
        name: string,
        file: { readonly name: string; readonly bytes: Uint8Array },
        signal: AbortSignal,
      ) => Promise<void>)
    | null;
  /** The server's clock at its last answer, UTC in ISO form; null where something between took it away. */
  clock(): string | null;
}

/** ERPNext publishes no limit; about one call a second, one at a time. */
const LIMITS = { perMinute: 90, concurrent: 2 } as const;
/** All addresses that change something: each creates, none changes or deletes. */
const CREATES: Readonly<Record<Writing, string>> = {
  note: 'api/method/frappe.desk.form.utils.add_comment',
  attachment: 'api/resource/File',
};
const JSON_BODY = { 'content-type': 'application/json' };
const commentsForm = z.object({
  docinfo: z.object({ comments: z.array(z.object({ content: z.string().nullish() })) }),
});
const rowsForm = z.object({ data: z.array(z.unknown()) });

/** Nothing is asked before the first call. Throws `bad_request` when the address is no web address. */
export function createErpnextSession(options: ErpnextOptions): ErpnextSession {
  const { apiKey, apiSecret, platform, pageSize = 100, company = null, writes = [] } = options;
  const base = siteAddress(options.address);
  let clock: string | null = null;
  const http = createHttpClient({
    system: ERPNEXT,
    hosts: [base.host],
    limiter: platform.limiters.of('erpnext', base.host, LIMITS),
    timing: platform.timing,
    onCost: platform.onCost,
    authorization: { headers: async () => ({ authorization: `token ${apiKey}:${apiSecret}` }) },
    fault: erpnextFault,
    writes: writes.map((writing) => new URL(CREATES[writing], base).pathname),
  });
  // Only of answers that are ERPNext's: what stands between, and answers in its place, has a clock of its own.
  async function asked<T>(url: URL, form: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const { value, headers } = await http.json({ url }, form, signal);
    const time = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(time)) clock = new Date(time).toISOString();
    return value;
  }
  const methodUrl = (name: string, parameters: Readonly<Record<string, string>>) =>
    new URL(`api/method/${name}?${new URLSearchParams(parameters)}`, base);

  async function postComment(
    doctype: string,
    name: string,
    html: string,
    signal: AbortSignal,
  ): Promise<void> {
    const who = methodUrl('frappe.auth.get_logged_user', {});
    const { message: user } = (await http.json({ url: who }, z.object({ message: z.string() }), signal))
      .value;
    const comment = { reference_doctype: doctype, reference_name: name, content: html };
    const body = JSON.stringify({ ...comment, comment_email: user, comment_by: user });
    const url = new URL(CREATES.note, base);
    await http.request({ url, method: 'POST', headers: JSON_BODY, body, changes: true }, signal);
  }

  async function postFile(
    doctype: string,
    name: string,
    file: { readonly name: string; readonly bytes: Uint8Array },
    signal: AbortSignal,
  ): Promise<void> {
    const to = { attached_to_doctype: doctype, attached_to_name: name, is_private: 1 };
    const content = { content: Buffer.from(file.bytes).toString('base64'), decode: 1 };
    const body = JSON.stringify({ file_name: file.name, ...to, ...content });
    const url = new URL(CREATES.attachment, base);
    await http.request({ url, method: 'POST', headers: JSON_BODY, body, changes: true }, signal);
  }

  return {
    pageSize,
    company,
    postComment: writes.includes('note') ? postComment : null,
    postFile: writes.includes('attachment') ? postFile : null,
    async comments(doctype, name, signal) {
      const url = methodUrl('frappe.desk.form.load.get_docinfo', { doctype, name });
      const { docinfo } = (await http.json({ url }, commentsForm, signal)).value;
      return docinfo.comments.flatMap(({ content }) => content ?? []);
    },
    clock: () => clock,
    async list({ doctype, filters, fields, orderBy, limit, parent, groupBy }, signal) {
      const parameters = new URLSearchParams({
        fields: JSON.stringify(fields),
        filters: JSON.stringify(filters),
        limit_page_length: String(limit),
        ...(orderBy === undefined ? {} : { order_by: orderBy }),
        ...(parent === undefined ? {} : { parent }),
        ...(groupBy === undefined ? {} : { group_by: groupBy }),
      });
      const url = new URL(`api/resource/${encodeURIComponent(doctype)}?${parameters}`, base);
      try {
        return (await asked(url, rowsForm, signal)).data;
      } catch (error) {
        throw named(error, doctype);
      }
    },
    async method(name, parameters, form, signal) {
      const url = methodUrl(name, parameters);
      return (await asked(url, z.object({ message: form }), signal)).message;
    },
    async file(name, parameters, signal) {
      return (await http.request({ url: methodUrl(name, parameters) }, signal)).bytes;
    },
  };
}

/** The value in the form that ERPNext is known to answer. Throws `bad_answer`. */
export function formed<T>(form: z.ZodType<T>, value: unknown, asked: string): T {
  const read = form.safeParse(value);
  if (read.success) return read.data;
  throw connectorFailure(
    'bad_answer',
    `ERPNext answered in a form that is not known (${asked}). The guide to ERPNext says which versions are read.`,
  );
}

/** What only the status tells: ERPNext's own words come with the server's stack, which is never read. */
function erpnextFault({ status }: HttpAnswer): EngineError | null {
  if (status === 401) {
    return connectorFailure(
      'auth_revoked',
      'ERPNext does not accept the API key and secret: they were made anew, or the user was switched off. Enter them again.',
    );
  }
  if (status === 403) {
    return connectorFailure(
      'forbidden',
      'ERPNext does not let this user read what was asked for. Check the role; the guide to ERPNext lists the rights.',
    );
  }
  return status === 417
    ? connectorFailure(
        'bad_request',
        'ERPNext did not accept a request of ours. The guide names the versions that are read.',
      )
    : null;
}

/** Says of which kind of record a right is missing. */
function named(error: unknown, doctype: string): unknown {
  const isForbidden =
    error instanceof Error &&
    'details' in error &&
    (error.details as { reason?: unknown }).reason === 'forbidden';
  return isForbidden
    ? connectorFailure(
        'forbidden',
        `ERPNext does not let this user read "${doctype}". Give its role the right to read; the guide to ERPNext lists them all.`,
        { doctype },
      )
    : error;
}

function siteAddress(address: string): URL {
  const url = URL.parse(address.trim().replace(/\/*$/, '/'));
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw connectorFailure(
    'bad_request',
    'The address of ERPNext has to begin with https://, such as https://erp.example.com.',
  );
}

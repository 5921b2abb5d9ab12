import type { IncomingMessage, ServerResponse } from 'node:http';
import { isEngineError } from '../../engine/platform/engine-error.ts';
import { MAX_FILE_BYTES } from '../../engine/platform/files.ts';
import { answerAsset, answerDownload, answerJson, answerText } from './answers.ts';
import { type BodyProblem, readBody } from './body.ts';
import type { HostedEngine } from './hosted-engine.ts';
import { isSameUser } from './peer-user.ts';
import {
  type Address,
  hasOwnHost,
  hasOwnOrigin,
  isOwnRead,
  sessionCookie,
  setSessionCookie,
} from './request-guard.ts';
import type { SessionKeeper } from './session.ts';
import { INDEX_PATH, type WindowAssets } from './window-assets.ts';

const MAX_TOKEN_BODY_BYTES = 1024;
const DOWNLOAD_PREFIX = '/download/';

export type RouteOptions = {
  readonly engine: HostedEngine;
  readonly assets: WindowAssets;
  readonly address: Address;
  readonly sessions: SessionKeeper;
  readonly maxUploadBytes?: number;
  /** Called when the one-time link is presented again. */
  readonly onReplayedToken: () => void;
};

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** Answers one HTTP request: the built window for everybody on this machine, all else for the session only. */
export async function answerRequest(exchange: Exchange, options: RouteOptions): Promise<void> {
  const { request, response } = exchange;
  const path = pathOf(request);
  if (!hasOwnHost(request.headers, options.address)) {
    return answerText(response, 421, 'This address is not served here.');
  }
  if (path === '/session') return openSession(exchange, options);
  if (path === '/upload') return takeUpload(exchange, options);
  if (path?.startsWith(DOWNLOAD_PREFIX)) return handOutDownload(exchange, path, options);

  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(response, 'GET, HEAD');
  const asset = path === undefined ? undefined : options.assets.get(path === '/' ? INDEX_PATH : path);
  if (asset === undefined) return answerText(response, 404, 'There is nothing here.');
  answerAsset(response, asset, `ws://${options.address.authority}`);
}

async function openSession({ request, response }: Exchange, options: RouteOptions): Promise<void> {
  if (request.method !== 'POST') return refuseMethod(response, 'POST');
  if (!hasOwnOrigin(request.headers, options.address)) return refuse(response);
  const { remotePort = 0, localPort = 0 } = request.socket;
  if (!(await isSameUser({ peerPort: remotePort, ownPort: localPort }))) return refuse(response);
  const body = await readBody(request, MAX_TOKEN_BODY_BYTES);
  if (typeof body === 'string') return refuseBody(response, body);
  const exchanged = options.sessions.exchange(tokenIn(body));
  if (exchanged.outcome === 'accepted') {
    const cookie = setSessionCookie(exchanged.session, options.address);
    return answerText(response, 200, 'Welcome.', { 'Set-Cookie': cookie });
  }
  if (exchanged.outcome === 'used') options.onReplayedToken();
  answerText(response, 403, 'This link has been used or is not valid. Start Duebook again.');
}

async function takeUpload({ request, response }: Exchange, options: RouteOptions): Promise<void> {
  if (request.method !== 'POST') return refuseMethod(response, 'POST');
  if (!hasOwnOrigin(request.headers, options.address) || !isSession(request, options))
    return refuse(response);
  const body = await readBody(request, options.maxUploadBytes ?? MAX_FILE_BYTES);
  if (typeof body === 'string') return refuseBody(response, body);
  try {
    answerJson(response, { grant: options.engine.files.offerBytes(fileName(request), body) });
  } catch (error) {
    if (!isEngineError(error, 'bad_file')) throw error;
    answerText(response, 413, error.message);
  }
}

async function handOutDownload(
  { request, response }: Exchange,
  path: string,
  options: RouteOptions,
): Promise<void> {
  if (request.method !== 'GET') return refuseMethod(response, 'GET');
  if (!isOwnRead(request.headers, options.address) || !isSession(request, options)) return refuse(response);
  const download = options.engine.files.takeDownload(path.slice(DOWNLOAD_PREFIX.length));
  if (download === undefined)
    return answerText(response, 404, 'This export is no longer here. Export again.');
  answerDownload(response, download);
}

function isSession(request: IncomingMessage, options: RouteOptions): boolean {
  return options.sessions.holds(sessionCookie(request.headers, options.address));
}

/** The path as it was sent: nothing is decoded or normalised, so nothing can be smuggled by either. */
function pathOf(request: IncomingMessage): string | undefined {
  return request.url?.split('?', 1)[0];
}

function tokenIn(body: Uint8Array): string {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    const token = typeof value === 'object' && value !== null && 'token' in value ? value.token : '';
    return typeof token === 'string' ? token : '';
  } catch {
    return '';
  }
}

/** The name that the window sent for a picked file, for messages only; it never becomes a path. */
function fileName(request: IncomingMessage): string {
  const sent = request.headers['x-file-name'];
  try {
    const name = decodeURIComponent(typeof sent === 'string' ? sent : '');
    return name.replace(/^.*[/\\]/s, '').replace(/\p{Cc}/gu, '') || 'file';
  } catch {
    return 'file';
  }
}

function refuse(response: ServerResponse): void {
  answerText(response, 403, 'Only the window that Duebook opened may ask for this.', { Connection: 'close' });
}

function refuseMethod(response: ServerResponse, allowed: string): void {
  answerText(response, 405, `Allowed here: ${allowed}.`, { Allow: allowed, Connection: 'close' });
}

function refuseBody(response: ServerResponse, problem: BodyProblem): void {
  const status = problem === 'too_large' ? 413 : 400;
  const text = problem === 'too_large' ? 'The file is too large.' : 'The file did not arrive whole.';
  answerText(response, status, text, { Connection: 'close' });
}

import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  contentSecurityPolicy,
  SECURITY_HEADERS,
  withNonce,
} from '../../../shared/window/security-policy.ts';
import type { Download } from '../../engine/platform/files.ts';
import type { WindowAsset } from './window-assets.ts';

const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";

export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: object = {},
): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': NOTHING_ALLOWED,
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  });
  response.end(`${text}\n`);
}

export function answerJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': NOTHING_ALLOWED,
    'Content-Type': 'application/json',
  });
  response.end(JSON.stringify(value));
}

/** A file of the window. A page gets a nonce of its own and may connect to the WebSocket of this host only. */
export function answerAsset(response: ServerResponse, asset: WindowAsset, socketOrigin: string): void {
  const isPage = asset.contentType.startsWith('text/html');
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': isPage ? contentSecurityPolicy(nonce, [socketOrigin]) : NOTHING_ALLOWED,
    'Content-Type': asset.contentType,
  });
  response.end(isPage ? withNonce(asset.bytes.toString('utf8'), nonce) : asset.bytes);
}

/** An export, always as an attachment: it is never shown as a page of this origin. */
export function answerDownload(response: ServerResponse, download: Download): void {
  const asciiName = download.name.replace(/[^\w.\- ]/g, '_');
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': `${NOTHING_ALLOWED}; sandbox`,
    'Content-Disposition': `attachment; filename="${asciiName}"; filename*=UTF-8''${encodeName(download.name)}`,
    'Content-Length': download.bytes.byteLength,
    'Content-Type': download.mime.replace(/[^\w.+\-/;= ]/g, ''),
  });
  response.end(download.bytes);
}

/** RFC 8187: what encodeURIComponent leaves as it is, but the header does not allow. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

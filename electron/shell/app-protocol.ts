import { assetContentType } from '../../shared/window/asset-types.ts';
import { contentSecurityPolicy, SECURITY_HEADERS, withNonce } from '../../shared/window/security-policy.ts';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://duebook';
export const START_PAGE = `${APP_ORIGIN}/index.html`;

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** A file of the built window: its path inside the folder, in segments that hold no way out of it. */
export type AppAsset = { readonly path: string; readonly contentType: string };

/**
 * The file behind an address of the application.
 * @returns undefined for another origin, for a name that could lead out of the folder, and for a kind of file that
 * the window does not consist of
 */
export function assetAt(address: string): AppAsset | undefined {
  const url = URL.parse(address);
  if (url === null || `${url.protocol}//${url.host}` !== APP_ORIGIN) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const path = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
  if (!path.split('/').every((segment) => SEGMENT.test(segment))) return undefined;
  const contentType = assetContentType(path);
  return contentType === undefined ? undefined : { path, contentType };
}

export type AppRequest = { readonly method: string; readonly url: string };

export type AppAnswers = {
  /** Reads a file of the built window; rejects when there is none. */
  readonly read: (path: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** A fresh nonce. */
  readonly nonce: () => string;
};

/** Answers one request of the window from the built files, with the same headers as the browser host. */
export async function answerAppRequest(request: AppRequest, answers: AppAnswers): Promise<Response> {
  const asset = request.method === 'GET' ? assetAt(request.url) : undefined;
  const bytes = asset && (await answers.read(asset.path).catch(() => undefined));
  if (asset === undefined || bytes === undefined) return new Response('Not found', { status: 404 });
  const nonce = answers.nonce();
  const isPage = asset.contentType.startsWith('text/html');
  return new Response(isPage ? withNonce(new TextDecoder().decode(bytes), nonce) : bytes, {
    headers: {
      ...SECURITY_HEADERS,
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'Content-Type': asset.contentType,
    },
  });
}

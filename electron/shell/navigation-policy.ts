import { APP_ORIGIN, START_PAGE } from './app-protocol.ts';

/** The window stays on its one page; only the fragment, which is the screen, may change. */
export function mayNavigate(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  url.hash = '';
  return url.href === START_PAGE || url.href === `${APP_ORIGIN}/`;
}

/** Whether a message over IPC came from the window itself: its top frame, on its own page. */
export function isOwnSender(frame: { readonly url: string; readonly isTop: boolean }): boolean {
  return frame.isTop && mayNavigate(frame.url);
}

/** Whether an address or an origin is the application's own. */
function isOwn(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === APP_ORIGIN;
}

/** The window may put text on the clipboard, when a person copies a letter; nothing else is ever granted. */
export function mayHave(permission: string, requestingAddress: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwn(requestingAddress);
}

/** The one kind of download: a text that the window itself made, such as a recovery code. The person says where to. */
export function mayDownload(address: string): boolean {
  return address.startsWith(`blob:${APP_ORIGIN}/`);
}

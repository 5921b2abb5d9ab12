import type { IncomingHttpHeaders } from 'node:http';

/** Where the host listens, for example `127.0.0.1:40123`, and the origin of its window. */
export type Address = { readonly authority: string; readonly origin: string; readonly cookieName: string };

/** A cookie belongs to a host name, not to a port: the port in its name keeps two running hosts apart. */
export function addressOf(port: number): Address {
  const authority = `127.0.0.1:${port}`;
  return { authority, origin: `http://${authority}`, cookieName: `duebook_${port}` };
}

/** The exact authority, so that a foreign name that resolves to this machine (DNS rebinding) gets nothing. */
export function hasOwnHost(headers: IncomingHttpHeaders, address: Address): boolean {
  return headers.host === address.authority;
}

/** Required of every request that changes something and of the WebSocket: sent by the window itself. */
export function hasOwnOrigin(headers: IncomingHttpHeaders, address: Address): boolean {
  return headers.origin === address.origin && !cameFromElsewhere(headers);
}

/** Required of every read of data: no other page asked for it. A plain navigation carries no Origin. */
export function isOwnRead(headers: IncomingHttpHeaders, address: Address): boolean {
  return (headers.origin === undefined || headers.origin === address.origin) && !cameFromElsewhere(headers);
}

function cameFromElsewhere(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin';
}

/** The session in the Cookie header; undefined when there is none, or more than one. */
export function sessionCookie(headers: IncomingHttpHeaders, address: Address): string | undefined {
  const values = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([name]) => name === address.cookieName)
    .map(([, value]) => value);
  return values.length === 1 ? values[0] : undefined;
}

export function setSessionCookie(session: string, address: Address): string {
  return `${address.cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
}

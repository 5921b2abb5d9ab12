/** Stands in the built page where a host puts the nonce of the response. Also set as `html.cspNonce` of the build. */
export const NONCE_PLACEHOLDER = '__DUEBOOK_NONCE__';

/**
 * The Content-Security-Policy of the window.
 * Styles that the component library adds at run time carry the nonce. Style *attributes* are allowed, because the
 * preview of a letter is an inline document that inherits this policy, and letters style by attribute.
 * @param nonce - fresh for every response
 * @param connect - where the window may connect to beside its own origin, such as its WebSocket
 */
export function contentSecurityPolicy(nonce: string, connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The headers that every answer of a host carries beside its Content-Security-Policy. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Puts the nonce of the response into the built page. */
export function withNonce(page: string, nonce: string): string {
  return page.replaceAll(NONCE_PLACEHOLDER, nonce);
}

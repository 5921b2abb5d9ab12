import type { ServerResponse } from 'node:http';

/** The page that the browser shows after a sign-in: fixed words, nothing that came in, no script, kept nowhere. */
export function answerPage(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(
    `<!doctype html><html lang="en"><title>Duebook</title><style>body{font:1rem system-ui;margin:15vh auto;max-width:32rem;padding:0 1rem;color-scheme:light dark}</style><p>${text}</p></html>\n`,
  );
}

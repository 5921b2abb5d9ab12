import { onTestFinished } from 'vitest';
import { routed } from './routed-fetch.ts';

/** Until the test ends, requests to these hosts go to servers of the test; all others go where they go. */
export function routeHosts(routes: Readonly<Record<string, string>>): void {
  const real = globalThis.fetch;
  globalThis.fetch = routed(real, routes);
  onTestFinished(() => {
    globalThis.fetch = real;
  });
}

/** The hosts of Xero that a sign-in and a read talk to, all of them at one place. */
export function xeroAt(origin: string): Readonly<Record<string, string>> {
  return { 'api.xero.com': origin, 'identity.xero.com': origin };
}

/** The host of an account at NetSuite likewise. */
export function netsuiteAt(origin: string): Readonly<Record<string, string>> {
  return { '1234567-sb1.suitetalk.api.netsuite.com': origin };
}

/** The hosts of Intuit likewise. */
export function intuitAt(origin: string): Readonly<Record<string, string>> {
  return {
    'quickbooks.api.intuit.com': origin,
    'sandbox-quickbooks.api.intuit.com': origin,
    'oauth.platform.intuit.com': origin,
  };
}

import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { RedirectPlan } from '../../platform/oauth/browser-sign-in.ts';
import { connectorFailure } from '../connector-failure.ts';
import { createHttpClient } from '../http/http-client.ts';
import type { ConnectorPlatform } from '../http/platform.ts';
import { memoryTokenStore, tokensToKeep } from '../http/token-session.ts';
import type { SystemSignIn } from '../system-sign-in.ts';
import { readCompany } from './netsuite-check.ts';
import { createNetsuiteClient, serverOf, tokenUrlOf } from './netsuite-client.ts';
import { exchangeNetsuiteCode, personalRefusal } from './netsuite-person.ts';

/** NetSuite sends the browser to https or to a scheme of a program's own, never to http. This one opens Duebook. */
export const NETSUITE_REDIRECT = 'duebook://sign-in/netsuite';

export interface NetsuiteSignIn {
  /** As in the address of the account, such as `1234567` or, for a sandbox, `1234567_SB1`. */
  readonly accountId: string;
  /** Of an integration record with the authorization code grant that allows public clients. */
  readonly clientId: string;
  readonly redirect: RedirectPlan;
  readonly platform: ConnectorPlatform;
}

/**
 * How a person signs in to NetSuite: code with PKCE, no secret. What may be read is up to the role that the person chooses
 * there. NetSuite tells the account with the answer.
 */
export function netsuiteSignIn({ accountId, clientId, redirect, platform }: NetsuiteSignIn): SystemSignIn {
  const server = serverOf(accountId);
  const { timing, limiters, onCost } = platform;
  const http = createHttpClient({
    system: 'NetSuite',
    hosts: [new URL(server).host],
    limiter: limiters.of('netsuite', 'sign-in', { perMinute: 60, concurrent: 1 }),
    timing,
    onCost,
    authorization: null,
    fault: personalRefusal,
  });
  const account = normal(accountId);
  return {
    plan: {
      server: {
        issuer: 'https://system.netsuite.com',
        authorization_endpoint: `https://${account}.app.netsuite.com/app/login/oauth2/authorize.nl`,
      },
      client: { client_id: clientId },
      scope: 'rest_webservices',
      extra: {},
      pkce: true,
      redirect,
    },
    async exchange({ parameters, redirectUri, codeVerifier }, signal) {
      const company = parameters.get('company') ?? accountId;
      if (normal(company) !== account) {
        throw connectorFailure(
          'forbidden',
          'The sign-in is for another account than the account id of this connection. Sign in again and choose that account there.',
          { missing: 'account' },
        );
      }
      const code = parameters.get('code') ?? '';
      const desk = { http, tokenUrl: tokenUrlOf(server), clientId, timing };
      const fresh = await exchangeNetsuiteCode(desk, { code, redirectUri, codeVerifier }, signal);
      const tokens = tokensToKeep(fresh, { refreshToken: '' }, timing.now());
      const proof = { clientId, tokens: memoryTokenStore(tokens) };
      const name = await companyName(createNetsuiteClient({ accountId, proof, platform }), signal);
      return { tokens, books: [{ id: account, name }] };
    },
  };
}

/** `1234567_SB1` and `1234567-sb1` are one account. */
function normal(accountId: string): string {
  return accountId.trim().toLowerCase().replaceAll('_', '-');
}

/** The name of the company; null where the role does not show it, or it is not to be had now. */
async function companyName(
  client: ReturnType<typeof createNetsuiteClient>,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return (await readCompany(client, signal))?.name ?? null;
  } catch (error) {
    if (!isEngineError(error) || error.code === 'cancelled') throw error;
    return null;
  }
}

/**
 * Where the browser ends: at an address that opens Duebook, or at an https address of the company, which is then pasted.
 *
 * @param address as it is registered at NetSuite; empty: the one that opens Duebook.
 * @throws EngineError `validation` with the `field` for an address that NetSuite does not take.
 */
export function netsuiteRedirect(address: string): RedirectPlan {
  if (address === '' || address === NETSUITE_REDIRECT) return { kind: 'opened', address: NETSUITE_REDIRECT };
  const url = URL.parse(address);
  if (url?.protocol === 'https:' && url.username === '' && url.hash === '' && url.search === '') {
    return { kind: 'pasted', address };
  }
  throw new EngineError(
    'validation',
    `Leave the redirect address empty, so that ${NETSUITE_REDIRECT} opens Duebook, or enter an https address that ends before any ? or #. Either has to be registered at NetSuite.`,
    { field: 'redirect' },
  );
}

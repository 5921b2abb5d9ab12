import { constants, createPrivateKey, type KeyObject, randomUUID, sign, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { SignInLife } from '../../../../shared/domain/connections/sign-in-life.ts';
import type { Instant } from '../../../../shared/domain/dates.ts';
import type { EngineError } from '../../platform/engine-error.ts';
import { connectorFailure, failureReason } from '../connector-failure.ts';
import type { Authorization, HttpClient } from '../http/http-client.ts';
import { parseJson, wholeNumber } from '../http/json.ts';
import type { HttpAnswer } from '../http/messages.ts';
import type { Timing } from '../http/timing.ts';

/** What proves to NetSuite who we are, instead of a password. */
export interface NetsuiteProof {
  /** Of the integration record. */
  readonly clientId: string;
  /** The id that NetSuite gave to the uploaded certificate. */
  readonly certificateId: string;
  /** PEM: the private key, and where it is known the certificate, too. */
  readonly key: string;
}

/** Reading and writing alike: what may be done is up to the role that the certificate was uploaded for. */
const SCOPE = 'rest_webservices';
/** An assertion is good for so long, in seconds; NetSuite takes less than an hour. */
const ASSERTION_LIFE = 300;
/** A new token is fetched so long before the end of the old one, in milliseconds. */
const MARGIN = 60_000;
/** A clock that differs by more than this from NetSuite's is set right, in milliseconds. */
const CLOCK_DIFFERENCE = 30_000;

/**
 * The signed claim for which NetSuite gives an access token (JWT, PS256).
 *
 * @param audience the address of the token request.
 * @param now milliseconds since 1970 of NetSuite's clock.
 * @throws EngineError `auth_revoked` when the key is none, or its certificate has ended.
 */
export function clientAssertion(proof: NetsuiteProof, audience: string, now: number): string {
  const key = signingKey(proof.key);
  checkCertificate(proof.key, key, now);
  const seconds = Math.floor(now / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = part({ typ: 'JWT', alg: 'PS256', kid: proof.certificateId });
  const claims = part({
    iss: proof.clientId,
    scope: SCOPE,
    aud: audience,
    iat: seconds,
    exp: seconds + ASSERTION_LIFE,
    jti: randomUUID(),
  });
  const signature = sign('sha256', Buffer.from(`${header}.${claims}`), {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${header}.${claims}.${signature.toString('base64url')}`;
}

function signingKey(pem: string): KeyObject {
  let key: KeyObject | null = null;
  try {
    key = createPrivateKey(blockIn(pem, '(?:RSA )?PRIVATE KEY') ?? '');
  } catch {
    // Told below: the reason could show parts of the key.
  }
  if (key?.asymmetricKeyType === 'rsa' || key?.asymmetricKeyType === 'rsa-pss') return key;
  throw connectorFailure(
    'auth_revoked',
    'The private key cannot be used: it has to be an RSA key without a passphrase, as PEM text. Make a new pair, upload its certificate to NetSuite and give its key here.',
  );
}

/** Tells what NetSuite would refuse without a reason. */
function checkCertificate(pem: string, key: KeyObject, now: number): void {
  const certificate = certificateIn(pem);
  if (certificate === null) return;
  if (!certificate.checkPrivateKey(key)) {
    throw connectorFailure(
      'auth_revoked',
      'The certificate does not belong to the private key. Give the two that were made together.',
    );
  }
  if (now >= certificate.validToDate.getTime()) {
    const day = certificate.validToDate.toISOString().slice(0, 10);
    throw connectorFailure(
      'auth_revoked',
      `The certificate for NetSuite expired on ${day}. Make a new pair and upload its certificate.`,
      { expired: day },
    );
  }
}

/** The certificate beside a private key; null where there is none. */
function certificateIn(pem: string): X509Certificate | null {
  const text = blockIn(pem, 'CERTIFICATE');
  if (text === null) return null;
  try {
    return new X509Certificate(text);
  } catch {
    return null;
  }
}

/** One block of a PEM text with its lines as they should be: a field of one line loses them. Null without it. */
function blockIn(pem: string, kind: string): string | null {
  const match = new RegExp(`-----BEGIN (${kind})-----([A-Za-z0-9+/=\\s]+)-----END \\1-----`).exec(pem);
  if (match === null) return null;
  const [, name = '', body = ''] = match;
  const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ''].join('\n');
}

/** How long the sign-in lasts: until the certificate ends. Null where only the key is known. */
export function certificateLife(pem: string): SignInLife | null {
  const certificate = certificateIn(pem);
  if (certificate === null) return null;
  return {
    what: 'certificate',
    from: certificate.validFromDate.toISOString() as Instant,
    until: certificate.validToDate.toISOString() as Instant,
  };
}

const tokenForm = z.object({ access_token: z.string().min(1), expires_in: wholeNumber });

/** Tokens in memory: there is no refresh token to keep, a new assertion brings a new access token. */
export interface NetsuiteSession {
  readonly authorization: Authorization;
  /** Told of each answer to a token request: NetSuite's clock. */
  seeClock(headers: Headers): void;
}

/**
 * Authorization by client credentials. An access token is good for an hour and fetched anew before its end, once for all
 * who wait. Where NetSuite refuses an assertion and its clock is not ours, it is signed once more by NetSuite's clock.
 *
 * @param identity gives the client that asks for tokens.
 */
export function createNetsuiteSession(
  proof: NetsuiteProof,
  tokenUrl: string,
  timing: Timing,
  identity: () => HttpClient,
): NetsuiteSession {
  let current: { readonly token: string; readonly until: number } | null = null;
  let inFlight: Promise<{ readonly token: string; readonly until: number }> | null = null;
  let ahead = 0;
  let usedAhead = 0;

  const request = async (signal: AbortSignal) => {
    usedAhead = ahead;
    const assertion = clientAssertion(proof, tokenUrl, timing.now() + ahead);
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    const { value } = await identity().json(
      {
        url: tokenUrl,
        method: 'POST',
        repeat: 'reads',
        anonymous: true,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body.toString(),
        secrets: [assertion],
      },
      tokenForm,
      signal,
    );
    return { token: value.access_token, until: timing.now() + value.expires_in * 1_000 - MARGIN };
  };

  const fetched = async (signal: AbortSignal) => {
    try {
      return await request(signal);
    } catch (error) {
      const wrongClock = Math.abs(ahead - usedAhead) > CLOCK_DIFFERENCE;
      if (failureReason(error) !== 'auth_revoked' || !wrongClock) throw error;
      return await request(signal);
    }
  };

  const fetchOnce = (signal: AbortSignal) => {
    inFlight ??= fetched(signal).finally(() => {
      inFlight = null;
    });
    return inFlight;
  };

  return {
    authorization: {
      async headers(signal) {
        if (current === null || timing.now() >= current.until) current = await fetchOnce(signal);
        return { authorization: `Bearer ${current.token}` };
      },
      async renew(signal) {
        current = await fetchOnce(signal);
        return true;
      },
    },
    seeClock(headers) {
      const time = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(time))
        ahead = Math.abs(time - timing.now()) > CLOCK_DIFFERENCE ? time - timing.now() : 0;
    },
  };
}

const refusalForm = z.object({ error: z.string() });

/** The failure behind a refused token request; null for anything else. */
export function tokenRefusal({ status, bytes }: HttpAnswer): EngineError | null {
  if (status !== 400 && status !== 401) return null;
  let refusal: z.infer<typeof refusalForm>;
  try {
    refusal = refusalForm.parse(parseJson(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
  if (refusal.error === 'invalid_scope') {
    return connectorFailure(
      'forbidden',
      'The integration record at NetSuite does not allow REST web services. Tick that scope there.',
      { missing: 'scope' },
    );
  }
  return connectorFailure(
    'auth_revoked',
    'NetSuite does not accept the certificate: it is not known there, was revoked or has expired, or it was uploaded for another integration. Look at Setup → Integration → OAuth 2.0 Client Credentials (M2M) Setup.',
    { refusal: refusal.error.slice(0, 40) },
  );
}

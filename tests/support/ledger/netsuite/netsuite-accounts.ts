import { constants, type KeyObject, verify } from 'node:crypto';
import { jsonReply, type Reply, type SeenRequest } from '../web-server.ts';
import { NetsuitePersons } from './netsuite-persons.ts';

const ACCESS_LIFE = 3_600_000;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** How far an assertion's time may be ahead of NetSuite's clock, in seconds. */
const TOLERANCE = 60;

interface UploadedCertificate {
  readonly key: KeyObject;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** The fake NetSuite's sign-in by client credentials: access tokens for assertions that are signed with PS256. */
export class NetsuiteAccounts {
  readonly clientId = 'd9f6b1c0ffee4a7e9d1b';
  /** People who sign in in the browser. */
  readonly persons: NetsuitePersons;
  readonly certificates = new Map<string, UploadedCertificate>();
  /** Scopes that the integration record allows. */
  scopes: readonly string[] = ['rest_webservices'];
  /** Why assertions were refused, in their order. */
  readonly refusals: string[] = [];
  /** Access tokens that were given. */
  given = 0;
  readonly #access = new Map<string, number>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.persons = new NetsuitePersons(this.clientId, now);
  }

  /** Access tokens end before their time. */
  endAccess(): void {
    this.#access.clear();
  }

  accepts(authorization: string | undefined): boolean {
    const token = (authorization ?? '').replace(/^Bearer /, '');
    const until = this.#access.get(token);
    return (until !== undefined && this.#now() < until) || this.persons.accepts(token);
  }

  /** Answers the token request. */
  exchange({ method, body, headers }: SeenRequest, audience: string): Reply {
    const form = new URLSearchParams(body);
    const asForm = headers['content-type'] === 'application/x-www-form-urlencoded';
    const grant = form.get('grant_type');
    const isPersonal = grant === 'authorization_code' || grant === 'refresh_token';
    if (method === 'POST' && asForm && isPersonal) return this.persons.exchange(form, headers.authorization);
    if (method !== 'POST' || !asForm || grant !== 'client_credentials') {
      return this.#refuse('unsupported_grant_type', 'The request is not one for client credentials.');
    }
    if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
      return this.#refuse('invalid_request', 'client_assertion_type');
    }
    const problem = this.#problemWith(form.get('client_assertion') ?? '', audience);
    if (problem !== null)
      return this.#refuse(problem === 'scope' ? 'invalid_scope' : 'invalid_client', problem);
    this.given += 1;
    const token = `access-token-of-netsuite-${this.given}`;
    this.#access.set(token, this.#now() + ACCESS_LIFE);
    return jsonReply(200, JSON.stringify({ access_token: token, expires_in: '3600', token_type: 'bearer' }));
  }

  #refuse(error: string, why: string): Reply {
    this.refusals.push(why);
    return jsonReply(error === 'invalid_client' ? 401 : 400, JSON.stringify({ error }));
  }

  #problemWith(assertion: string, audience: string): string | null {
    const [head = '', claims = '', signature = ''] = assertion.split('.');
    const { alg, typ, kid } = part(head);
    const { iss, aud, iat, exp, scope } = part(claims);
    const certificate = this.certificates.get(String(kid));
    const now = this.#now() / 1_000;
    if (alg !== 'PS256' || typ !== 'JWT') return 'algorithm';
    if (certificate === undefined || this.#now() >= certificate.endsAt) return 'certificate';
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
    const signed = Buffer.from(`${head}.${claims}`);
    const key = { key: certificate.key, padding, saltLength };
    if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) return 'signature';
    if (iss !== this.clientId) return 'issuer';
    if (aud !== audience) return 'audience';
    if (typeof iat !== 'number' || typeof exp !== 'number') return 'times';
    if (iat > now + TOLERANCE || exp <= now || exp - iat >= 3_600) return 'times';
    if (
      !String(scope)
        .split(',')
        .every((one) => this.scopes.includes(one))
    )
      return 'scope';
    return null;
  }
}

function part(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return {};
  }
}

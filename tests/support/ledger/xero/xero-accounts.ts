import { createHash, randomUUID } from 'node:crypto';
import { jsonReply, type Reply, type SeenRequest } from '../web-server.ts';

const ACCESS_LIFE = 30 * 60_000;
const OLD_GOOD_FOR = 30 * 60_000;
const SCOPES = [
  'offline_access',
  'accounting.contacts.read',
  'accounting.settings.read',
  'accounting.attachments.read',
  'accounting.invoices.read',
  'accounting.payments.read',
];

const REGISTERED = [8888, 8889, 8890, 8891].map((port) => `http://localhost:${port}/callback`);

interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
}

/** The fake Xero's sign-in: refresh tokens that change with each use, the one before good for 30 minutes. */
export class XeroAccounts {
  scopes: readonly string[] = SCOPES;
  readonly clientId = 'F00DFACE00000000000000000000CAFE';
  readonly #now: () => number;
  #given = 0;
  #access = new Map<string, number>();
  readonly #refresh = new Map<string, number>();
  readonly #codes = new Map<string, Code>();
  /** Token requests by their grants, refused ones with an exclamation mark. */
  readonly exchanges: string[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a person's sign-in brings. */
  signIn(): { readonly accessToken: string; readonly refreshToken: string } {
    this.#given += 1;
    const claims = Buffer.from(JSON.stringify({ scope: this.scopes, n: this.#given })).toString('base64url');
    const accessToken = `eyJhbGciOiJSUzI1NiJ9.${claims}.c2lnbmF0dXJl`;
    const refreshToken = `refresh-token-of-xero-${this.#given}`;
    this.#access.set(accessToken, this.#now() + ACCESS_LIFE);
    this.#refresh.set(refreshToken, Number.POSITIVE_INFINITY);
    return { accessToken, refreshToken };
  }

  /** The page that a person's browser was sent to: where it goes once the person has agreed, or refused. */
  authorize(page: URL, person: 'agrees' | 'refuses' = 'agrees'): URL {
    const asked = page.searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    const scopes = (asked.get('scope') ?? '').split(' ');
    const fits =
      page.origin + page.pathname === 'https://login.xero.com/identity/connect/authorize' &&
      asked.get('client_id') === this.clientId &&
      asked.get('response_type') === 'code' &&
      asked.get('code_challenge_method') === 'S256' &&
      REGISTERED.includes(redirectUri) &&
      scopes.every((scope) => SCOPES.includes(scope));
    if (!fits) throw new Error('Xero shows an error page and sends the browser nowhere.');
    const back = new URL(redirectUri);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (person === 'refuses') {
      back.searchParams.set('error', 'access_denied');
      return back;
    }
    const code = randomUUID();
    this.#codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirectUri });
    back.searchParams.set('code', code);
    return back;
  }

  /** The person takes the permission back. */
  revoke(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  /** Access tokens end before their time; refresh tokens stay good. */
  endAccess(): void {
    this.#access.clear();
  }

  accepts(authorization: string | undefined): boolean {
    const until = this.#access.get((authorization ?? '').replace(/^Bearer /, ''));
    return until !== undefined && this.#now() < until;
  }

  /** Answers `POST /connect/token`. */
  exchange(request: SeenRequest): Reply {
    const form = new URLSearchParams(request.body);
    const refusal = this.#refusal(request.method, form);
    this.exchanges.push(`${form.get('grant_type') ?? ''}${refusal === null ? '' : '!'}`);
    if (refusal !== null) return jsonReply(400, JSON.stringify({ error: refusal }));
    const { accessToken, refreshToken } = this.signIn();
    const answer = { access_token: accessToken, refresh_token: refreshToken, expires_in: 1800 };
    return jsonReply(200, JSON.stringify({ ...answer, token_type: 'Bearer', scope: this.scopes.join(' ') }));
  }

  #refusal(method: string, form: URLSearchParams): string | null {
    const grant = form.get('grant_type');
    if (method !== 'POST') return 'invalid_request';
    if (grant === 'refresh_token') {
      if (form.get('client_id') !== this.clientId) return 'invalid_client';
      const token = form.get('refresh_token') ?? '';
      const until = this.#refresh.get(token);
      if (until === undefined || this.#now() > until) return 'invalid_grant';
      this.#refresh.set(token, Math.min(until, this.#now() + OLD_GOOD_FOR));
      return null;
    }
    if (grant !== 'authorization_code') return 'unsupported_grant_type';
    if (form.get('client_id') !== this.clientId) return 'invalid_client';
    const code = form.get('code') ?? '';
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const fits = known?.challenge === challenge && known.redirectUri === form.get('redirect_uri');
    return fits ? null : 'invalid_grant';
  }
}

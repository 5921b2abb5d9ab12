import { createHash, randomUUID } from 'node:crypto';
import { jsonReply, type Reply } from '../web-server.ts';

const ACCESS_LIFE = 3_600_000;
const REFRESH_LIFE = 3 * 3_600_000;
const PAGE = 'https://1234567-sb1.app.netsuite.com/app/login/oauth2/authorize.nl';

interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
}

/** The fake NetSuite's sign-in of a person with a public client: refresh tokens are good for three hours, once. */
export class NetsuitePersons {
  registered: readonly string[] = ['duebook://sign-in/netsuite'];
  /** The account that the person chooses at NetSuite. */
  company = '1234567_SB1';
  /** Token requests by their grants, refused ones with an exclamation mark. */
  readonly exchanges: string[] = [];
  readonly #clientId: string;
  readonly #now: () => number;
  readonly #codes = new Map<string, Code>();
  readonly #refresh = new Map<string, number>();
  readonly #access = new Map<string, number>();

  constructor(clientId: string, now: () => number) {
    this.#clientId = clientId;
    this.#now = now;
  }

  /** The page that a person's browser was sent to: where it goes once the person has agreed, or refused. */
  authorize(page: URL, person: 'agrees' | 'refuses' = 'agrees'): URL {
    const asked = page.searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    const state = asked.get('state') ?? '';
    const fits =
      page.origin + page.pathname === PAGE &&
      asked.get('client_id') === this.#clientId &&
      asked.get('response_type') === 'code' &&
      asked.get('scope') === 'rest_webservices' &&
      asked.get('code_challenge_method') === 'S256' &&
      state.length >= 22 &&
      this.registered.includes(redirectUri);
    if (!fits) throw new Error('NetSuite shows an error page and sends the browser nowhere.');
    const back = new URL(redirectUri);
    back.searchParams.set('state', state);
    if (person === 'refuses') {
      back.searchParams.set('error', 'access_denied');
      return back;
    }
    const code = randomUUID();
    this.#codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirectUri });
    for (const [name, value] of Object.entries({ code, role: '1017', entity: '55', company: this.company }))
      back.searchParams.set(name, value);
    return back;
  }

  /** The person, or an administrator, takes the permission back. */
  revoke(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  accepts(token: string): boolean {
    const until = this.#access.get(token);
    return until !== undefined && this.#now() < until;
  }

  /** Answers a token request for a person's code or refresh token; `authorization` has to be absent. */
  exchange(form: URLSearchParams, authorization: string | undefined): Reply {
    const refusal = authorization === undefined ? this.#refusal(form) : 'invalid_client';
    this.exchanges.push(`${form.get('grant_type') ?? ''}${refusal === null ? '' : '!'}`);
    if (refusal !== null) return jsonReply(400, JSON.stringify({ error: refusal }));
    const now = this.#now();
    const iat = Math.floor(now / 1_000);
    const claims = { iss: 'https://system.netsuite.com', iat, exp: iat + REFRESH_LIFE / 1_000 };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const refreshToken = `${part({ alg: 'RS256' })}.${part({ ...claims, jti: randomUUID() })}.c2lnbmF0dXJl`;
    const accessToken = `access-token-of-a-person-${this.exchanges.length}`;
    this.#access.set(accessToken, now + ACCESS_LIFE);
    this.#refresh.set(refreshToken, now + REFRESH_LIFE);
    const answer = { access_token: accessToken, refresh_token: refreshToken, expires_in: '3600' };
    return jsonReply(200, JSON.stringify({ ...answer, token_type: 'bearer' }));
  }

  #refusal(form: URLSearchParams): string | null {
    if (form.get('client_id') !== this.#clientId) return 'invalid_client';
    if (form.get('grant_type') === 'refresh_token') {
      const token = form.get('refresh_token') ?? '';
      const until = this.#refresh.get(token);
      this.#refresh.delete(token);
      return until !== undefined && this.#now() < until ? null : 'invalid_grant';
    }
    const code = form.get('code') ?? '';
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const fits = known?.challenge === challenge && known.redirectUri === form.get('redirect_uri');
    return fits ? null : 'invalid_grant';
  }
}

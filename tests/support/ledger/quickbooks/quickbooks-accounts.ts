import { randomUUID } from 'node:crypto';
import { jsonReply, type Reply, type SeenRequest } from '../web-server.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UNUSED = 100 * DAY;
const FIVE_YEARS = 5 * 365 * DAY;

/** The fake Intuit's sign-in: the value of the refresh token changes once a day, and the one before is dead then. */
export class IntuitAccounts {
  readonly clientId = 'ABfakeClientIdOfTheCompanysOwnApp';
  readonly clientSecret = 'secret-of-the-companys-own-app';
  /** The rights that access tokens carry. */
  scope = 'com.intuit.quickbooks.accounting';
  /** Exchanges that were asked for. */
  exchanges = 0;
  readonly #now: () => number;
  readonly #access = new Map<string, number>();
  #refresh: { readonly value: string; readonly since: number } | null = null;
  #usedAt = 0;
  #signedInAt = 0;
  #given = 0;
  readonly #codes = new Map<string, string>();
  /** Redirect addresses that the app has; production keys take https alone. */
  registered: readonly string[] = ['https://www.halden.example/duebook'];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a person's sign-in brings. */
  signIn(): { readonly accessToken: string; readonly refreshToken: string } {
    this.#signedInAt = this.#now();
    this.#usedAt = this.#signedInAt;
    return { accessToken: this.#newAccess(), refreshToken: this.#newRefresh() };
  }

  /** The page that a person's browser was sent to: where it goes once the person has agreed, or refused. */
  authorize(page: URL, realmId: string, person: 'agrees' | 'refuses' = 'agrees'): URL {
    const asked = page.searchParams;
    const redirectUri = asked.get('redirect_uri') ?? '';
    const fits =
      page.origin + page.pathname === 'https://appcenter.intuit.com/connect/oauth2' &&
      asked.get('client_id') === this.clientId &&
      asked.get('response_type') === 'code' &&
      asked.get('scope') === this.scope &&
      this.registered.includes(redirectUri);
    if (!fits) throw new Error('Intuit shows an error page and sends the browser nowhere.');
    const back = new URL(redirectUri);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (person === 'refuses') {
      back.searchParams.set('error', 'access_denied');
      return back;
    }
    const code = randomUUID();
    this.#codes.set(code, redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('realmId', realmId);
    return back;
  }

  /** The person takes the permission back. */
  revoke(): void {
    this.#access.clear();
    this.#refresh = null;
  }

  /** Access tokens end before their time; the refresh token stays good. */
  endAccess(): void {
    this.#access.clear();
  }

  accepts(authorization: string | undefined): boolean {
    const until = this.#access.get((authorization ?? '').replace(/^Bearer /, ''));
    return until !== undefined && this.#now() < until;
  }

  /** Answers `POST /oauth2/v1/tokens/bearer`. */
  exchange({ method, headers, body }: SeenRequest): Reply {
    this.exchanges += 1;
    const form = new URLSearchParams(body);
    const basic = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    if (headers.authorization !== `Basic ${basic}`) return jsonReply(401, '{"error":"invalid_client"}');
    const now = this.#now();
    if (method === 'POST' && form.get('grant_type') === 'authorization_code') {
      const code = form.get('code') ?? '';
      const fits = this.#codes.get(code) === form.get('redirect_uri');
      this.#codes.delete(code);
      if (!fits) return jsonReply(400, '{"error":"invalid_grant"}');
      const { accessToken, refreshToken } = this.signIn();
      return this.#tokens(headers, accessToken, refreshToken);
    }
    if (method !== 'POST' || form.get('grant_type') !== 'refresh_token') {
      return jsonReply(400, '{"error":"unsupported_grant_type"}');
    }
    const current = this.#refresh;
    const dead = now > this.#usedAt + UNUSED || now > this.#signedInAt + FIVE_YEARS;
    if (current === null || dead || form.get('refresh_token') !== current.value) {
      return jsonReply(400, '{"error_description":"Token invalid","error":"invalid_grant"}');
    }
    this.#usedAt = now;
    const value = now - current.since >= DAY ? this.#newRefresh() : current.value;
    return this.#tokens(headers, this.#newAccess(), value);
  }

  #tokens(headers: SeenRequest['headers'], accessToken: string, refreshToken: string): Reply {
    const seconds = (time: number) => Math.floor(time / 1_000);
    const asked = headers['x-include-refresh-token-hard-expires-in'] === 'true';
    const hard = seconds(this.#signedInAt + FIVE_YEARS - this.#now());
    const answer = {
      access_token: accessToken,
      refresh_token: refreshToken,
      token_type: 'bearer',
      expires_in: 3_600,
      x_refresh_token_expires_in: seconds(UNUSED),
      ...(asked ? { x_refresh_token_hard_expires_in: hard } : {}),
    };
    return jsonReply(200, JSON.stringify(answer));
  }

  #newAccess(): string {
    this.#given += 1;
    const token = `eyJlbmMiOiJBMTI4Q0JDIn0.fake-access-token-${this.#given}.c2ln`;
    this.#access.set(token, this.#now() + HOUR);
    return token;
  }

  #newRefresh(): string {
    this.#given += 1;
    const value = `AB11-fake-refresh-token-${this.#given}`;
    this.#refresh = { value, since: this.#now() };
    return value;
  }
}

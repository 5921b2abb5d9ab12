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

/** The fake Xero's sign-in: refresh tokens that change with each use, the one before good for 30 minutes. */
export class XeroAccounts {
  scopes: readonly string[] = SCOPES;
  readonly clientId = 'F00DFACE00000000000000000000CAFE';
  readonly #now: () => number;
  #given = 0;
  #access = new Map<string, number>();
  readonly #refresh = new Map<string, number>();

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
  exchange({ method, body }: SeenRequest): Reply {
    const form = new URLSearchParams(body);
    const token = form.get('refresh_token') ?? '';
    const until = this.#refresh.get(token);
    if (method !== 'POST' || form.get('grant_type') !== 'refresh_token') {
      return jsonReply(400, '{"error":"unsupported_grant_type"}');
    }
    if (form.get('client_id') !== this.clientId) return jsonReply(400, '{"error":"invalid_client"}');
    if (until === undefined || this.#now() > until) return jsonReply(400, '{"error":"invalid_grant"}');
    this.#refresh.set(token, Math.min(until, this.#now() + OLD_GOOD_FOR));
    const { accessToken, refreshToken } = this.signIn();
    const answer = { access_token: accessToken, refresh_token: refreshToken, expires_in: 1800 };
    return jsonReply(200, JSON.stringify({ ...answer, token_type: 'Bearer', scope: this.scopes.join(' ') }));
  }
}

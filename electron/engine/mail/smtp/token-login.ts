import type {
  SMTPConnectionCustomAuthContext,
  SMTPConnectionCustomAuthHandler,
} from 'nodemailer/lib/smtp-connection';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import { serverText } from '../account/mail-failure.ts';

/** The fields of both mechanisms are separated by this character (RFC 7628 §3.1). */
const SEPARATOR = '\u0001';

/** A way to log in with an access token: OAUTHBEARER is RFC 7628, XOAUTH2 what Google and Microsoft had before it. */
export type TokenMechanism = 'OAUTHBEARER' | 'XOAUTH2';

/** The server does not accept the token; `reason` is what it said. */
export class TokenRefused extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** The mechanism to use, from the server's answer to EHLO. */
export function tokenMechanism(ehlo: string): TokenMechanism {
  return /^250[ -]AUTH[ =].*\bOAUTHBEARER\b/imu.test(ehlo) ? 'OAUTHBEARER' : 'XOAUTH2';
}

/** Logs in with an access token. A server that refuses it says why in JSON: that is answered, and becomes the error. */
export function tokenLogin(
  { host, port }: MailEndpoint,
  user: string,
  accessToken: string,
  mechanism: TokenMechanism,
): SMTPConnectionCustomAuthHandler {
  const bearer = `auth=Bearer ${accessToken}`;
  return mechanism === 'OAUTHBEARER'
    ? (context) =>
        exchange(context, mechanism, [`n,a=${user},`, `host=${host}`, `port=${port}`, bearer, '', ''], 'AQ==')
    : (context) => exchange(context, mechanism, [`user=${user}`, bearer, '', ''], '');
}

async function exchange(
  context: SMTPConnectionCustomAuthContext,
  mechanism: string,
  fields: readonly string[],
  acknowledgement: string,
): Promise<void> {
  const credentials = Buffer.from(fields.join(SEPARATOR), 'utf8').toString('base64');
  const answer = await context.sendCommand(`AUTH ${mechanism} ${credentials}`);
  if (answer.status === 235) return;
  if (answer.status !== 334) throw new TokenRefused(serverText(answer.response));
  const { response } = await context.sendCommand(acknowledgement);
  throw new TokenRefused(challengeJson(answer.text) ?? serverText(response));
}

/** The server's JSON in one line (RFC 7628 §3.2.2), or null when it is none. */
function challengeJson(base64: string): string | null {
  try {
    return serverText(JSON.stringify(JSON.parse(Buffer.from(base64.trim(), 'base64').toString('utf8'))));
  } catch {
    return null;
  }
}

import type { SmtpPlan } from './smtp-plan.ts';

const SEPARATOR = '\u0001';

export interface LoginAnswer {
  readonly good: boolean;
  /** What the client has to answer before the server says the rest; null: nothing. */
  readonly challenge: string | null;
}

/** Checks the one line with which a client logs in: PLAIN with a password, XOAUTH2 or OAUTHBEARER with a token. */
export function checkLogin(plan: SmtpPlan, line: string): LoginAnswer {
  const [, mechanism = '', given = ''] = line.split(' ');
  const said = Buffer.from(given, 'base64').toString('utf8');
  const offered = plan.logins.some((name) => name === mechanism.toUpperCase());
  if (!offered) return { good: false, challenge: null };
  const { user, password, token } = plan;
  switch (mechanism.toUpperCase()) {
    case 'PLAIN':
      return { good: said === `\u0000${user}\u0000${password}`, challenge: null };
    case 'XOAUTH2':
      return withToken(plan, said === [`user=${user}`, `auth=Bearer ${token}`, '', ''].join(SEPARATOR));
    case 'OAUTHBEARER': {
      const [as, host = '', port = '', bearer, ...rest] = said.split(SEPARATOR);
      const form = /^host=./u.test(host) && /^port=\d+$/u.test(port) && rest.join('') === '';
      return withToken(plan, form && as === `n,a=${user},` && bearer === `auth=Bearer ${token}`);
    }
    default:
      return { good: false, challenge: null };
  }
}

function withToken({ tokenProblem }: SmtpPlan, good: boolean): LoginAnswer {
  return {
    good,
    challenge: good ? null : Buffer.from(JSON.stringify(tokenProblem)).toString('base64'),
  };
}

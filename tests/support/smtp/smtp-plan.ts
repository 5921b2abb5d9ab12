/** Where in a conversation a server can misbehave. `body`: in the middle of the message; `dot`: after its end. */
export const SMTP_STEPS = [
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'auth',
  'mail',
  'rcpt',
  'data',
  'body',
  'dot',
] as const;
export type SmtpStep = (typeof SMTP_STEPS)[number];

/** What the server does there instead of going on. */
export interface Misbehaviour {
  readonly at: SmtpStep;
  /** Closes the connection, says nothing any more, or gives this answer. */
  readonly by: 'drop' | 'hang' | { readonly answer: string };
  /** For `dot`: whether the message was taken before; an answer of 400 or more never takes it. */
  readonly taken?: boolean;
  /** For `rcpt`: only this recipient. */
  readonly recipient?: string;
  /** For `ehlo`: only before or only after encryption. */
  readonly encrypted?: boolean;
  /** How often it happens; absent: always. */
  readonly times?: number;
}

export type LoginMechanism = 'PLAIN' | 'LOGIN' | 'XOAUTH2' | 'OAUTHBEARER';

export interface SmtpPlan {
  readonly security: 'tls' | 'starttls';
  /** False: STARTTLS is not offered, as when somebody on the line takes it out. */
  readonly offersStarttls: boolean;
  /** None: whoever connects may send, as a server takes mail from the one before it. */
  readonly logins: readonly LoginMechanism[];
  readonly user: string;
  readonly password: string;
  /** The access token that opens the mailbox. */
  readonly token: string;
  /** What a refused token is answered with (RFC 7628 §3.2.2). */
  readonly tokenProblem: Readonly<Record<string, string>>;
  readonly extensions: readonly string[];
}

export const USUAL_PLAN: SmtpPlan = {
  security: 'tls',
  offersStarttls: true,
  logins: ['PLAIN', 'LOGIN'],
  user: 'alice@example.test',
  password: 'wonderland 7 "quoted"',
  token: 'ya29.good-token',
  tokenProblem: { status: 'invalid_token', scope: 'https://mail.example.test/' },
  extensions: ['PIPELINING', '8BITMIME', 'SIZE 35882577'],
};

/** A message that the server took responsibility for. */
export interface TakenMessage {
  readonly from: string;
  readonly to: readonly string[];
  /** Exactly what stood between DATA and the final dot, the stuffed dots taken out. */
  readonly bytes: Buffer;
}

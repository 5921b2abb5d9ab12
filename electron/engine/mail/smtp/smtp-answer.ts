import { serverText } from '../account/mail-failure.ts';

/** What an SMTP server answered. */
export interface SmtpAnswer {
  /** Its three digits; 0 when there was none. */
  readonly code: number;
  /** The enhanced status code (RFC 3463), such as `5.1.1`, when it gave one. */
  readonly status: string | null;
  /** In one harmless line. */
  readonly answer: string;
}

/** Reads the server's words as the library keeps them on results and errors. */
export function smtpAnswer(response: unknown): SmtpAnswer {
  const answer = serverText(response);
  return {
    code: Number(/^[2-5]\d{2}(?=[ -]|$)/u.exec(answer)?.[0] ?? 0),
    status: /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/u.exec(answer)?.[1] ?? null,
    answer,
  };
}

/** The answer that an error of the library carries. */
export function answerOn(error: unknown): SmtpAnswer {
  return smtpAnswer(
    typeof error === 'object' && error !== null && 'response' in error ? error.response : null,
  );
}

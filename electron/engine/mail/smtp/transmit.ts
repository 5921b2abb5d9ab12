import type { SMTPConnectionEnvelope } from 'nodemailer/lib/smtp-connection';
import type { DeliveryObservation, DeliveryPhase } from '../../../../shared/domain/outbox/delivery.ts';
import type { MailAccount, MailOptions, MailSecret, MailTimeouts } from '../account/mail-account.ts';
import type { MailEndpoint } from '../account/mail-endpoint.ts';
import { MessageBytes, OutOfStep, RecipientRefused } from './message-bytes.ts';
import type { SmtpSession } from './open-smtp.ts';
import { step, withSmtp } from './open-smtp.ts';
import { answerOn, smtpAnswer } from './smtp-answer.ts';

/**
 * Servers look into a message after its final dot, and who hangs up meanwhile does not know what came of it: RFC 5321
 * (4.5.3.2) wants ten minutes of patience there, and five elsewhere. Here a person waits, and other messages do.
 */
export const SENDING_TIMEOUTS: MailTimeouts = {
  connect: 15_000,
  greeting: 30_000,
  silence: 3 * 60_000,
  total: 8 * 60_000,
};

/** Whom the server is told: exactly the approved addresses. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export interface Transmission extends MailOptions {
  readonly account: MailAccount;
  readonly endpoint: MailEndpoint;
  readonly secret: MailSecret;
  readonly envelope: Envelope;
  /** The final bytes; they are not changed. */
  readonly bytes: Uint8Array;
  /** Asked once after the login and before the first command about the message. False: nothing is sent. */
  readonly begin: () => Promise<boolean>;
}

/**
 * Hands one message to the sending server and says what was seen. One connection, one message. A recipient that the
 * server refuses ends the attempt before the message is handed over: it goes to all approved recipients or to none.
 *
 * @returns what was seen, or null when `begin` said no.
 * @throws EngineError `auth`, `network` or `cancelled` from before `begin`: then nothing was said about the message.
 */
export function transmit(transmission: Transmission): Promise<DeliveryObservation | null> {
  const { account, endpoint, secret } = transmission;
  const options = { ...transmission, timeouts: transmission.timeouts ?? SENDING_TIMEOUTS };
  return withSmtp(account, endpoint, secret, options, async (session) => {
    if (!(await transmission.begin())) return null;
    return handOver(session, transmission);
  });
}

async function handOver(
  session: SmtpSession,
  { envelope, bytes }: Transmission,
): Promise<DeliveryObservation> {
  // The library keeps its books about the recipients on the object that it is given.
  const given: Partial<SMTPConnectionEnvelope> = {
    from: envelope.from,
    to: [...envelope.to],
    size: bytes.byteLength,
  };
  const message = new MessageBytes(bytes, {
    refused: () => (given.rejected?.length ?? 0) > 0,
    answer: () => session.connection.lastServerResponse,
  });
  try {
    const info = await step<{ readonly response: string }>(session, (done) =>
      session.connection.send(given, message, done),
    );
    const { code, answer } = smtpAnswer(info?.response);
    if (message.complete) return { kind: 'accepted', code, answer };
    message.destroy();
    session.connection.close();
    return outOfStep(message, `The server answered "${answer}" before it had the message.`);
  } catch (error) {
    // A connection that stays open would wait for the end of a message that does not come.
    session.connection.close();
    if (error instanceof RecipientRefused) return refusalBeforeData(given.rejectedErrors?.[0]);
    if (error instanceof OutOfStep) return outOfStep(message, error.message);
    if (isTooLarge(error) && !message.begun) return TOO_LARGE;
    return message.begun ? refusal(error, 'data') : refusalBeforeData(error);
  }
}

/** A 421 is about the connection, whatever it answers (RFC 5321 §3.8). */
function refusalBeforeData(error: unknown): DeliveryObservation {
  const ofRecipient = error instanceof Error && 'command' in error && error.command === 'RCPT TO';
  const { code } = answerOn(error);
  return refusal(error, ofRecipient && code >= 400 && code !== 421 ? 'recipient' : 'envelope');
}

/** The server said with its EHLO how much it takes (RFC 1870), and the library looked. */
const TOO_LARGE: DeliveryObservation = {
  kind: 'refused',
  phase: 'envelope',
  code: 552,
  status: '5.3.4',
  answer: 'The message is larger than the server takes.',
};

function outOfStep(message: MessageBytes, answer: string): DeliveryObservation {
  return { kind: 'silent', phase: message.begun ? 'data' : 'envelope', answer };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EMESSAGE' && !('response' in error);
}

function refusal(error: unknown, phase: DeliveryPhase): DeliveryObservation {
  const { code, status, answer } = answerOn(error);
  return code < 400 ? { kind: 'silent', phase } : { kind: 'refused', phase, code, status, answer };
}

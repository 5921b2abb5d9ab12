import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryObservation } from '../../../../shared/domain/outbox/delivery.ts';
import { EngineError, isEngineError } from '../../platform/engine-error.ts';
import type { MessageMarks } from '../imap/find-message.ts';
import { removeMessage } from '../imap/remove-message.ts';
import { isInSent } from '../imap/sent-folder.ts';
import { findSpecialFolder } from '../imap/special-folder.ts';
import { withImap } from '../imap/with-imap.ts';
import { transmit } from '../smtp/transmit.ts';
import type { MailAccount, MailOptions, MailSecret } from './mail-account.ts';
import { cancelledByUser, connectionLost, serverName } from './mail-failure.ts';

/** Waits so many milliseconds, or until the signal. */
export type Wait = (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;

/** Pauses before each look into Sent, in ms: half a minute in all. */
export const SENT_LOOKS: readonly number[] = [2_000, 3_000, 5_000, 10_000, 10_000];

export interface SentCopiesProbe extends MailOptions {
  readonly account: MailAccount;
  readonly secret: MailSecret;
  /** The finished test message from the account's address to itself. */
  readonly bytes: Uint8Array;
  readonly marks: MessageMarks;
  /** Asked once after the login and before the first command about the message. */
  readonly begin: () => Promise<void>;
  readonly wait?: Wait;
  readonly onLook?: (look: number, of: number) => void;
}

export interface SentCopies {
  /** Whether the provider puts sent mail into Sent by itself. */
  readonly savesSent: boolean;
  /** Copies of the test message that were removed again. */
  readonly removed: number;
}

/**
 * Sends one message from the mailbox to itself and looks whether it turns up in Sent without us. It is handed over once
 * and never again. Its copies in Sent and in the inbox are removed where the server can remove exactly them.
 *
 * @throws EngineError `not_found` when there is no Sent folder (then nothing was sent), `mail_rejected` when the server
 *   does not take the message, `auth`, `network`, `cancelled`.
 */
export async function probeSentCopies(probe: SentCopiesProbe): Promise<SentCopies> {
  await requireSentFolder(probe);
  const seen = await send(probe);
  if (seen.kind === 'refused') throw notTaken(probe.account, seen.answer);
  if (seen.kind === 'silent' && seen.phase === 'envelope') throw notSent(probe.account);
  const savesSent = await turnsUp(probe);
  if (!savesSent && seen.kind === 'silent') throw fateUnknown(probe.account);
  return { savesSent, removed: await tidyUp(probe) };
}

function requireSentFolder({ account, secret, ...options }: SentCopiesProbe): Promise<unknown> {
  return withImap(account, secret, options, (client) =>
    findSpecialFolder(client, 'sent', account.sentFolder),
  );
}

async function send(probe: SentCopiesProbe): Promise<DeliveryObservation> {
  const { account, begin } = probe;
  if (account.smtp === null) {
    throw new EngineError('validation', `${account.address} has no server for sending. Add one first.`);
  }
  const seen = await transmit({
    ...probe,
    endpoint: account.smtp,
    envelope: { from: account.address, to: [account.address] },
    begin: async () => {
      await begin();
      return true;
    },
  });
  return seen ?? { kind: 'silent', phase: 'envelope' };
}

/** Looks a few times. A look that fails for the network's sake is passed over, unless it is the last one. */
async function turnsUp(probe: SentCopiesProbe): Promise<boolean> {
  const { signal, wait = usualWait, onLook } = probe;
  for (const [index, pause] of SENT_LOOKS.entries()) {
    onLook?.(index, SENT_LOOKS.length);
    await wait(pause, signal);
    if (signal?.aborted) throw cancelledByUser();
    try {
      if (await isInSent(probe)) return true;
    } catch (error) {
      const isLast = index === SENT_LOOKS.length - 1;
      if (isLast || !isEngineError(error) || error.code !== 'network') throw error;
    }
  }
  return false;
}

/** The finding stands even where tidying up fails. */
async function tidyUp({ account, secret, marks, ...options }: SentCopiesProbe): Promise<number> {
  try {
    return await withImap(account, secret, options, async (client) => {
      const { path } = await findSpecialFolder(client, 'sent', account.sentFolder);
      const removed: boolean[] = [];
      for (const folder of new Set([path, 'INBOX'])) removed.push(await removeMessage(client, folder, marks));
      return removed.filter(Boolean).length;
    });
  } catch (error) {
    if (isEngineError(error)) return 0;
    throw error;
  }
}

async function usualWait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => {
    throw cancelledByUser();
  });
}

function notTaken({ smtp, imap }: MailAccount, answer: string): EngineError {
  return new EngineError(
    'mail_rejected',
    `${serverName(smtp ?? imap)}: it did not take the test message. It said: "${answer}". Ask your provider what the mailbox may send.`,
    { step: 'test_message' },
  );
}

function notSent({ smtp, imap }: MailAccount): EngineError {
  return connectionLost(smtp ?? imap, 'connect');
}

function fateUnknown({ smtp, imap }: MailAccount): EngineError {
  return new EngineError(
    'network',
    `${serverName(smtp ?? imap)}: the connection ended before it said whether it took the test message, and Sent does not have it. Look into the mailbox, then try again.`,
    { step: 'test_message' },
  );
}

import { onTestFinished } from 'vitest';
import type { MailSecret } from '../../../electron/engine/mail/account/mail-account.ts';
import { type Transmission, transmit } from '../../../electron/engine/mail/smtp/transmit.ts';
import type { DeliveryObservation } from '../../../shared/domain/outbox/delivery.ts';
import { type FakeSmtp, startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { type SmtpPlan, USUAL_PLAN } from '../../support/smtp/smtp-plan.ts';
import { draftMessage } from '../mail/accounts.ts';

export const TIMEOUTS = { connect: 4_000, greeting: 4_000, silence: 600, total: 8_000 };
export const TO = ['payables@northwind.example', 'copy@northwind.example'];
export const PASSWORD: MailSecret = { kind: 'password', password: USUAL_PLAN.password };

/** One fake server and a message to hand to it. */
export interface SendingTest {
  readonly server: FakeSmtp;
  readonly bytes: Buffer;
  /** How often the message's attempt was begun. */
  begun(): number;
  send(more?: Partial<Transmission>): Promise<DeliveryObservation | null>;
}

/** A server of this test alone, gone with it. */
export async function sendingTest(plan: Partial<SmtpPlan> = {}): Promise<SendingTest> {
  const server = await startFakeSmtp(plan);
  onTestFinished(() => server.stop());
  const bytes = await draftMessage('message-1@example.test', 40_000);
  const security = plan.security ?? USUAL_PLAN.security;
  const smtp = { protocol: 'smtp', host: 'localhost', port: server.port, security } as const;
  let begun = 0;
  return {
    server,
    bytes,
    begun: () => begun,
    send: (more = {}) =>
      transmit({
        account: {
          address: USUAL_PLAN.user,
          user: USUAL_PLAN.user,
          imap: { protocol: 'imap', host: 'localhost', port: 1, security: 'tls' },
          smtp,
          caPem: server.caPem,
          pins: { imap: null, smtp: null },
          draftsFolder: null,
          sentFolder: null,
        },
        endpoint: smtp,
        secret: PASSWORD,
        envelope: { from: USUAL_PLAN.user, to: TO },
        bytes,
        begin: async () => {
          begun += 1;
          return true;
        },
        timeouts: TIMEOUTS,
        ...more,
      }),
  };
}

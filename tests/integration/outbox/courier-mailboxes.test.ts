import { expect, it, onTestFinished } from 'vitest';
import { silentLogger } from '../../../electron/engine/platform/logger.ts';
import { createEventHub } from '../../../electron/engine/services/events/event-hub.ts';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { startOutboxCourier } from '../../../electron/engine/services/outbox/outbox-courier.ts';
import { deskOf, outboxDesk } from '../../support/engine/outbox-desk.ts';
import { startFakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { USUAL_PLAN } from '../../support/smtp/smtp-plan.ts';

it('a server that says nothing more holds up its own mailbox only, also for what is queued meanwhile', async () => {
  const [silent, good] = [await startFakeSmtp(), await startFakeSmtp()];
  onTestFinished(async () => {
    await Promise.all([silent.stop(), good.stop()]);
  });
  silent.misbehave({ at: 'mail', by: 'hang' });
  const desk = await outboxDesk(silent);
  const other = await addMailbox(desk.workspace, {
    ...{ address: 'ar@example.test', displayName: null, user: USUAL_PLAN.user, draftsFolder: null },
    ...{ imapUrl: 'imaps://localhost:1', smtpUrl: `smtps://localhost:${good.port}` },
    ...{ password: USUAL_PLAN.password, certificateAuthority: good.caPem },
  });
  const hub = createEventHub();
  const stop = new AbortController();
  const events = hub.subscribe(stop.signal);
  const stuck = await desk.queued('A');
  const courier = startOutboxCourier(desk.workspace, hub, silentLogger, 20);
  while (!silent.commands.some((line) => line.startsWith('MAIL'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const next = await deskOf(desk, other.id).queued('B');
  courier.wake();
  while (desk.state(next) !== 'sent') await events.next();
  expect(desk.state(stuck)).toBe('dispatching');
  expect(good.taken).toHaveLength(1);
  await courier.close();
  expect(desk.state(stuck)).toBe('queued');
  stop.abort();
}, 10_000);

import { describe, expect, it } from 'vitest';
import type { AppEvent, Connectivity } from '../../shared/contract/app.ts';
import { type Desk, demoDesk } from './desk.ts';

/** What the window is told about the network from now on. */
async function connectivityTold(desk: Desk): Promise<() => Promise<Connectivity>> {
  const events: AsyncIterable<AppEvent> = await desk.client.app.watch();
  return async () => {
    for await (const event of events) if (event.type === 'connectivity') return event.connectivity;
    throw new Error('The events ended.');
  };
}

async function waitingDraft(desk: Desk) {
  const id = await desk.draftId();
  const mailboxId = await desk.mailboxId();
  await desk.client.app.reportOnline({ online: false });
  await desk.client.drafts.saveToMailbox({ ids: [id], mailboxId });
  expect(await desk.client.app.connectivity()).toMatchObject({ online: false, draftsWaiting: 1 });
  return { id, mailboxId };
}

describe('what waits for the network', () => {
  it('is counted anew, and told, as soon as a waiting draft is discarded', async () => {
    const desk = await demoDesk();
    const { id } = await waitingDraft(desk);
    const told = await connectivityTold(desk);
    await desk.client.drafts.discard({ id });
    expect(await told()).toMatchObject({ online: false, draftsWaiting: 0 });
  });

  it('is counted anew, and told, when its mailbox is removed', async () => {
    const desk = await demoDesk();
    const { mailboxId } = await waitingDraft(desk);
    const told = await connectivityTold(desk);
    await desk.client.mailboxes.remove({ id: mailboxId });
    expect(await told()).toMatchObject({ draftsWaiting: 0 });
  });
});

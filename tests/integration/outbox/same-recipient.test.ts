import { expect, it } from 'vitest';
import { approveDraft } from '../../../electron/engine/services/outbox/outbox-service.ts';
import { outboxDesk } from '../../support/engine/outbox-desk.ts';
import type { FakeSmtp } from '../../support/smtp/fake-smtp.ts';

it('an address that stands there twice, in small letters and in capitals, gets the mail once', async () => {
  const desk = await outboxDesk({ port: 1, caPem: '' } as FakeSmtp);
  const draftId = await desk.draft();
  const [to, cc] = [['AP@a.example', 'b@a.example'], ['ap@A.example']].map((addresses) =>
    JSON.stringify(addresses.map((address) => ({ name: null, address }))),
  );
  const connection = desk.files.open('writer');
  connection.prepare('UPDATE draft SET to_json = ?, cc_json = ? WHERE id = ?').run(to, cc, draftId);
  const id = await approveDraft(desk.workspace, draftId, desk.mailboxId);
  expect((await desk.message(id)).recipients).toEqual(['AP@a.example', 'b@a.example']);
});

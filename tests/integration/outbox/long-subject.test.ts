import { expect, it } from 'vitest';
import { approveDraft } from '../../../electron/engine/services/outbox/outbox-service.ts';
import {
  changeDraft,
  exportDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import { outboxDesk } from '../../support/engine/outbox-desk.ts';
import type { FakeSmtp } from '../../support/smtp/fake-smtp.ts';

it('a subject that a template made too long is refused with words, whole, and goes out once it is shortened', async () => {
  const desk = await outboxDesk({ port: 1, caPem: '' } as FakeSmtp);
  const draftId = await desk.draft();
  const made = 'x'.repeat(3_000);
  desk.files.open('writer').prepare('UPDATE draft SET subject = ? WHERE id = ?').run(made, draftId);
  const refusal = {
    code: 'validation',
    message: expect.stringMatching(/3000 characters.*500 at most/u),
    details: { field: 'subject' },
  };
  await expect(approveDraft(desk.workspace, draftId, desk.mailboxId)).rejects.toMatchObject(refusal);
  await expect(queueDraft(desk.workspace, draftId, desk.mailboxId)).rejects.toMatchObject(refusal);
  await expect(exportDraft(desk.workspace, draftId)).rejects.toMatchObject(refusal);
  expect(await getDraft(desk.workspace, draftId)).toMatchObject({ state: 'draft', subject: made });

  await changeDraft(desk.workspace, draftId, { subject: 'y'.repeat(500) });
  const id = await approveDraft(desk.workspace, draftId, desk.mailboxId);
  const bytes = desk.value('SELECT bytes FROM outbox_message WHERE id = ?', id) as Buffer;
  const lines = bytes.toString('latin1').split('\r\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
});

import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { EVERYTHING, exportLog, verifyLogFile } from '../../../electron/engine/services/log/log-service.ts';
import { outboxDesk } from '../../support/engine/outbox-desk.ts';
import type { FakeSmtp } from '../../support/smtp/fake-smtp.ts';
import { readXlsx } from '../../unit/exports/read-xlsx.ts';

const PROOF = ['Message-ID', 'SHA-256 of the mail'] as const;

/** A CSV as any other program reads it. */
function rowsOf(bytes: Uint8Array): readonly Readonly<Record<string, string>>[] {
  return parse(Buffer.from(bytes), { columns: true, bom: true });
}

it('what was sent is told by its Message-ID and the SHA-256 of its bytes in the exported log, and nothing else has them', async () => {
  const desk = await outboxDesk({ port: 1, caPem: '' } as FakeSmtp);
  const id = await desk.queued();
  const { db, context } = desk.workspace;
  await db.maintain('messageChecking', { id }, context());
  await db.maintain('messageDispatching', { id }, context());
  await db.write('recordSent', { id, answer: '250 2.0.0 taken' }, context());
  const { messageId, sha256 } = await desk.message(id);

  const csv = await exportLog(desk.workspace, EVERYTHING, 'csv');
  const rows = rowsOf(csv.bytes);
  expect(rows).toHaveLength(csv.entries);
  const mails = rows.filter((row) => row.Kind?.startsWith('mail_'));
  expect(mails.map((row) => row.Kind)).toEqual(['mail_approved', 'mail_queued', 'mail_sent']);
  for (const row of rows) {
    const proof = mails.includes(row) ? [messageId, sha256] : ['', ''];
    expect(PROOF.map((column) => row[column])).toEqual(proof);
  }

  const selection = { ...EVERYTHING, kinds: ['mail_sent'] as const };
  const part = await exportLog(desk.workspace, selection, 'csv');
  expect(rowsOf(part.bytes).map((row) => row[PROOF[0]])).toEqual([messageId]);
  const workbook = await exportLog(desk.workspace, selection, 'xlsx');
  expect(workbook.entries).toBe(1);
  const [head, row] = (await readXlsx(workbook.bytes)).rows;
  const at = (column: string) => [...(head ?? [])].find(([, cell]) => cell.value === column)?.[0] ?? '';
  expect(PROOF.map((column) => row?.get(at(column))?.value)).toEqual([messageId, sha256]);
  const lines = await exportLog(desk.workspace, { ...EVERYTHING, actor: context().actor }, 'jsonl');
  expect(await verifyLogFile(lines.bytes)).toMatchObject({ ok: true });
});

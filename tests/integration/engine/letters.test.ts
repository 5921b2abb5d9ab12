import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  changeDraft,
  createDraft,
  exportDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { AccountId, DocumentId, DraftId } from '../../../shared/domain/ids.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { engineTest } from '../../support/engine/engine-test.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

import {
  gateOf,
  LEDGER,
  ready,
  request,
  row,
  TODAY,
  withMailbox,
} from '../../support/engine/letter-books.ts';

describe('a letter', () => {
  it.each(TEMPLATE_STAGES)(
    'of stage %s speaks of the right invoices, in one currency, with nothing missing',
    async (stage) => {
      const engine = await ready();
      const { draft } = await createDraft(engine.workspace, await request(engine, { stage }));
      const expected = {
        before_due: ['SOON'],
        friendly: ['LATE-1', 'LATE-2'],
        firm: ['LATE-1', 'LATE-2'],
        final: ['LATE-1', 'LATE-2'],
        statement: ['LATE-1', 'LATE-2', 'SOON'],
      }[stage];
      expect(draft?.invoices.map((invoice) => invoice.number).sort()).toEqual(expected);
      expect(draft).toMatchObject({
        stage,
        currency: 'USD',
        unresolved: [],
        edited: false,
        state: 'draft',
        to: [{ address: 'ap@aurora.example' }],
      });
      for (const number of expected) expect(draft?.text).toContain(number);
      expect(draft?.text).not.toContain('EURO');
      expect(draft?.html).not.toContain('<Söhne>');
      expect(draft?.amount).toBe(draft?.invoices.reduce((sum, invoice) => sum + invoice.open, 0));
    },
  );

  it('for another currency of the same account is another letter', async () => {
    const engine = await ready();
    const { draft } = await createDraft(
      engine.workspace,
      await request(engine, { currency: 'EUR' as CurrencyCode }),
    );
    expect(draft).toMatchObject({ currency: 'EUR', amount: 3_000 });
    expect(draft?.invoices.map((invoice) => invoice.number)).toEqual(['EURO']);
  });

  it('about ticked invoices speaks of these', async () => {
    const engine = await ready();
    const id = engine.value("SELECT id FROM document WHERE number = 'LATE-2'") as DocumentId;
    const { draft } = await createDraft(engine.workspace, await request(engine, { picked: [id] }));
    expect(draft?.invoices.map((invoice) => invoice.number)).toEqual(['LATE-2']);
    expect(draft?.text).not.toContain('LATE-1');
  });

  it('shows credits and unapplied cash and does not net them', async () => {
    const engine = await ready([...LEDGER, row('CREDIT', '', { amount: '-25.00', openAmount: '-25.00' })]);
    await importRows(
      engine.workspace,
      [
        {
          customerNumber: 'A',
          paymentDate: '2026-05-30',
          paymentReference: 'P1',
          amount: '10.00',
          currency: 'USD',
        },
      ],
      { kind: 'payments' },
    );
    const { draft, gate } = await gateOf(engine);
    expect(draft?.amount).toBe(16_000);
    expect(draft?.text).toMatch(/25\.00/);
    expect(draft?.text).toMatch(/10\.00/);
    expect(gate).toContain('credit_covers warn');
  });
});

describe('a kept draft', () => {
  it('with a gap cannot be saved to the mailbox until the gap is filled', async () => {
    const engine = await engineTest({ start: TODAY });
    await importRows(engine.workspace, LEDGER);
    await withMailbox(engine);
    const wording = {
      stage: 'friendly',
      language: 'en',
      subject: 'Late',
      body: 'See {{ company.portal }}.',
    } as const;
    await engine.workspace.db.write('saveTemplate', wording, engine.workspace.context());
    const { draft } = await createDraft(engine.workspace, await request(engine));
    expect(draft?.unresolved).not.toEqual([]);
    await expect(queueDraft(engine.workspace, draft?.id as DraftId)).rejects.toMatchObject({
      code: 'validation',
    });
    const filled = await changeDraft(engine.workspace, draft?.id as DraftId, {
      text: draft?.text.replaceAll(/\[missing: [^\]]*\]/gu, 'filled') ?? '',
      subject: 'Reminder',
    });
    expect(filled.unresolved).toEqual([]);
    await queueDraft(engine.workspace, filled.id);
    expect(await getDraft(engine.workspace, filled.id)).toMatchObject({ state: 'queued', edited: true });
  });

  it('needs a mailbox only to be saved there', async () => {
    const engine = await ready();
    const { draft } = await createDraft(engine.workspace, await request(engine));
    await expect(queueDraft(engine.workspace, draft?.id as DraftId)).rejects.toMatchObject({
      code: 'not_found',
    });
    const eml = (await exportDraft(engine.workspace, draft?.id as DraftId)).toString('utf8');
    expect(eml).toContain('ap@aurora.example');
    expect(engine.value("SELECT COUNT(*) FROM touchpoint WHERE kind = 'draft_exported'")).toBe(1);
  });

  it('is fixed byte for byte when it is queued, and cannot change any more', async () => {
    const engine = await ready();
    await withMailbox(engine);
    const { draft } = await createDraft(engine.workspace, await request(engine));
    const id = draft?.id as DraftId;
    await queueDraft(engine.workspace, id);
    const bytes = engine.value('SELECT bytes FROM draft') as Buffer;
    expect(bytes.toString('utf8')).toContain(
      `Message-ID: <${(await getDraft(engine.workspace, id)).messageId}>`,
    );
    engine.clock.forward(1);
    await queueDraft(engine.workspace, id);
    expect(engine.value('SELECT bytes FROM draft')).toEqual(bytes);
    await expect(changeDraft(engine.workspace, id, { subject: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const logged = engine.value(
      "SELECT payload ->> '$.sha256' FROM touchpoint_payload JOIN touchpoint USING (seq) WHERE kind = 'draft_queued'",
    );
    expect(logged).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('refuses an address that could break out of its header, when it is made and when it is changed', async () => {
    const engine = await ready();
    const hostile = [{ name: 'x', address: 'a@b.example\r\nBcc: spy@evil.example' }];
    await expect(createDraft(engine.workspace, await request(engine), { to: hostile })).rejects.toMatchObject(
      { code: 'validation' },
    );
    const { draft } = await createDraft(engine.workspace, await request(engine));
    await expect(changeDraft(engine.workspace, draft?.id as DraftId, { cc: hostile })).rejects.toMatchObject({
      code: 'validation',
    });
    await expect(
      createDraft(engine.workspace, { ...(await request(engine)), accountId: 'nobody' as AccountId }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      createDraft(engine.workspace, await request(engine, { language: 'xx' })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

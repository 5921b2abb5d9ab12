import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import {
  changeDraft,
  createDraft,
  exportDraft,
  getDraft,
  queueDraft,
} from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { LetterRequest } from '../../../electron/engine/services/outreach/propose-letter.ts';
import { changeSettings } from '../../../electron/engine/services/settings/settings-service.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, DraftId } from '../../../shared/domain/ids.ts';
import { TEMPLATE_STAGES } from '../../../shared/domain/letters/stages.ts';
import type { CurrencyCode } from '../../../shared/domain/money.ts';
import { type EngineTest, engineTest } from '../../support/engine/engine-test.ts';
import { type FileRow, importRows } from '../../support/engine/ledger-files.ts';

const TODAY = plainDate('2026-06-01');
const row = (invoiceNumber: string, dueDate: string, more: FileRow = {}): FileRow => ({
  customerNumber: 'A',
  customerName: 'Aurora & <Söhne>',
  invoiceNumber,
  invoiceDate: '2026-03-01',
  dueDate,
  amount: '100.00',
  openAmount: '100.00',
  currency: 'USD',
  email: 'ap@aurora.example',
  ...more,
});
const LEDGER = [
  row('LATE-1', '2026-03-31'),
  row('LATE-2', '2026-05-20', { openAmount: '60.00' }),
  row('SOON', '2026-06-05'),
  row('EURO', '2026-04-30', { currency: 'EUR', amount: '30.00', openAmount: '30.00' }),
];

async function withSettings(engine: EngineTest): Promise<void> {
  await changeSettings(engine.workspace, {
    company: {
      name: 'Halden Instruments',
      address: '1 Quay',
      phone: '+1 555',
      email: 'ar@halden.example',
      paymentInstructions: 'Account 12-34',
      portalUrl: '',
    },
    sender: { name: 'Ines Okafor', title: 'AR', email: 'ines@halden.example', phone: '' },
  });
}

async function ready(rows: readonly FileRow[] = LEDGER): Promise<EngineTest> {
  const engine = await engineTest({ start: TODAY });
  await importRows(engine.workspace, rows);
  await withSettings(engine);
  return engine;
}

async function request(engine: EngineTest, more: Partial<LetterRequest> = {}): Promise<LetterRequest> {
  return {
    accountId: await engine.account('A'),
    currency: 'USD' as CurrencyCode,
    stage: 'friendly',
    language: 'en',
    asOf: engine.workspace.today(),
    ...more,
  };
}

const withMailbox = (engine: EngineTest) =>
  addMailbox(engine.workspace, {
    address: 'ines@halden.example',
    displayName: 'Ines Okafor',
    imapUrl: 'imaps://127.0.0.1:1',
    smtpUrl: null,
    user: 'ines',
    password: 'planted-password',
    certificateAuthority: null,
    draftsFolder: null,
  });

async function gateOf(engine: EngineTest, more: Partial<LetterRequest> = {}) {
  const { draft, proposal } = await createDraft(engine.workspace, await request(engine, more));
  return { draft, gate: proposal.gate.map(({ code, decision }) => `${code} ${decision}`) };
}

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

describe('the gate, on what is in the books', () => {
  it('leaves out what is paid, and writes nothing when nothing is left', async () => {
    const engine = await ready();
    const id = engine.value("SELECT id FROM document WHERE number = 'LATE-1'") as DocumentId;
    await importRows(engine.workspace, [row('LATE-1', '2026-03-31', { openAmount: '0.00' })]);
    const part = await createDraft(
      engine.workspace,
      await request(engine, {
        picked: [id, engine.value("SELECT id FROM document WHERE number = 'LATE-2'") as DocumentId],
      }),
    );
    expect(part.draft?.invoices.map((invoice) => invoice.number)).toEqual(['LATE-2']);
    expect(part.proposal.gate).toMatchObject([{ code: 'paid', decision: 'block', invoices: ['LATE-1'] }]);
    const none = await createDraft(engine.workspace, await request(engine, { picked: [id] }));
    expect(none.draft).toBeNull();
    expect(engine.value('SELECT COUNT(*) FROM draft')).toBe(1);
  });

  it('stops a letter whose whole sum is covered by credits', async () => {
    const engine = await ready([...LEDGER, row('CREDIT', '', { amount: '-200.00', openAmount: '-200.00' })]);
    expect(await gateOf(engine)).toMatchObject({ draft: null, gate: ['credit_covers block'] });
  });

  it('remarks on a missing address until somebody gives one', async () => {
    const engine = await ready(LEDGER.map((one) => ({ ...one, email: '' })));
    expect((await gateOf(engine)).gate).toEqual(['no_address warn']);
    const { draft } = await createDraft(engine.workspace, await request(engine), {
      to: [{ name: null, address: 'mia@aurora.example' }],
    });
    expect(draft?.gate).toEqual([]);
    const emptied = await changeDraft(engine.workspace, draft?.id as DraftId, { to: [] });
    expect(emptied.gate.map((entry) => entry.code)).toEqual(['no_address']);
  });

  it('remarks on a contact of a colleague a few days ago, not on a note or one that was taken back', async () => {
    const engine = await ready();
    const accountId = await engine.account('A');
    const touch = (kind: 'note' | 'call') =>
      engine.workspace.db.write(
        'addTouchpoint',
        { accountId, kind, outcome: kind === 'call' ? 'voicemail' : null, text: 'x' },
        { ...engine.workspace.context(), actor: 'Tom' },
      );
    await touch('note');
    expect((await gateOf(engine)).gate).toEqual([]);
    const { entries } = await touch('call');
    expect((await gateOf(engine)).gate).toEqual(['recent_contact warn']);
    await engine.workspace.db.write(
      'retractTouchpoint',
      { id: entries[0]?.id as never, reason: '' },
      engine.workspace.context(),
    );
    expect((await gateOf(engine)).gate).toEqual([]);
    await touch('call');
    engine.clock.forward(4);
    expect((await gateOf(engine)).gate).toEqual([]);
  });

  it('remarks on figures older than a week and stops at those older than the limit', async () => {
    const engine = await ready();
    engine.clock.forward(8);
    expect((await gateOf(engine)).gate).toEqual(['stale_data warn']);
    engine.clock.forward(60);
    expect(await gateOf(engine)).toMatchObject({ draft: null, gate: ['stale_data block'] });
    await importRows(
      engine.workspace,
      LEDGER.map((one) => ({ ...one, poNumber: 'x' })),
    );
    expect((await gateOf(engine)).gate).toEqual([]);
  });

  it('remarks on wording that nobody approved: a changed template, a changed sentence', async () => {
    const engine = await ready();
    const { db } = engine.workspace;
    const { draft } = await createDraft(engine.workspace, await request(engine), {
      text: 'Pay now, or else. We know where you live.',
    });
    expect(draft).toMatchObject({ edited: true, gate: [{ code: 'unapproved_wording', decision: 'warn' }] });
    expect(draft?.html).toContain('We know where you live.');
    const { output } = await db.write(
      'saveTemplate',
      { stage: 'friendly', language: 'en', subject: 'Late', body: 'Please pay {{ totals.overdue }}.' },
      engine.workspace.context(),
    );
    expect((await gateOf(engine)).gate).toEqual(['unapproved_wording warn']);
    await db.write('approveTemplate', { id: output.id }, engine.workspace.context());
    expect((await gateOf(engine)).gate).toEqual([]);
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

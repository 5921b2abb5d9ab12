import { describe, expect, it } from 'vitest';
import { changeDraft, createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import type { DocumentId, DraftId } from '../../../shared/domain/ids.ts';
import { importRows } from '../../support/engine/ledger-files.ts';

import { gateOf, LEDGER, ready, request, row } from '../../support/engine/letter-books.ts';

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

  it('leaves out what the books call disputed, ticked or not', async () => {
    const engine = await ready([
      row('LATE-1', '2026-03-31', { disputed: 'yes' }),
      row('LATE-2', '2026-05-20', { openAmount: '60.00' }),
    ]);
    const id = engine.value("SELECT id FROM document WHERE number = 'LATE-1'") as DocumentId;
    const { draft, proposal } = await createDraft(engine.workspace, await request(engine));
    expect(proposal.gate).toMatchObject([{ code: 'disputed', decision: 'block', invoices: ['LATE-1'] }]);
    expect(draft?.invoices.map((invoice) => invoice.number)).toEqual(['LATE-2']);
    expect(draft?.text).not.toContain('LATE-1');
    expect(proposal.amount).toBe(6_000);
    expect(await gateOf(engine, { picked: [id] })).toMatchObject({ draft: null, gate: ['disputed block'] });
  });

  it('writes no letter when everything overdue is disputed', async () => {
    const engine = await ready([row('LATE-1', '2026-03-31', { disputed: 'yes' })]);
    expect(await gateOf(engine)).toMatchObject({ draft: null, gate: ['disputed block'] });
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

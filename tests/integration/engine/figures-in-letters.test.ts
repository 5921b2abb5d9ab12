import { describe, expect, it } from 'vitest';
import { addMailbox } from '../../../electron/engine/services/mailboxes/mailboxes-service.ts';
import { changeDraft, createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { importRows } from '../../support/engine/ledger-files.ts';
import { LEDGER, ready, request, row } from '../../support/engine/letter-books.ts';
import { deskOf } from '../../support/engine/outbox-desk.ts';

const STAMP = /^Our books were last brought up to date on (.+?)\. Please compare/mu;

describe('how old the figures of a letter are', () => {
  it('is kept with the draft as it was when it was written, whatever is imported later', async () => {
    const engine = await ready();
    const { draft, proposal } = await createDraft(engine.workspace, await request(engine));
    expect(draft?.figures).toEqual(proposal.facts.figures);
    expect(draft?.figures).toMatchObject({ from: null, sources: 1, at: expect.any(String) });
    engine.clock.forward(3);
    await importRows(
      engine.workspace,
      LEDGER.map((one) => ({ ...one, poNumber: 'x' })),
    );
    if (draft === null) throw new Error('There is a letter.');
    const changed = await changeDraft(engine.workspace, draft.id, { text: `${draft.text}\n\nThank you.` });
    expect(changed.figures).toEqual(draft.figures);
    const { draft: later } = await createDraft(engine.workspace, await request(engine));
    expect((later?.figures?.at ?? '') > (draft.figures?.at ?? '')).toBe(true);
  });

  it('goes with the message into the outbox', async () => {
    const engine = await ready();
    const mailbox = await addMailbox(engine.workspace, {
      address: 'ines@halden.example',
      displayName: 'Ines Okafor',
      imapUrl: 'imaps://127.0.0.1:1',
      smtpUrl: 'smtps://127.0.0.1:1',
      user: 'ines',
      password: 'planted-password',
      certificateAuthority: null,
      draftsFolder: null,
    });
    const desk = deskOf(engine, mailbox.id);
    const message = await desk.message(await desk.approved('A'));
    const { figures } = await engine.workspace.db.read('accountView', {
      id: await engine.account('A'),
      asOf: engine.workspace.today(),
      today: engine.workspace.today(),
    });
    expect(message.figures).toEqual(figures);
  });

  it('stands in a statement, to the minute where the company is', async () => {
    const engine = await ready(LEDGER, { timeZone: 'Europe/Copenhagen' });
    const { draft } = await createDraft(engine.workspace, await request(engine, { stage: 'statement' }));
    const at = draft?.figures?.at ?? '';
    const hour = (Number(at.slice(11, 13)) + 2) % 24;
    expect(STAMP.exec(draft?.text ?? '')?.[1]).toBe(
      `June 1, 2026, ${String(hour).padStart(2, '0')}:${at.slice(14, 16)}`,
    );
    expect(draft?.unresolved).toEqual([]);
  });

  it('is the day alone where a file told only the day', async () => {
    const engine = await ready();
    await importRows(
      engine.workspace,
      LEDGER.map((one) => ({ ...one, poNumber: 'x' })),
      { asOf: plainDate('2026-06-01') },
    );
    engine.clock.forward(2);
    await importRows(
      engine.workspace,
      LEDGER.map((one) => ({ ...one, poNumber: 'y' })),
      { asOf: plainDate('2026-06-02') },
    );
    const { draft } = await createDraft(engine.workspace, await request(engine, { stage: 'statement' }));
    expect(STAMP.exec(draft?.text ?? '')?.[1]).toBe('June 2, 2026');
  });

  it('is left out of a statement of a past day, for which the books are complete', async () => {
    const engine = await ready();
    engine.clock.forward(5);
    await importRows(
      engine.workspace,
      LEDGER.map((one) => ({ ...one, poNumber: 'x' })),
    );
    const past = await request(engine, { stage: 'statement', asOf: plainDate('2026-05-31') });
    const { draft } = await createDraft(engine.workspace, past);
    expect(draft?.text).toContain('Please compare the statement');
    expect(draft?.text).not.toMatch(STAMP);
  });

  it('does not make approved wording look changed once newer figures came in', async () => {
    const engine = await ready();
    const { draft } = await createDraft(engine.workspace, await request(engine, { stage: 'statement' }));
    if (draft === null) throw new Error('There is a letter.');
    engine.clock.forward(2);
    await importRows(engine.workspace, [row('OTHER', '2026-05-01', { customerNumber: 'B' })]);
    const to = [{ name: null, address: 'other@aurora.example' }];
    const { gate } = await changeDraft(engine.workspace, draft.id, { to });
    expect(gate.map(({ code }) => code)).not.toContain('unapproved_wording');
  });
});

import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import {
  type BriefRequest,
  collectBrief,
} from '../../../electron/engine/services/handoff/brief/collect-brief.ts';
import { drawBriefPdf } from '../../../electron/engine/services/handoff/brief/draw-pdf.ts';
import { renderBriefHtml } from '../../../electron/engine/services/handoff/brief/render-html.ts';
import { totalsOf } from '../../../electron/engine/services/handoff/brief/totals.ts';
import { createDraft } from '../../../electron/engine/services/outreach/drafts-service.ts';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, DocumentId, TouchpointId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import type { CallOutcome, ManualKind } from '../../../shared/domain/touchpoint-kinds.ts';
import type { EngineTest } from '../../support/engine/engine-test.ts';
import { LEDGER, ready, request, row, TODAY } from '../../support/engine/letter-books.ts';
import { readPdf } from '../../support/handoff/read-pdf.ts';

const BOREAL = {
  customerNumber: 'B',
  customerName: 'Boreal Pumps',
  email: 'pay@boreal.example',
  currency: 'USD',
} as const;
const TWO_ACCOUNTS = [
  ...LEDGER,
  row('B-1', '2026-05-01', { ...BOREAL, amount: '640.00', openAmount: '640.00' }),
];

async function desk() {
  const engine = await ready(TWO_ACCOUNTS);
  const { workspace } = engine;
  const [aurora, boreal] = [await engine.account('A'), await engine.account('B')];
  const documentOf = (number: string) =>
    engine.value('SELECT id FROM document WHERE number = ?', number) as DocumentId;
  const touch = (accountId: AccountId, kind: ManualKind, text: string, outcome: CallOutcome | null = null) =>
    workspace.db.write('addTouchpoint', { accountId, kind, outcome, text }, workspace.context());
  const promise = (documentId: DocumentId, amount: number, date: string) =>
    workspace.db.write(
      'addPromise',
      {
        accountId: aurora,
        currency: currencyCode('USD'),
        amountMinor: minorUnits(amount),
        date: plainDate(date),
        graceDays: 1,
        documentIds: [documentId],
        promisedBy: 'Mia Lund',
        channel: 'call',
        note: 'With the run of the week',
      },
      workspace.context(),
    );
  return { engine, workspace, aurora, boreal, documentOf, touch, promise };
}

function collect(engine: EngineTest, accounts: readonly AccountId[], more: Partial<BriefRequest> = {}) {
  const today = engine.workspace.today();
  return collectBrief(engine.workspace, {
    accounts,
    from: addDays(today, 1),
    to: addDays(today, 14),
    senderName: 'Ines Okafor',
    recipientName: 'Ben Vos',
    words: '',
    wordsOf: new Map(),
    ...more,
  });
}

function sheetText(html: string, id: string): string {
  const { document } = new Window();
  document.write(html);
  return document.querySelector(`#${id}`)?.textContent ?? '';
}

describe('the brief of a handoff', () => {
  it('adds up to the aging report, currency by currency', async () => {
    const { engine, workspace, aurora, boreal } = await desk();
    const today = workspace.today();
    const brief = await collect(engine, [boreal, aurora]);
    const report = await workspace.db.read('agingReport', {
      asOf: today,
      today,
      basis: 'due',
      byAccount: false,
    });
    expect(totalsOf(brief.accounts).map(({ aging }) => aging)).toEqual(report.totals);
    expect(brief.accounts.map(({ name }) => name)).toEqual(['Aurora & <Söhne>', 'Boreal Pumps']);
    expect(sheetText(renderBriefHtml(brief), 'cover')).toContain('$900.00');
  });

  it('says of the last conversation what was promised, and what became of the promise before', async () => {
    const { engine, aurora, documentOf, promise } = await desk();
    await promise(documentOf('LATE-1'), 10_000, '2026-06-03');
    engine.clock.goTo(plainDate('2026-06-08'));
    await promise(documentOf('LATE-1'), 10_000, '2026-06-12');
    const brief = await collect(engine, [aurora]);
    const text = sheetText(renderBriefHtml(brief), 'account-1');
    expect(text).toContain(
      'Last spoken to on Mon 8 Jun by Ines Okafor: promised $100.00 by Fri 12 Jun (second promise; the first was broken).',
    );
    expect(brief.accounts[0]?.promises.map(({ state, level }) => [state, level])).toEqual([
      ['open', 2],
      ['broken', 1],
    ]);
    expect(text).toContain('Kept 0 of 1 promise in USD');
  });

  it('forbids what holds, disputes, wishes and an answer that is owed forbid, on the cover and at the account', async () => {
    const { engine, workspace, aurora, boreal, documentOf } = await desk();
    const { db } = workspace;
    await db.write(
      'openDispute',
      {
        accountId: aurora,
        documentId: documentOf('LATE-1'),
        reason: 'price',
        amountMinor: minorUnits(3_000),
        text: 'Ordered at the old price',
        owner: 'Sales',
        nextAction: 'Ask Sales for the quote',
        nextDate: plainDate('2026-06-05'),
        papers: [{ name: 'Quote or price list', receivedOn: null }],
      },
      workspace.context(),
    );
    const target = { scope: 'account', accountId: boreal } as const;
    await db.write(
      'setHold',
      { target, reason: 'Audit', until: plainDate('2026-06-10') },
      workspace.context(),
    );
    await db.write(
      'setDoNotContact',
      { accountId: boreal, contactId: null, channel: 'all', reason: 'Only through their lawyer' },
      workspace.context(),
    );
    await db.write('markUnanswered', { accountId: aurora, about: 'Wrong PO' }, workspace.context());
    const html = renderBriefHtml(await collect(engine, [aurora, boreal]));
    const [cover, first, second] = ['cover', 'account-1', 'account-2'].map((id) => sheetText(html, id));
    for (const text of [cover, first]) {
      expect(text).toContain('Do not ask for $30.00 of LATE-1: it is disputed.');
      expect(text).toContain('one is owed since Mon 1 Jun.');
    }
    for (const text of [cover, second]) {
      expect(text).toContain('Do not ask for anything before Wed 10 Jun: it is on hold.');
      expect(text).toContain('Do not contact anybody here.Only through their lawyer.');
    }
    expect(first).toContain('Ask Sales for the quote, Fri 5 Jun; missing: Quote or price list');
    expect(first).not.toContain('lawyer');
  });

  it('lists by day what falls due in the window, and no later', async () => {
    const { engine, workspace, aurora, boreal, documentOf, promise } = await desk();
    const plan = (id: AccountId, date: string) =>
      workspace.db.write(
        'planStep',
        {
          accountIds: [id],
          action: { kind: 'call', date: plainDate(date), note: 'Ask for Mia' },
          owner: 'Ines Okafor',
        },
        workspace.context(),
      );
    await promise(documentOf('LATE-1'), 10_000, '2026-06-09');
    await plan(aurora, '2026-06-04');
    await plan(boreal, '2026-07-20');
    await createDraft(workspace, await request(engine, { accountId: boreal }));
    const cover = sheetText(renderBriefHtml(await collect(engine, [aurora, boreal])), 'cover');
    const due = cover.slice(cover.indexOf('Due in the window'), cover.indexOf('Accounts of this handoff'));
    expect(due).toMatch(
      /Thu 4 Jun.*Call: Ask for Mia.*Tue 9 Jun.*Promised on LATE-1, kept up to Wed 10 Jun\s*\$100\.00/s,
    );
    expect(due).toMatch(/Without a day.*Boreal Pumps.*\(draft\)\s*\$640\.00/s);
    expect(due).not.toContain('20 Jul');
  });

  it('tells what happened from the log, in its words, and nothing that was taken back', async () => {
    const { engine, workspace, aurora, touch } = await desk();
    await touch(aurora, 'call', 'Mia pays on Friday <b>', 'right_party');
    const { entries } = await touch(aurora, 'note', 'Typed on the wrong account');
    for (const { id } of entries) {
      await workspace.db.write(
        'retractTouchpoint',
        { id: id as TouchpointId, reason: '' },
        workspace.context(),
      );
    }
    const [account] = (await collect(engine, [aurora])).accounts;
    expect(account?.story.map(({ kind, text }) => [kind, text])).toEqual([
      ['call', 'Mia pays on Friday <b>'],
    ]);
    const html = renderBriefHtml(await collect(engine, [aurora]));
    expect(sheetText(html, 'account-1')).toContain('Call, the right person: Mia pays on Friday <b>');
    expect(html).not.toContain('<b>');
    expect(sheetText(html, 'account-1')).not.toContain('wrong account');
  });

  it('does not take a call that reached nobody for a conversation, however many there were since', async () => {
    const { engine, aurora, touch } = await desk();
    await touch(aurora, 'call', 'Mia is on leave', 'connected');
    engine.clock.goTo(plainDate('2026-06-02'));
    for (let index = 0; index < 15; index++) await touch(aurora, 'call', 'Rang out', 'no_answer');
    const [account] = (await collect(engine, [aurora])).accounts;
    expect(account?.lastTalk?.text).toBe('Mia is on leave');
    expect(account?.story).toHaveLength(12);
    expect(account?.hasEarlier).toBe(true);
  });

  it('carries the words of the specialist to the page where they belong, also in the PDF', async () => {
    const { engine, aurora, boreal } = await desk();
    const wordsOf = new Map([[boreal, 'Ask for the plant manager.']]);
    const brief = await collect(engine, [aurora, boreal], { words: 'Ring me above 500.', wordsOf });
    const { pages, outline } = readPdf(await drawBriefPdf(brief));
    expect(outline).toEqual(['Cover', 'Aurora & <Söhne>', 'Boreal Pumps']);
    expect(pages[0]).toContain('Ring me above 500.');
    const place = pages.findIndex((page) => page.includes('Account 2 of 2'));
    expect(pages.findIndex((page) => page.includes('Ask for the plant manager.'))).toBe(place);
    expect(pages[place]).toContain('$640.00');
  });

  it('tells after each account how far it is, and stops when it is cancelled', async () => {
    const { engine, aurora, boreal } = await desk();
    const told: string[] = [];
    await collect(engine, [aurora, boreal], { onProgress: (done, total) => told.push(`${done}/${total}`) });
    expect(told).toEqual(['1/2', '2/2']);
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    await expect(
      collect(engine, [aurora, boreal], { signal: stop.signal, onProgress }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
    await expect(collect(engine, ['nobody' as AccountId])).rejects.toMatchObject({ code: 'not_found' });
    expect(engine.workspace.today()).toBe(TODAY);
  });
});

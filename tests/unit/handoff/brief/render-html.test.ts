import { createHash } from 'node:crypto';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { renderBriefHtml } from '../../../../electron/engine/services/handoff/brief/render-html.ts';
import { instant, plainDate } from '../../../../shared/domain/dates.ts';
import type { AccountId, DoNotContactId } from '../../../../shared/domain/ids.ts';
import { minorUnits } from '../../../../shared/domain/money.ts';
import {
  accountBrief,
  balanceOf,
  dispute,
  EUR,
  hold,
  invoice,
  promise,
  sampleBrief,
} from '../../../support/handoff/sample-brief.ts';

function opened(html: string) {
  const { document } = new Window();
  document.write(html);
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const table = (sheet: string, caption: string) => {
    const found = [...document.querySelectorAll(`#${sheet} table`)].find(
      (one) => one.querySelector('caption')?.textContent === caption,
    );
    const rows = [...(found?.querySelectorAll('tbody tr, tfoot tr') ?? [])];
    return rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
  };
  return { document, text, table };
}

const northwind = () => {
  const invoices = [invoice('INV-1', 10_000), invoice('INV-2', 2_550)];
  return accountBrief('Northwind', {
    number: 'C-7',
    balances: [balanceOf(invoices)],
    documents: invoices,
    documentCount: 2,
    nextAction: { kind: 'call', date: plainDate('2026-11-24'), note: 'Ask for Dana' },
    promises: [promise('2026-11-20', '2026-11-26')],
    disputes: [dispute('INV-1')],
    holds: [hold('id-Northwind' as AccountId)],
    words: 'Never before ten.',
  });
};

describe('the HTML of a brief', () => {
  it('opens with whose accounts they are, from whom to whom, for how long and in whose words', () => {
    const { text, document } = opened(
      renderBriefHtml(sampleBrief([northwind()], { words: 'Call me\nat night.' })),
    );
    expect(text('h1')).toBe('Halden Instruments');
    expect([...document.querySelectorAll('#cover dl dd')].map((one) => one.textContent)).toEqual([
      'Anna Berg',
      'Ben Okafor',
      'Mon 23 Nov to Fri 4 Dec 2026, both days with it',
      '22 Nov 2026 15:00 (UTC)',
      'Figures as of 22 Nov 2026 08:12',
    ]);
    expect(text('#cover .words p')).toBe('Call meat night.'.replace('me', 'me\n'));
  });

  it('says on the cover what is never to be done and what falls due, with a way to the account', () => {
    const { table, document } = opened(renderBriefHtml(sampleBrief([accountBrief('Alpha'), northwind()])));
    expect(table('cover', 'What must not be done')).toEqual([
      [
        'NorthwindC-7',
        'Do not ask for anything before Tue 1 Dec: it is on hold.Audit. (Fri 20 Nov, Anna Berg)',
      ],
      ['NorthwindC-7', 'Do not ask for €30.00 of INV-1: it is disputed.Price, since Tue 10 Nov.'],
    ]);
    expect(table('cover', 'What falls due, by day')).toEqual([
      ['Tue 24 Nov', 'NorthwindC-7', 'Call: Ask for Dana', ''],
      ['Wed 25 Nov', 'NorthwindC-7', 'Dispute on INV-1: Ask Sales for the quote', ''],
      ['Thu 26 Nov', 'NorthwindC-7', 'Promised', '€1,200.00'],
      ['Tue 1 Dec', 'NorthwindC-7', 'Hold on the account ends', ''],
    ]);
    const links = [...document.querySelectorAll('#cover a')].map((one) => one.getAttribute('href'));
    expect(new Set(links)).toEqual(new Set(['#account-1', '#account-2']));
    for (const link of links) expect(document.querySelector(link ?? '')).not.toBeNull();
  });

  it('lists the open invoices of an account with their sum', () => {
    const { table } = opened(renderBriefHtml(sampleBrief([northwind()])));
    expect(table('account-1', 'Open invoices in EUR')).toEqual([
      ['INV-1', '13 Oct', '40 days late', '', '€100.00'],
      ['INV-2', '13 Oct', '40 days late', '', '€25.50'],
      ['2 invoices', '', '', '', '€125.50'],
    ]);
    expect(table('account-1', 'Open invoices by days past due')).toEqual([
      ['EUR', '€0.00', '€0.00', '€125.50', '€0.00', '€0.00', '€125.50', '€125.50'],
    ]);
  });

  it('cuts a long list of invoices, and what it leaves out adds up to the sum', () => {
    const invoices = Array.from({ length: 60 }, (_, index) => invoice(`INV-${index}`, 1_000 + index));
    const account = accountBrief('Long', {
      balances: [balanceOf(invoices)],
      documents: invoices,
      documentCount: 60,
    });
    const { table, text } = opened(renderBriefHtml(sampleBrief([account])));
    const rows = table('account-1', 'Open invoices in EUR');
    expect(rows).toHaveLength(21);
    expect(rows.at(-1)).toEqual(['60 invoices', '', '', '', '€617.70']);
    // 20 listed: 20 × 10.00 + 0.00 … 0.19 = 201.90.
    expect(text('#account-1 .more')).toBe('and 40 more invoices, €415.80 together');
  });

  it('tells of a dispute who settles it, what is next and which papers are missing', () => {
    const { table } = opened(renderBriefHtml(sampleBrief([northwind()])));
    expect(table('account-1', 'Disputes')).toEqual([
      [
        'INV-1since Tue 10 Nov',
        'PriceOrdered at the old price.',
        'SalesAsk Sales for the quote, Wed 25 Nov; missing: Quote',
        '€30.00of €100.00 open',
      ],
    ]);
  });

  it('has one language, one first heading, a caption for each table and a head for each column', () => {
    const { document } = opened(renderBriefHtml(sampleBrief([northwind(), accountBrief('Zeta')])));
    expect(document.documentElement.getAttribute('lang')).toBe('en');
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect([...document.querySelectorAll('h2')].map((one) => one.textContent)).toEqual(['Northwind', 'Zeta']);
    for (const one of document.querySelectorAll('table')) {
      expect(one.querySelector('caption')?.textContent).not.toBe('');
      const heads = one.querySelectorAll('thead th[scope="col"]').length;
      for (const row of one.querySelectorAll('tbody tr')) expect(row.children).toHaveLength(heads);
    }
  });

  it('is the same for the same brief', () => {
    expect(renderBriefHtml(sampleBrief([northwind()]))).toBe(renderBriefHtml(sampleBrief([northwind()])));
  });
});

describe('a brief of hostile names and notes', () => {
  /** Long words are broken on their way into the file, short ones are not: both are to be escaped. */
  const ATTACKS = [
    '</style><script>alert(1)</script><img src=x onerror=alert(2)>"\'&',
    '<img src=x onerror=a()> <b>x</b> "\'&',
  ];
  const hostile = (attack: string) =>
    renderBriefHtml(
      sampleBrief(
        [
          accountBrief(attack, {
            number: attack,
            aliases: [attack],
            owner: attack,
            terms: attack,
            words: `${attack}\n${attack}`,
            contacts: [
              {
                id: 'c' as never,
                name: attack,
                role: attack,
                email: attack,
                phone: attack,
                billing: true,
                source: 'user',
              },
            ],
            nextAction: { kind: 'other', date: plainDate('2026-11-24'), note: attack },
            documents: [invoice(attack, 100, { poNumber: attack })],
            balances: [balanceOf([invoice(attack, 100)])],
            promises: [
              promise('2026-11-01', '2026-11-02', { note: attack, promisedBy: attack, numbers: [attack] }),
            ],
            disputes: [dispute(attack, { text: attack, owner: attack, nextAction: attack })],
            doNotContact: [
              {
                id: 'd' as DoNotContactId,
                accountId: 'a' as AccountId,
                contactId: null,
                email: null,
                phone: null,
                channel: 'all',
                reason: attack,
                setOn: plainDate('2026-11-01'),
                setBy: attack,
                name: null,
              },
            ],
            letters: [
              {
                subject: attack,
                stage: 'firm',
                amount: { minor: minorUnits(1), currency: EUR },
                invoices: 1,
                to: [attack],
                writtenAt: instant('2026-11-20T12:00:00.000Z'),
                state: { place: 'mailbox', folder: attack },
              },
            ],
          }),
        ],
        { client: attack, senderName: attack, recipientName: attack, words: attack },
      ),
    );

  it.each(ATTACKS)('has no element, attribute or style but its own: %s', (attack) => {
    const { document, text } = opened(hostile(attack));
    expect(document.querySelectorAll('script, img, b, iframe, link, object, form')).toHaveLength(0);
    expect(document.querySelectorAll('style')).toHaveLength(1);
    const attributes = new Set([...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()));
    expect(
      [...attributes].filter((name) => name.startsWith('on') || name === 'style' || name === 'src'),
    ).toEqual([]);
    expect(text('h1')).toBe(attack);
    expect(text('h2')).toBe(attack);
  });

  it.each(ATTACKS)('lets the browser take its own style and nothing else: %s', (attack) => {
    const html = hostile(attack);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style, 'utf8').digest('base64');
    const { document } = opened(html);
    expect(
      document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content'),
    ).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    expect(style).not.toContain('<');
    expect(html).not.toMatch(/https?:\/\//u);
  });

  it('does not let a name turn the direction of what follows, nor hide characters', () => {
    const html = renderBriefHtml(
      sampleBrief([accountBrief('Acme\u202Efdp.exe\u200B')], { words: 'a\u2067b' }),
    );
    expect(html).not.toMatch(/[\u202A-\u202E\u2066\u2067\u200B]/u);
    const { text } = opened(renderBriefHtml(sampleBrief([accountBrief('شركة الخليج')])));
    expect(text('h2')).toBe('\u2068شركة الخليج\u2069');
  });

  it('lets words of any length break', () => {
    const word = 'W'.repeat(300);
    const account = accountBrief('Acme', {
      documents: [invoice(word, 100)],
      balances: [balanceOf([invoice(word, 100)])],
    });
    const { document } = opened(renderBriefHtml(sampleBrief([account])));
    const cell = document.querySelector('#account-1 td.long');
    expect(cell?.textContent).toBe(word);
    expect(cell?.querySelectorAll('wbr').length).toBeGreaterThan(20);
  });
});

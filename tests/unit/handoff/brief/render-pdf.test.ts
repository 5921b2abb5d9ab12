import { describe, expect, it } from 'vitest';
import { drawBriefPdf } from '../../../../electron/engine/services/handoff/brief/draw-pdf.ts';
import { pdfFontCoverage } from '../../../../electron/engine/services/handoff/brief/pdf-fonts.ts';
import { renderBriefPdf } from '../../../../electron/engine/services/handoff/brief/render-pdf.ts';
import { readPdf } from '../../../support/handoff/read-pdf.ts';
import {
  accountBrief,
  balanceOf,
  dispute,
  invoice,
  promise,
  sampleBrief,
} from '../../../support/handoff/sample-brief.ts';

const NOTE = 'not in the fonts of this PDF';

function longAccount(name: string) {
  const invoices = Array.from({ length: 21 }, (_, index) => invoice(`INV-${index}`, 1_000));
  return accountBrief(name, {
    balances: [balanceOf(invoices)],
    documents: invoices,
    documentCount: 21,
    promises: Array.from({ length: 12 }, (_, index) => promise(`2026-10-${10 + index}`, '2026-11-30')),
    disputes: [dispute('INV-1'), dispute('INV-2'), dispute('INV-3')],
  });
}

describe('the PDF of a brief', () => {
  it('has a page for the cover and for each account, with client, window and its number on each', async () => {
    const accounts = ['Alpha', 'Beta', 'Gamma'].map((name) => accountBrief(name));
    const { pages, outline } = readPdf(await drawBriefPdf(sampleBrief(accounts, { words: 'Ring twice.' })));
    expect(pages).toHaveLength(4);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Halden Instruments');
      expect(page).toContain('Anna Berg to Ben Okafor, 23 Nov 2026 to 4 Dec 2026');
      expect(page).toContain(`Page ${index + 1} of 4`);
    }
    expect(pages[0]).toContain('Ring twice.');
    expect(pages[2]).toContain('Account 2 of 3\nBeta');
    expect(outline).toEqual(['Cover', 'Alpha', 'Beta', 'Gamma']);
  });

  it('names on the cover the page on which each account begins', async () => {
    const accounts = [longAccount('Alpha'), accountBrief('Beta')];
    const { pages } = readPdf(await drawBriefPdf(sampleBrief(accounts)));
    const begins = pages.findIndex((page) => page.includes('Account 2 of 2')) + 1;
    expect(begins).toBeGreaterThan(3);
    expect(pages.slice(0, 2).join('')).toMatch(new RegExp(`2Betanothing planned––${begins}\\n`));
  });

  it('repeats the heads of a table on each of its pages, and tells the sum once', async () => {
    const { pages } = readPdf(await drawBriefPdf(sampleBrief([longAccount('Alpha')])));
    const own = pages.slice(1);
    const withInvoices = own.filter((page) => /INV-\d+13 Oct/.test(page));
    expect(withInvoices.length).toBeGreaterThan(1);
    for (const page of withInvoices) expect(page).toContain('InvoiceDueLateHeld back and whyOpen');
    expect(own.join('\n').match(/21 invoices€210\.00/g)).toHaveLength(1);
  });

  it('says where its fonts lack a character, on the page where it is, and on no other', async () => {
    const accounts = [accountBrief('株式会社 Yamada'), accountBrief('Łódź Škoda Ωμέγα Київ ₹')];
    const { pages } = readPdf(await drawBriefPdf(sampleBrief(accounts)));
    expect(pages[1]).toContain('\uFFFD\uFFFD\uFFFD\uFFFD Yamada');
    expect(pages[1]).toContain(NOTE);
    expect(pages[2]).toContain('Łódź Škoda Ωμέγα Київ ₹');
    expect(pages[2]).not.toContain(NOTE);
    expect(pages[0]).toContain(NOTE);
  });

  it('keeps words of any length on the paper, letter by letter', async () => {
    const word = 'Q'.repeat(400);
    const { pages } = readPdf(await drawBriefPdf(sampleBrief([accountBrief(word, { words: word })])));
    expect(pages.slice(1).join('').match(/Q/g)).toHaveLength(800);
    expect((pages[1] ?? '').split('\n').filter((line) => line.startsWith('Q')).length).toBeGreaterThan(6);
  });

  it('is the same, byte by byte, for the same brief', async () => {
    const brief = sampleBrief([longAccount('Alpha')]);
    expect(Buffer.from(await drawBriefPdf(brief)).equals(Buffer.from(await drawBriefPdf(brief)))).toBe(true);
  });

  it('is made on a thread of its own, where nothing of it can be changed by the way', async () => {
    const brief = sampleBrief([accountBrief('Alpha')]);
    const [drawn, made] = [await drawBriefPdf(brief), await renderBriefPdf(brief)];
    expect(readPdf(made)).toEqual(readPdf(drawn));
    expect(made.length).toBe(drawn.length);
  });

  it('stops when it is cancelled, before and while it is made', async () => {
    const brief = sampleBrief([accountBrief('Alpha')]);
    await expect(renderBriefPdf(brief, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
    const stop = new AbortController();
    const made = renderBriefPdf(brief, stop.signal);
    stop.abort();
    await expect(made).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('what the fonts of a PDF cover', () => {
  it('is Latin, Greek and Cyrillic with the signs of money, and neither Chinese, Arabic nor emoji', () => {
    const covers = pdfFontCoverage();
    for (const character of 'Aßœłşẞ–−…€£₹₺₽Ωж\u00A0\u200B\uFFFD') {
      expect([character, covers(character.codePointAt(0) ?? 0)]).toEqual([character, true]);
    }
    for (const character of '株عא한🙂→') {
      expect([character, covers(character.codePointAt(0) ?? 0)]).toEqual([character, false]);
    }
  });
});

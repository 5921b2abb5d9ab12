import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../electron/engine/mail/templates/check-template.ts';
import { type RenderedLetter, renderLetter } from '../../../electron/engine/mail/templates/render-letter.ts';
import { shippedTemplates } from '../../../electron/engine/mail/templates/shipped.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import { type LetterData, letterTotals } from '../../../shared/domain/letters/letter-data.ts';
import { sampleLetterData } from '../../../shared/domain/letters/sample.ts';
import { TEMPLATE_STAGES, type TemplateStage } from '../../../shared/domain/letters/stages.ts';
import { ZERO } from '../../../shared/domain/money.ts';

const templates = await shippedTemplates('en');
const data = sampleLetterData(plainDate('2026-11-21'), 'en-GB');
const letter = (stage: TemplateStage, changes: Partial<LetterData> = {}): RenderedLetter => {
  const template = templates.find((each) => each.stage === stage);
  if (!template) throw new Error(`No wording for ${stage}.`);
  return renderLetter(template, { ...data, ...changes }, template.language);
};
/** Data with only what every ledger has: no contact, no numbers, no extras. */
const sparse: Partial<LetterData> = {
  customer: { name: 'Northwind Traders', number: null, contactName: null },
  company: { ...data.company, address: null, phone: null, email: null, portal: null },
  sender: { name: 'Ines Okafor', title: null, email: 'ines@halden.example', phone: null },
  credits: [],
  unapplied: ZERO,
  totals: letterTotals(data.invoices, [], ZERO),
};

/** What the specialist may not do (delegation limits): no threat, no claim, no concession. */
const FORBIDDEN =
  /legal|lawyer|solicitor|attorney|court|sue\b|litigat|collection agency|debt collect|interest|late fee|penalt|charge|surcharge|credit bureau|discount|waive|write[ -]?off|instal?ment|payment plan|extend|credit (?:hold|limit|terms)|stop (?:supply|deliver)|suspend|default\b/iu;

describe('the shipped wording', () => {
  it('covers the five stages', () => {
    expect(templates.map(({ stage }) => stage)).toEqual(TEMPLATE_STAGES);
  });

  describe.each(TEMPLATE_STAGES)('%s', (stage) => {
    it('has no problem and leaves nothing open with full data', () => {
      const template = templates.find((each) => each.stage === stage);
      expect(template && checkTemplate(template)).toEqual([]);
      const { unresolved, text, subject } = letter(stage);
      expect(unresolved).toEqual([]);
      expect(text + subject).not.toMatch(/\[missing|\{\{|\{%|undefined|null|NaN/u);
    });

    it('reads well with sparse data too', () => {
      const { unresolved, text } = letter(stage, sparse);
      expect(unresolved).toEqual([]);
      expect(text).toMatch(/^Dear Northwind Traders,\n/u);
      expect(text).not.toMatch(/ {2}(?=[a-z])| [.,;:]|\n{3}|\(\s*\)/u);
    });

    it('promises, threatens and claims nothing that a specialist may not', () => {
      const { text, subject } = letter(stage);
      expect(`${subject}\n${text}`).not.toMatch(FORBIDDEN);
      expect(text).not.toContain('!');
    });

    it('says how to pay, whom to ask and which reference to quote', () => {
      const { text } = letter(stage);
      for (const part of [
        'IBAN DK00 0000 0000 0000 00',
        'reply to this message',
        '+45 5550 0142',
        'DB-10422',
      ]) {
        expect(text).toContain(part);
      }
      expect(text).toMatch(
        /Ines Okafor, Accounts receivable\nHalden Instruments\n\+45 5550 0142\nines@halden\.example\n$/u,
      );
    });

    it('is complete before anybody has entered payment instructions, a sender or a way to reach the company', () => {
      const company = { ...data.company, paymentInstructions: null, phone: null, email: null, portal: null };
      const sender = { name: null, title: null, email: null, phone: null };
      const { unresolved, text } = letter(stage, { company, sender });
      expect(unresolved).toEqual([]);
      expect(text).toContain('How to pay:\nPlease use the bank details on the invoices.\n');
      expect(text).toMatch(/(?:regards|sincerely),\nHalden Instruments\n$/u);
    });
  });

  it('before_due speaks only of what falls due soon', () => {
    const { text, invoices, subject } = letter('before_due');
    expect(invoices).toEqual(['INV-1103']);
    expect(subject).toContain('€12,004.00');
    expect(`${subject}${text}`).not.toMatch(/overdue|past due|reminder|INV-1042|INV-1120/iu);
  });

  it.each(['friendly', 'firm', 'final'] as const)(
    '%s lists exactly what is overdue, and says its sum',
    (stage) => {
      const { invoices, subject, text } = letter(stage);
      expect(invoices).toEqual(['INV-1042', 'INV-1077']);
      expect(subject).toContain('€51,410.50');
      expect(text).not.toMatch(/INV-1103|INV-1120/u);
      expect(text).toMatch(/already paid, thank you/u);
      expect(text).toContain('remittance advice');
    },
  );

  it.each(['before_due', 'friendly', 'firm', 'final'] as const)(
    '%s shows credits and unapplied payments when there are any',
    (stage) => {
      expect(letter(stage).text).toMatch(/Credit note CN-88[\s\S]*-€450\.00[\s\S]*-€1,200\.00/u);
      expect(letter(stage, sparse).text).not.toMatch(/credit|not yet applied/iu);
    },
  );

  it('statement lists all open invoices, credits, payments and the balance', () => {
    const { invoices, text } = letter('statement');
    expect(invoices).toHaveLength(4);
    expect(text).toMatch(/Balance +€62,644\.50/u);
    expect(text).toContain('Payments not yet applied');
  });

  it('statement is polite about an account on which nothing is open', () => {
    const empty = { ...sparse, invoices: [], totals: letterTotals([], [], ZERO) };
    const { unresolved, text } = letter('statement', empty);
    expect(unresolved).toEqual([]);
    expect(text).toContain('No invoice is open.');
    expect(text).not.toContain('How to pay');
  });

  it('one invoice is spoken of in the singular', () => {
    const invoices = data.invoices.slice(0, 1);
    const { text } = letter('friendly', { ...sparse, invoices, totals: letterTotals(invoices, [], ZERO) });
    expect(text).toContain('1 invoice on your account is past the due date');
  });
});

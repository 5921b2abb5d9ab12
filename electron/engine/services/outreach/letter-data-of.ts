import type { Settings } from '../../../../shared/contract/settings.ts';
import {
  dateInZone,
  endOfDay,
  type Instant,
  type PlainDate,
  timeInZone,
} from '../../../../shared/domain/dates.ts';
import { freeOf } from '../../../../shared/domain/gate/restrained.ts';
import type { GateItem } from '../../../../shared/domain/gate/types.ts';
import {
  type LetterData,
  type LetterMoment,
  letterTotals,
} from '../../../../shared/domain/letters/letter-data.ts';
import { addMinor, type CurrencyCode, minorUnits } from '../../../../shared/domain/money.ts';
import type { LetterFacts } from '../../db/queries/letter-facts.ts';

/** What a template is filled with: the items that passed the gate, and everything the company is owed or owes beside. */
export function letterDataOf(
  facts: LetterFacts,
  items: readonly GateItem[],
  settings: Settings,
  workspace: { readonly currency: CurrencyCode; readonly timeZone: string },
  asOf: PlainDate,
): LetterData {
  const asked = new Map(items.map((item) => [item.documentId, freeOf(item)]));
  const invoices = facts.documents
    .filter((document) => document.kind === 'invoice' && asked.has(document.id))
    .map(({ id, number, issueDate, dueDate, daysPastDue, total, open, poNumber, reference }) => {
      const free = asked.get(id) ?? open;
      return {
        number,
        issueDate,
        dueDate,
        daysPastDue,
        total,
        open: free,
        heldBack: minorUnits(open - free),
        poNumber,
        reference,
      };
    });
  const credits = facts.documents
    .filter((document) => document.kind === 'credit_note')
    .map(({ number, issueDate, open }) => ({ number, date: issueDate, open }));
  const unapplied = addMinor(
    ...facts.documents
      .filter((document) => document.kind === 'unapplied_payment')
      .map((document) => document.open),
  );
  const contact = facts.contacts.find((person) => person.billing && person.name !== null);
  return {
    locale: workspace.currency === 'USD' ? 'en-US' : 'en-GB',
    asOf,
    figuresAsOf: momentOf(facts.figures.at, asOf, workspace.timeZone),
    currency: facts.currency,
    customer: { name: facts.account.name, number: facts.account.number, contactName: contact?.name ?? null },
    company: {
      name: settings.company.name,
      address: given(settings.company.address),
      phone: given(settings.company.phone),
      email: given(settings.company.email),
      paymentInstructions: given(settings.company.paymentInstructions),
      portal: given(settings.company.portalUrl),
    },
    sender: {
      name: given(settings.sender.name),
      title: given(settings.sender.title),
      email: given(settings.sender.email),
      phone: given(settings.sender.phone),
    },
    invoices,
    credits,
    unapplied,
    totals: letterTotals(invoices, credits, unapplied),
    reference: facts.account.number ?? facts.account.id.slice(0, 8).toUpperCase(),
  };
}

/** The moment of the figures where the company is. Imported files know only the day: their moment is its end. */
function momentOf(at: Instant | null, asOf: PlainDate, timeZone: string): LetterMoment | null {
  if (at === null) return null;
  const date = dateInZone(at, timeZone);
  if (date > asOf) return null;
  return { date, time: at === endOfDay(date, timeZone) ? null : timeInZone(at, timeZone) };
}

function given(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

import { addDays, type PlainDate, plainDate } from '../../../shared/domain/dates.ts';
import { decide } from '../../../shared/domain/gate/decide.ts';
import { DEFAULT_GATE_SETTINGS } from '../../../shared/domain/gate/settings.ts';
import type {
  GateContact,
  GateContext,
  GateDispute,
  GateEntry,
  GateItem,
} from '../../../shared/domain/gate/types.ts';
import type { DocumentId } from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits, ZERO } from '../../../shared/domain/money.ts';

export const TODAY: PlainDate = plainDate('2026-11-21');

export function gateItem(number: string, openMinor: number): GateItem {
  return {
    documentId: `doc-${number}` as DocumentId,
    number,
    totalMinor: minorUnits(Math.max(openMinor, 100)),
    openMinor: minorUnits(openMinor),
  };
}

/** A mark of the books, which says neither reason nor amount. */
export const BOOKS_DISPUTE: GateDispute = { amountMinor: null, reason: null, since: null, owner: null };

export function contactOf(daysAgo: number, changes: Partial<GateContact> = {}): GateContact {
  return { date: addDays(TODAY, -daysAgo), kind: 'mail', actor: 'Ines Duarte', ...changes };
}

/** A message of two invoices, €1,200.00 and €800.00, that nothing speaks against. */
export function cleanContext(changes: Partial<GateContext> = {}): GateContext {
  return {
    today: TODAY,
    account: { name: 'Ostrander Pumps BV' },
    currency: currencyCode('EUR'),
    items: [gateItem('INV-1', 120_000), gateItem('INV-2', 80_000)],
    creditsMinor: ZERO,
    unappliedMinor: ZERO,
    recipients: ['ap@ostrander.example'],
    contacts: [],
    closed: [],
    undeliverable: [],
    unanswered: null,
    figuresAsOf: TODAY,
    sync: null,
    wording: { approved: true, changedSentences: [] },
    settings: DEFAULT_GATE_SETTINGS,
    ...changes,
  };
}

export function entriesOf(changes: Partial<GateContext>): readonly GateEntry[] {
  return decide(cleanContext(changes)).entries;
}

/** The one sentence that the gate says about the clean message with these changes. */
export function textOf(changes: Partial<GateContext>): string {
  const entries = entriesOf(changes);
  return entries.map((entry) => entry.text).join(' | ');
}

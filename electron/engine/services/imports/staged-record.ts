import type { PlainDate } from '../../../../shared/domain/dates.ts';
import type { CanonicalPayment, CanonicalRecord } from '../../connectors/canonical.ts';
import type { StagedRecord } from '../../db/ledger-import/types.ts';

/** A record as the database stages it. A payment without a date counts as made on the day of the figures. */
export function stagedRecord(record: CanonicalRecord, position: number, figureOn: PlainDate): StagedRecord {
  if (record.kind === 'payment') return stagedPayment(record, position, figureOn);
  return {
    position,
    kind: record.kind,
    customerKey: record.customerKey,
    number: record.number,
    issueDate: record.issueDate,
    dueDate: record.dueDate,
    dueDerived: record.dueDerived,
    currency: record.currency,
    totalMinor: record.totalMinor,
    openMinor: record.openMinor,
    paidDate: record.paidDate,
    poNumber: record.poNumber,
    reference: record.reference,
    terms: record.terms,
    disputed: record.disputed,
    appliesTo: null,
  };
}

function stagedPayment(payment: CanonicalPayment, position: number, figureOn: PlainDate): StagedRecord {
  const { number, date, currency, amountMinor, appliesTo, occurrence } = payment;
  return {
    position,
    kind: 'payment',
    customerKey: payment.customerKey,
    number: JSON.stringify([number, date, currency, amountMinor, appliesTo, occurrence]),
    issueDate: date ?? figureOn,
    dueDate: null,
    dueDerived: false,
    currency,
    totalMinor: amountMinor,
    openMinor: payment.unappliedMinor,
    paidDate: null,
    poNumber: null,
    reference: payment.reference ?? number,
    terms: null,
    disputed: false,
    appliesTo,
  };
}

import { daysBetween, type PlainDate } from '../../../../shared/domain/dates.ts';
import { DISPUTE_REASON_LABELS } from '../../../../shared/domain/disputes/reasons.ts';
import { formatDate } from '../../../../shared/domain/format/dates.ts';
import { countDays } from '../../../../shared/domain/format/words.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { type CurrencyCode, type MinorUnits, minorUnits } from '../../../../shared/domain/money.ts';
import type { PriorityReason } from '../../../../shared/domain/priority/priority.ts';
import type { Connection } from '../connection.ts';
import { disputesOf } from '../hold-fire/disputes-at.ts';
import { promisesAt } from '../hold-fire/promises-at.ts';
import { named, type TodayRowView } from './today-row.ts';

/** Open promises whose date has come, with what is missing of each; those whose last day is over first. */
export function promisesDue(db: Connection, today: PlainDate): TodayRowView[] {
  const due = promisesAt(db, { asOf: today })
    .filter(({ state, date }) => state === 'open' && date <= today)
    .sort((left, right) => left.lastDay.localeCompare(right.lastDay));
  return named(
    db,
    due.map(({ id, accountId, currency, amountMinor, receivedMinor, date, lastDay, promisedBy }) => ({
      ...{ key: id, accountId, currency, date, minor: minorUnits(amountMinor - receivedMinor) },
      text: [
        promisedBy === null ? 'Promised' : `${promisedBy} promised it`,
        lastDay === today ? 'today is the last day' : `last day ${formatDate(lastDay, today)}`,
      ].join(', '),
    })),
  );
}

interface BrokenRow {
  readonly accountId: AccountId;
  readonly currency: CurrencyCode;
  readonly free: MinorUnits;
  readonly reasons: string;
}

/** Accounts whose last promise broke and is not made good, with what may be asked for; the highest level first. */
export function brokenPromises(db: Connection, table: string): TodayRowView[] {
  const rows = db
    .prepare<[], BrokenRow>(
      `SELECT account_id AS accountId, currency, free_minor AS free, reasons_json AS reasons
       FROM ${table} WHERE broken_level > 0 ORDER BY broken_level DESC, free_minor DESC`,
    )
    .all();
  return named(
    db,
    rows.map(({ accountId, currency, free, reasons }) => ({
      ...{ key: `${accountId} ${currency}`, accountId, currency, minor: free, date: null },
      text: sentence(wordsOf(reasons)),
    })),
  );
}

function wordsOf(json: string): string {
  const reasons = JSON.parse(json) as readonly PriorityReason[];
  return reasons.find(({ code }) => code === 'broken_promise')?.text ?? 'a promise was broken';
}

/** Open disputes for which nothing is set, or whose date went by; the oldest first. */
export function stuckDisputes(db: Connection, today: PlainDate): TodayRowView[] {
  const stuck = disputesOf(db, {}).filter(
    ({ nextDate, openMinor }) => openMinor > 0 && (nextDate === null || nextDate < today),
  );
  return named(
    db,
    stuck.map((dispute) => ({
      ...{ key: dispute.id, accountId: dispute.accountId, currency: dispute.currency },
      minor: minorUnits(Math.min(dispute.amountMinor ?? dispute.openMinor, dispute.openMinor)),
      date: dispute.nextDate,
      text: [
        `${dispute.number}, ${DISPUTE_REASON_LABELS[dispute.reason].toLowerCase()}`,
        `open for ${countDays(daysBetween(dispute.openedOn, today))}`,
        dispute.nextDate === null
          ? 'no next date'
          : `${dispute.nextAction ?? 'next step'} was due on ${formatDate(dispute.nextDate, today)}`,
        ...(dispute.owner === null ? ['nobody has it'] : [`with ${dispute.owner}`]),
      ].join(' · '),
    })),
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

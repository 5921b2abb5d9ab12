import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { disputedAmount } from '../../../../shared/domain/disputes/disputed-amount.ts';
import { DISPUTE_REASON_LABELS } from '../../../../shared/domain/disputes/reasons.ts';
import { formatDate } from '../../../../shared/domain/format/dates.ts';
import { formatMoney } from '../../../../shared/domain/format/money.ts';
import type { ContactChannel, Hold } from '../../../../shared/domain/holds/types.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import type { Connection } from '../connection.ts';
import { disputesOf } from '../hold-fire/disputes-at.ts';
import { doNotContactOf, setHoldsAt } from '../hold-fire/holds-at.ts';
import { named } from '../queries/today-row.ts';

/** Why something must not be done with an account, the absolute reasons first. */
export const NEVER_KINDS = ['do_not_contact', 'hold', 'reply', 'dispute', 'undeliverable'] as const;
export type NeverKind = (typeof NEVER_KINDS)[number];

/** What must not be done. */
export interface NeverRow {
  readonly key: string;
  readonly kind: NeverKind;
  /** Null: it rests on the whole workspace. */
  readonly accountId: AccountId | null;
  readonly name: string;
  /** A sentence: what not to do. */
  readonly text: string;
  /** Why, and since when. */
  readonly why: string;
}

const CLOSED: Readonly<Record<ContactChannel, string>> = {
  mail: 'Do not write',
  call: 'Do not call',
  all: 'Do not contact',
};

/** Everything that must not be done on a date, by kind and then by account. */
export function nevers(db: Connection, today: PlainDate): readonly NeverRow[] {
  const rows = [
    ...wishes(db, today),
    ...holds(db, today),
    ...replies(db, today),
    ...disputes(db, today),
    ...undeliverable(db, today),
  ];
  return rows.toSorted(
    (one, other) => NEVER_KINDS.indexOf(one.kind) - NEVER_KINDS.indexOf(other.kind) || byName(one, other),
  );
}

function wishes(db: Connection, today: PlainDate): NeverRow[] {
  const nameOf = db.prepare<[string | null], string>('SELECT name FROM contact WHERE id = ?').pluck();
  const rows = doNotContactOf(db).map(({ id, accountId, contactId, channel, reason, setOn }) => ({
    accountId,
    key: id,
    text: `${CLOSED[channel]} ${contactId === null ? 'anybody here' : (nameOf.get(contactId) ?? 'this contact')}`,
    why: reasonOf(reason, setOn, today),
  }));
  return withNames(db, 'do_not_contact', rows);
}

function holds(db: Connection, today: PlainDate): NeverRow[] {
  const numberOf = db.prepare<[string], string>('SELECT number FROM document WHERE id = ?').pluck();
  const rows = setHoldsAt(db, { asOf: today }).map((hold) => ({
    accountId: hold.target.scope === 'workspace' ? null : hold.target.accountId,
    key: hold.id,
    text: `Do not ask for ${held(hold, (id) => numberOf.get(id))} ${hold.until === null ? 'until the hold is lifted' : `before ${formatDate(hold.until, today)}`}`,
    why: reasonOf(hold.reason, hold.setOn, today),
  }));
  return withNames(db, 'hold', rows);
}

function held({ target }: Hold, numberOf: (id: string) => string | undefined): string {
  if (target.scope === 'workspace') return 'anything from anybody';
  return target.scope === 'account' ? 'anything' : (numberOf(target.documentId) ?? 'an invoice');
}

function replies(db: Connection, today: PlainDate): NeverRow[] {
  const rows = db
    .prepare<[], { accountId: AccountId; since: PlainDate; about: string }>(
      `SELECT COALESCE(merged_into_id, account.id) AS accountId, since, about
       FROM unanswered_reply JOIN account ON account.id = account_id ORDER BY since`,
    )
    .all()
    .map(({ accountId, since, about }) => ({
      accountId,
      key: accountId,
      text: 'Do not remind before they have an answer',
      why: reasonOf(about === '' ? 'They wrote' : about, since, today),
    }));
  return withNames(db, 'reply', rows);
}

function disputes(db: Connection, today: PlainDate): NeverRow[] {
  const rows = disputesOf(db, {})
    .filter(({ openMinor }) => openMinor > 0)
    .map((dispute) => ({
      accountId: dispute.accountId,
      key: dispute.id,
      text: `Do not ask for ${formatMoney(disputedAmount(dispute.openMinor, [dispute]), dispute.currency)} of ${dispute.number}`,
      why: [
        reasonOf(`Disputed, ${DISPUTE_REASON_LABELS[dispute.reason].toLowerCase()}`, dispute.openedOn, today),
        ...(dispute.owner === null ? [] : [`with ${dispute.owner}`]),
        ...(dispute.nextAction === null ? [] : [`next: ${dispute.nextAction}`]),
      ].join(' · '),
    }));
  return withNames(db, 'dispute', rows);
}

function undeliverable(db: Connection, today: PlainDate): NeverRow[] {
  const rows = db
    .prepare<[], { accountId: AccountId; address: string; since: PlainDate; about: string }>(
      `SELECT DISTINCT contact.account_id AS accountId, address, since, about
       FROM undeliverable_address JOIN contact ON lower(contact.email) = address
       WHERE contact.removed_at IS NULL ORDER BY address`,
    )
    .all()
    .map(({ accountId, address, since, about }) => ({
      accountId,
      key: `${accountId} ${address}`,
      text: `Do not write to ${address}: mail comes back`,
      why: reasonOf(about, since, today),
    }));
  return withNames(db, 'undeliverable', rows);
}

function withNames(
  db: Connection,
  kind: NeverKind,
  rows: readonly {
    readonly accountId: AccountId | null;
    readonly key: string;
    readonly text: string;
    readonly why: string;
  }[],
): NeverRow[] {
  return rows.map(({ accountId, key, text, why }) => {
    const nameless = { key, currency: null, minor: null, date: null, text };
    const name = accountId === null ? '' : (named(db, [{ accountId, ...nameless }])[0]?.name ?? '');
    return { key, kind, accountId, name, text, why };
  });
}

function reasonOf(reason: string, on: PlainDate, today: PlainDate): string {
  const since = `since ${formatDate(on, today)}`;
  const why = reason.trim().replace(/\.$/, '');
  return why === '' ? since : `${why}, ${since}`;
}

function byName(one: NeverRow, other: NeverRow): number {
  return one.name.localeCompare(other.name, 'en') || (one.key < other.key ? -1 : 1);
}

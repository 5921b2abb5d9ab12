import { countryCode } from '../../../../shared/domain/contact-rules/place.ts';
import type { DebtorType } from '../../../../shared/domain/contact-rules/types.ts';
import { isTimeZone } from '../../../../shared/domain/dates.ts';
import type { AccountId } from '../../../../shared/domain/ids.ts';
import { EngineError } from '../../platform/engine-error.ts';
import { refreshAfter, requireAccount } from './account-rows.ts';
import type { NewLogEntry, WriteCommand } from './command.ts';

export interface PreviousOwner {
  readonly accountId: AccountId;
  readonly owner: string | null;
}

/** Says who works accounts; null: nobody's. Gives back who did, for undo. */
export const setAccountOwner: WriteCommand<
  { readonly accountIds: readonly AccountId[]; readonly owner: string | null },
  readonly PreviousOwner[]
> = (db, { accountIds, owner }, context) => {
  const read = db.prepare<[string], string>('SELECT owner FROM account_owner WHERE account_id = ?').pluck();
  const previous = [...new Set(accountIds)].map((accountId) => ({
    accountId,
    owner: read.get(accountId) ?? null,
  }));
  const next = owner === null || owner.trim() === '' ? null : owner.trim();
  const changing = previous.filter((item) => item.owner !== next);
  const entries = changing.map(({ accountId, owner: before }): NewLogEntry => {
    requireAccount(db, accountId);
    if (next === null) db.prepare('DELETE FROM account_owner WHERE account_id = ?').run(accountId);
    else {
      db.prepare(
        'INSERT OR REPLACE INTO account_owner (account_id, owner, set_at, set_by) VALUES (?, ?, ?, ?)',
      ).run(accountId, next, context.now, context.actor);
    }
    const summary = next === null ? `No owner any more (was ${before})` : `Owner: ${next}`;
    return { kind: 'owner_set', account: accountId, payload: { summary, owner: next, before } };
  });
  const [first, ...others] = entries;
  if (first === undefined) return { output: previous, unchanged: true };
  return {
    output: previous,
    entries: [first, ...others],
    afterLog: refreshAfter(
      db,
      context,
      changing.map(({ accountId }) => accountId),
    ),
  };
};

export interface DebtorProfile {
  readonly debtorType: DebtorType;
  /** ISO code of two letters; null: that of the books. */
  readonly country: string | null;
  /** State or province as the rules of contact name it, such as `US-MA`; null: not known. */
  readonly region: string | null;
  /** IANA name; null: of the country. */
  readonly timeZone: string | null;
}

/**
 * Says what kind of debtor an account is and where, for the rules of contact. Errors: `not_found`, `validation` (a country
 * or time zone that does not exist).
 */
export const setDebtorProfile: WriteCommand<
  { readonly accountId: AccountId; readonly profile: DebtorProfile },
  null
> = (db, { accountId, profile }, context) => {
  requireAccount(db, accountId);
  requireKnown(profile);
  const before = db
    .prepare<[string], DebtorProfile>(
      `SELECT debtor_type AS debtorType, country, region, time_zone AS timeZone FROM debtor_profile
       WHERE account_id = ?`,
    )
    .get(accountId);
  const { debtorType, country, region, timeZone } = profile;
  const fields = ['debtorType', 'country', 'region', 'timeZone'] as const;
  if (before !== undefined && fields.every((field) => before[field] === profile[field])) {
    return { output: null, unchanged: true };
  }
  db.prepare(
    `INSERT OR REPLACE INTO debtor_profile (account_id, debtor_type, country, region, time_zone, set_at, set_by)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(accountId, debtorType, country, region, timeZone, context.now, context.actor);
  const place = [country, region, timeZone].filter((part) => part !== null).join(', ');
  const summary = `Debtor: ${debtorType.replaceAll('_', ' ')}${place === '' ? '' : `, ${place}`}`;
  return {
    output: null,
    entries: [
      {
        kind: 'debtor_profile_set',
        account: accountId,
        payload: { summary, ...profile, before: before ?? null },
      },
    ],
    afterLog: refreshAfter(db, context, [accountId]),
  };
};

function requireKnown({ country, timeZone }: DebtorProfile): void {
  if (country !== null && countryCode(country) !== country) {
    throw new EngineError(
      'validation',
      `"${country}" is no country. Give its code of two letters, such as US.`,
      {
        path: 'country',
      },
    );
  }
  if (timeZone !== null && !isTimeZone(timeZone)) {
    throw new EngineError('validation', `"${timeZone}" is no time zone. Give one such as America/New_York.`, {
      path: 'timeZone',
    });
  }
}

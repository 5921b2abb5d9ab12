import type { AccountId, DocumentId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { EngineError } from '../../platform/engine-error.ts';
import type { Connection } from '../connection.ts';

export interface FoundInvoice {
  readonly id: DocumentId;
  readonly number: string;
  readonly currency: CurrencyCode;
  readonly openMinor: MinorUnits;
}

/** An invoice of an account by its id or number, upper and lower case alike; throws `not_found`. */
export function findInvoice(
  db: Connection,
  { accountId, key }: { readonly accountId: AccountId; readonly key: string },
): FoundInvoice {
  const rows = db
    .prepare<unknown[], FoundInvoice>(
      `SELECT id, number, currency, open_minor AS openMinor FROM document
       WHERE account_id = @accountId AND kind = 'invoice' AND deleted_at IS NULL
         AND (id = @key OR number = @key COLLATE NOCASE) ORDER BY number = @key DESC, open_minor DESC`,
    )
    .all({ accountId, key: key.trim() });
  const [invoice] = rows;
  if (invoice === undefined) {
    throw new EngineError('not_found', `The account has no invoice "${key}".`, { invoice: key });
  }
  return invoice;
}

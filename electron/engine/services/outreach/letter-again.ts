import type { PlainDate } from '../../../../shared/domain/dates.ts';
import { type CurrencyCode, currencyCode } from '../../../../shared/domain/money.ts';
import type { DraftRecord } from '../../db/queries/drafts.ts';
import { readSettings } from '../settings/settings-service.ts';
import type { OpenWorkspace } from '../workspace/open-workspace.ts';
import { type LetterProposal, type LetterRequest, proposeLetter } from './propose-letter.ts';

/**
 * The template's letter about the same invoices, as it would be on a date. `figures`: those that it spoke of, where its
 * own words are wanted again; absent: those of now. Errors: `not_found` (no such template).
 */
export async function letterAgain(
  workspace: OpenWorkspace,
  draft: Pick<DraftRecord, 'accountId' | 'currency' | 'stage' | 'language'>,
  invoicesJson: string,
  asOf: PlainDate,
  options: Pick<LetterRequest, 'figures' | 'withoutHours'> = {},
): Promise<LetterProposal> {
  const currency: CurrencyCode = currencyCode(draft.currency);
  const invoices = JSON.parse(invoicesJson) as LetterProposal['invoices'];
  return proposeLetter(workspace, await readSettings(workspace), {
    accountId: draft.accountId,
    currency,
    stage: draft.stage as LetterProposal['stage'],
    language: draft.language,
    picked: invoices.map(({ id }) => id),
    asOf,
    ...options,
  });
}

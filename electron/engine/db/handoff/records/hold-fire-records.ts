import { DEBTOR_TYPES } from '../../../../../shared/domain/contact-rules/types.ts';
import { DISPUTE_REASONS } from '../../../../../shared/domain/disputes/reasons.ts';
import { CONTACT_CHANNELS } from '../../../../../shared/domain/holds/types.ts';
import { PROMISE_CHANNELS, PROMISE_STATES } from '../../../../../shared/domain/promises/types.ts';
import {
  debtorProfile,
  dispute,
  disputePaper,
  doNotContact,
  hold,
  promise,
  promiseInvoice,
  unansweredReply,
  undeliverableAddress,
} from '../../schema/index.ts';
import { familiesOf } from '../../summary/account-family.ts';
import type { PackRow } from '../row-schema.ts';
import { rowsRecord } from './rows-record.ts';

/**
 * A promise. Whether it was kept, each side tells from the payments it knows of, so that counts for nothing here, unless a
 * person said it against the payments.
 */
export const promiseRecord = rowsRecord({
  table: promise,
  key: 'id',
  children: { table: promiseInvoice, parent: 'promise_id', order: 'document_id' },
  allowed: { state: PROMISE_STATES, channel: PROMISE_CHANNELS },
  stands: (row) => row.state === 'open',
  madeAt: 'made_at',
  comparable: asPromised,
  rival: `SELECT id FROM promise WHERE account_id = @account_id AND currency = @currency AND state = 'open'
    AND @state = 'open' ORDER BY id`,
  giveWay: "state = 'replaced', decided_on = @today",
});

const DECIDED = ['kept', 'partly_kept', 'broken'];

function asPromised(row: PackRow): PackRow {
  const settled = { ...row, received_minor: 0 };
  if (row.correction !== null) return settled;
  const decided = DECIDED.includes(String(row.state));
  return { ...settled, ...(decided ? { state: 'open' } : {}), decided_on: null };
}

/** Two sides that lifted the same did the same, whenever each did it. */
function untilLifted(row: PackRow): PackRow {
  return row.lifted_at === null ? row : { id: row.id ?? null, lifted_at: '' };
}

/** An objection with the papers that it needs. That it goes against the mark of the books is for each side to see. */
export const disputeRecord = rowsRecord({
  table: dispute,
  key: 'id',
  children: { table: disputePaper, parent: 'dispute_id', order: 'name' },
  allowed: { state: ['open', 'resolved'], reason: DISPUTE_REASONS },
  stands: (row) => row.state === 'open',
  madeAt: 'opened_at',
  comparable: (row) => ({ ...row, overrides_books: 0 }),
  rival: `SELECT id FROM dispute WHERE document_id = @document_id AND state = 'open' AND @state = 'open' ORDER BY id`,
  giveWay: "state = 'resolved', resolved_on = @today, outcome = 'Replaced at the return of a handoff'",
});

/** A hold, also one on the whole workspace. */
export const holdRecord = rowsRecord({
  table: hold,
  key: 'id',
  condition: `account_id IS NULL OR account_id IN ${familiesOf('@accounts')}`,
  travels: (row) => row.lifted_at === null,
  stands: (row) => row.lifted_at === null,
  madeAt: 'set_at',
  comparable: untilLifted,
  rival: `SELECT id FROM hold WHERE account_id IS @account_id AND document_id IS @document_id AND lifted_at IS NULL
    AND @lifted_at IS NULL ORDER BY id`,
  giveWay: 'lifted_at = @now',
});

export const doNotContactRecord = rowsRecord({
  table: doNotContact,
  key: 'id',
  allowed: { channel: CONTACT_CHANNELS },
  travels: (row) => row.lifted_at === null,
  stands: (row) => row.lifted_at === null,
  madeAt: 'set_at',
  comparable: untilLifted,
  rival: `SELECT id FROM do_not_contact WHERE account_id = @account_id AND contact_id IS @contact_id
    AND channel = @channel AND lifted_at IS NULL AND @lifted_at IS NULL ORDER BY id`,
  giveWay: 'lifted_at = @now',
});

export const unansweredReplyRecord = rowsRecord({ table: unansweredReply, key: 'account_id' });

/** An address to which no mail gets through, among those of the accounts' contacts. */
export const undeliverableAddressRecord = rowsRecord({
  table: undeliverableAddress,
  key: 'address',
  condition: `address IN (SELECT lower(email) FROM contact WHERE email IS NOT NULL
    AND account_id IN ${familiesOf('@accounts')})`,
  accountOf: () => null,
});

export const debtorProfileRecord = rowsRecord({
  table: debtorProfile,
  key: 'account_id',
  allowed: { debtor_type: DEBTOR_TYPES },
});

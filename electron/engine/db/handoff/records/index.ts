import { draftRecord } from './draft-record.ts';
import {
  debtorProfileRecord,
  disputeRecord,
  doNotContactRecord,
  holdRecord,
  promiseRecord,
  unansweredReplyRecord,
  undeliverableAddressRecord,
} from './hold-fire-records.ts';
import { contactRecord, nextActionRecord, snoozeRecord } from './planning-records.ts';
import type { RecordKind, RecordKindName } from './record-kind.ts';

/** All kinds of records that a handoff carries. A feature that keeps something about an account adds its kind here. */
export const RECORDS = {
  contact: contactRecord,
  promise: promiseRecord,
  dispute: disputeRecord,
  hold: holdRecord,
  do_not_contact: doNotContactRecord,
  unanswered_reply: unansweredReplyRecord,
  undeliverable_address: undeliverableAddressRecord,
  debtor_profile: debtorProfileRecord,
  next_action: nextActionRecord,
  snooze: snoozeRecord,
  draft: draftRecord,
} as const satisfies Record<RecordKindName, RecordKind>;

import type { z } from 'zod';
import type { AccountId } from '../../../../../shared/domain/ids.ts';
import type { Connection } from '../../connection.ts';

/** What people put down about an account, each with a state that both sides of a handoff may change. */
export const RECORD_KINDS = [
  'contact',
  'promise',
  'dispute',
  'hold',
  'do_not_contact',
  'unanswered_reply',
  'undeliverable_address',
  'debtor_profile',
  'next_action',
  'snooze',
  'draft',
] as const;
export type RecordKindName = (typeof RECORD_KINDS)[number];

/** A JSON object with all that a record is. */
export type RecordValue = Readonly<Record<string, unknown>>;

/** One record of an account, under the key that tells it from others of its kind on both sides. */
export interface AccountRecord {
  readonly key: string;
  /** Null for what rests on the whole workspace, or on an address whoever it belongs to. */
  readonly accountId: AccountId | null;
  readonly value: RecordValue;
}

/** How one kind of record is read, compared and put. */
export interface RecordKind {
  readonly schema: z.ZodType<RecordValue>;
  /** All records of these accounts. */
  read(db: Connection, accounts: readonly AccountId[]): readonly AccountRecord[];
  /** What counts when two sides are compared: without what each side works out for itself. */
  comparable(value: RecordValue): RecordValue;
  /** Whether a new pack carries it: what is over stays where it was. */
  travels(value: RecordValue): boolean;
  /** Whether it is in force: open, resting, waiting. */
  stands(value: RecordValue): boolean;
  /** When it was made; null where that is not kept. */
  madeAt(value: RecordValue): string | null;
  /** Puts the record, in place of the one under the same key. */
  put(db: Connection, key: string, value: RecordValue, now: string): void;
  /** Takes the record away, when the other side did. */
  remove(db: Connection, key: string, now: string): void;
  /** The account that a record is about: a line of a pack may not say another one. */
  accountOf(value: RecordValue): AccountId | null;
  /** Other records here that leave no room for this one: a second hold on the same target, promises made meanwhile. */
  rivals(db: Connection, key: string, value: RecordValue): readonly string[];
  /** Ends a rival, so that there is room. */
  giveWay(db: Connection, rival: string, now: string): void;
}

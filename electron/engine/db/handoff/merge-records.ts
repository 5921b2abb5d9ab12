import type { AccountId, HandoffId } from '../../../../shared/domain/ids.ts';
import type { CommandContext } from '../commands/command.ts';
import type { Connection } from '../connection.ts';
import { agree, agreedKey, agreedRecords, comparableText } from './agreed-records.ts';
import type { RecordChange } from './record-lines.ts';
import { RECORDS } from './records/index.ts';
import type { AccountRecord, RecordValue } from './records/record-kind.ts';
import { RECORD_KINDS } from './records/record-kind.ts';

/** Which handoff is merged, and when it was given: what was there by then both sides know. */
export interface MergeScope {
  readonly handoff: HandoffId;
  readonly accounts: readonly AccountId[];
  readonly givenAt: string;
}

/**
 * Merges records three ways: what both sides agreed on last, ours, and theirs. What only they changed is taken; what both
 * changed alike is agreed; what both changed otherwise is kept as a conflict, and ours stays.
 */
export function mergeRecords(
  db: Connection,
  { handoff, accounts, givenAt }: MergeScope,
  changes: readonly RecordChange[],
  context: CommandContext,
): { readonly taken: number; readonly conflicts: number } {
  const agreed = agreedRecords(db, handoff);
  const ours = oursOf(db, changes, accounts);
  const known = new Set([...agreed.keys(), ...changes.map(({ kind, key }) => agreedKey(kind, key))]);
  const isNew = (name: string) => !known.has(name) && isMadeSince(ours.get(name), name, givenAt);
  const rivals = rivalsOf(db, changes, isNew);
  let taken = 0;
  let conflicts = 0;
  for (const change of endedFirst(changes)) {
    const { kind, key, accountId, after } = change;
    const name = agreedKey(kind, key);
    const base = comparableText(kind, agreed.has(name) ? (agreed.get(name)?.value ?? null) : change.before);
    const theirs = comparableText(kind, after);
    if (theirs === base) continue;
    const mine = ours.get(name) ?? null;
    const mineText = comparableText(kind, mine);
    const rival = rivals.get(name) ?? null;
    if (rival === null && mineText === theirs) {
      // Both did the same.
    } else if (rival === null && mineText === base) {
      if (after === null) RECORDS[kind].remove(db, key, context.now);
      else RECORDS[kind].put(db, key, after, context.now);
      taken += 1;
    } else {
      keepConflict(db, handoff, change, { mine, rival }, context);
      conflicts += 1;
    }
    agree(db, handoff, { kind, key, accountId, value: after });
  }
  return { taken, conflicts };
}

/** What ends makes room for what begins: a hold that was lifted, for the next one on the same invoice. */
function endedFirst(changes: readonly RecordChange[]): readonly RecordChange[] {
  return changes.toSorted((one, other) => Number(begins(one)) - Number(begins(other)));
}

function begins({ kind, after }: RecordChange): boolean {
  return after !== null && RECORDS[kind].stands(after);
}

/** Whether a record of ours is younger than the handoff, and so unknown to the other side. */
function isMadeSince(value: RecordValue | undefined, name: string, givenAt: string): boolean {
  const kind = RECORD_KINDS.find((one) => name.startsWith(`${one}:`));
  const madeAt = value === undefined || kind === undefined ? null : RECORDS[kind].madeAt(value);
  return madeAt === null || madeAt > givenAt;
}

/**
 * Records of ours that both sides do not know of and that leave no room for theirs, by the key of theirs: for what begins
 * there, and for what was ended there while we put something new in its place.
 */
function rivalsOf(
  db: Connection,
  changes: readonly RecordChange[],
  isNew: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const change of changes.toSorted((one, other) => Number(begins(other)) - Number(begins(one)))) {
    const { kind, key, before, after } = change;
    const value = begins(change) ? after : before;
    const rivals = value === null ? [] : RECORDS[kind].rivals(db, key, value);
    const isFree = (one: string) => isNew(agreedKey(kind, one)) && !taken.has(agreedKey(kind, one));
    const rival = rivals.find(isFree);
    if (rival === undefined) continue;
    found.set(agreedKey(kind, key), rival);
    taken.add(agreedKey(kind, rival));
  }
  return found;
}

function oursOf(
  db: Connection,
  changes: readonly RecordChange[],
  accounts: readonly AccountId[],
): ReadonlyMap<string, RecordValue> {
  const kinds = RECORD_KINDS.filter((kind) => changes.some((change) => change.kind === kind));
  const records = kinds.flatMap((kind) =>
    RECORDS[kind]
      .read(db, accounts)
      .map((record: AccountRecord) => [agreedKey(kind, record.key), record.value] as const),
  );
  return new Map(records);
}

function keepConflict(
  db: Connection,
  handoff: HandoffId,
  { kind, key, accountId, before, after }: RecordChange,
  { mine, rival }: { readonly mine: RecordValue | null; readonly rival: string | null },
  context: CommandContext,
): void {
  const text = (value: RecordValue | null) => (value === null ? null : JSON.stringify(value));
  const rivalValue =
    rival === null || accountId === null
      ? null
      : (RECORDS[kind].read(db, [accountId]).find((record: AccountRecord) => record.key === rival)?.value ??
        null);
  db.prepare(
    `INSERT INTO merge_conflict (id, handoff_id, account_id, kind, key, base_json, mine_json, theirs_json, rival_key,
       found_at)
     VALUES (@id, @handoff, @accountId, @kind, @key, @base, @mine, @theirs, @rival, @now)
     ON CONFLICT (kind, key) WHERE decision IS NULL DO UPDATE SET base_json = excluded.base_json,
       mine_json = excluded.mine_json, theirs_json = excluded.theirs_json, rival_key = excluded.rival_key`,
  ).run({
    id: context.newId(),
    handoff,
    accountId,
    kind,
    key,
    base: text(before),
    mine: text(mine ?? rivalValue),
    theirs: text(after),
    rival,
    now: context.now,
  });
}

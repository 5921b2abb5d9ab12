import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/engine/db/connection.ts';
import { comparableText } from '../../../electron/engine/db/handoff/agreed-records.ts';
import { mergeRecords } from '../../../electron/engine/db/handoff/merge-records.ts';
import type { RecordChange } from '../../../electron/engine/db/handoff/record-lines.ts';
import { RECORDS } from '../../../electron/engine/db/handoff/records/index.ts';
import { RECORD_KINDS, type RecordValue } from '../../../electron/engine/db/handoff/records/record-kind.ts';
import { newId } from '../../../electron/engine/platform/ids.ts';
import type { AccountId, HandoffId } from '../../../shared/domain/ids.ts';
import { CONTEXT, temporaryWorkspace } from '../../support/workspace.ts';

const ACCOUNTS = ['acc-1', 'acc-2', 'acc-3', 'acc-4'] as AccountId[];
const [ONE, TWO] = [ACCOUNTS.slice(0, 2), ACCOUNTS.slice(2)];
const CASES = Number(process.env.DUEBOOK_FUZZ ?? 0) > 0 ? 2_000 : 250;
const context = { ...CONTEXT, newId };

type Kind = 'next_action' | 'snooze' | 'hold' | 'contact';

/** What somebody makes of one record: the state that it has then; null takes it away. */
interface Edit {
  readonly account: AccountId;
  readonly kind: Kind;
  /** Tells records of an account apart, where there may be several. */
  readonly slot: number;
  readonly state: number | null;
}

const edits = (accounts: readonly AccountId[]) =>
  fc.array(
    fc.record({
      account: fc.constantFrom(...accounts),
      kind: fc.constantFrom<Kind>('next_action', 'snooze', 'hold', 'contact'),
      slot: fc.nat(2),
      state: fc.option(fc.nat(3), { freq: 3 }),
    }),
    { maxLength: 12 },
  );

const keyOf = ({ account, kind, slot }: Edit): string =>
  kind === 'hold' || kind === 'contact' ? `${kind}-${account}-${slot}` : account;

function recordOf(edit: Edit): RecordValue {
  const { account, state } = edit;
  const by = { set_at: CONTEXT.now, set_by: 'Ada' };
  const row = {
    next_action: {
      account_id: account,
      kind: 'call',
      date: `2026-06-0${1 + (state ?? 0)}`,
      note: null,
      ...by,
    },
    snooze: { account_id: account, until: `2026-06-0${1 + (state ?? 0)}`, reason: null, ...by },
    hold: {
      id: keyOf(edit),
      account_id: account,
      document_id: `doc-${account}-${edit.slot}`,
      reason: `reason ${state}`,
      until: null,
      set_on: '2026-06-01',
      ...by,
      lifted_at: null,
    },
    contact: {
      id: keyOf(edit),
      account_id: account,
      name: `name ${state}`,
      role: null,
      email: null,
      phone: null,
      billing: 0,
      source: 'user',
      removed_at: null,
      source_id: null,
      gone_from_ledger: 0,
    },
  }[edit.kind];
  return { row, children: [] };
}

type World = Map<string, { readonly edit: Edit; readonly value: RecordValue }>;

/** The records that are there after these edits. */
function worldAfter(before: World, changes: readonly Edit[]): World {
  const world = new Map(before);
  for (const edit of changes) {
    const name = `${edit.kind}:${keyOf(edit)}`;
    if (edit.state === null) world.delete(name);
    else world.set(name, { edit, value: recordOf(edit) });
  }
  return world;
}

/** What a return carries of a world that began as `base`; `returned` names what an earlier return carried. */
function changesOf(
  base: World,
  now: World,
  accounts: readonly AccountId[],
  returned: World = base,
): RecordChange[] {
  const names = new Set([...base.keys(), ...now.keys(), ...returned.keys()]);
  return [...names].flatMap((name): RecordChange[] => {
    const [before, after, last] = [base.get(name), now.get(name), returned.get(name)];
    const edit = (before ?? after ?? last)?.edit;
    if (edit === undefined || !accounts.includes(edit.account)) return [];
    const text = (world: typeof before) => comparableText(edit.kind, world?.value ?? null);
    if (text(before) === text(after) && text(before) === text(last)) return [];
    const change = { before: before?.value ?? null, after: after?.value ?? null };
    return [{ kind: edit.kind, key: keyOf(edit), accountId: edit.account, ...change }];
  });
}

let db: Connection;

/** A workspace of one test; every case begins and ends with it empty. */
function emptyWorkspace(): void {
  db = temporaryWorkspace().open('writer');
}

/** Every record of the workspace as both sides compare it, and the conflicts that wait. */
function stateOf(): readonly string[] {
  const records = RECORD_KINDS.flatMap((kind) =>
    RECORDS[kind].read(db, ACCOUNTS).map(({ key, value }) => `${kind}:${key} ${comparableText(kind, value)}`),
  );
  const conflicts = db
    .prepare<[], { kind: Kind; key: string; theirs: string | null }>(
      'SELECT kind, key, theirs_json AS theirs FROM merge_conflict WHERE decision IS NULL',
    )
    .all()
    .map(({ kind, key, theirs }) => `conflict ${kind}:${key} ${theirs}`);
  return [...records, ...conflicts].toSorted();
}

/** Runs one case on the world as the owner has it, and leaves nothing behind. */
function onWorld(world: World, work: () => void): void {
  db.exec('BEGIN');
  try {
    for (const { edit, value } of world.values()) RECORDS[edit.kind].put(db, keyOf(edit), value, CONTEXT.now);
    work();
  } finally {
    db.exec('ROLLBACK');
  }
}

/** The states that a case reaches when its returns are merged in this order. */
function reached(ours: World, merges: readonly (() => void)[]): readonly string[] {
  let state: readonly string[] = [];
  onWorld(ours, () => {
    for (const merge of merges) merge();
    state = stateOf();
  });
  return state;
}

const merging = (handoff: string, accounts: readonly AccountId[], changes: readonly RecordChange[]) => () => {
  mergeRecords(db, { handoff: handoff as HandoffId, accounts, givenAt: '' }, changes, context);
};

const EMPTY: World = new Map();
const runs = { numRuns: CASES };

describe('merging records', () => {
  it('twice is the same as once', () => {
    emptyWorkspace();
    fc.assert(
      fc.property(edits(ACCOUNTS), edits(ACCOUNTS), edits(ACCOUNTS), (first, mine, theirs) => {
        const base = worldAfter(EMPTY, first);
        const ours = worldAfter(base, mine);
        const merge = merging('h', ACCOUNTS, changesOf(base, worldAfter(base, theirs), ACCOUNTS));
        expect(reached(ours, [merge, merge])).toEqual(reached(ours, [merge]));
      }),
      runs,
    );
  });

  it('of independent handoffs gives the same in either order', () => {
    emptyWorkspace();
    fc.assert(
      fc.property(edits(ACCOUNTS), edits(ACCOUNTS), edits(ONE), edits(TWO), (first, mine, one, two) => {
        const base = worldAfter(EMPTY, first);
        const ours = worldAfter(base, mine);
        const a = merging('a', ONE, changesOf(base, worldAfter(base, one), ONE));
        const b = merging('b', TWO, changesOf(base, worldAfter(base, two), TWO));
        expect(reached(ours, [a, b])).toEqual(reached(ours, [b, a]));
      }),
      runs,
    );
  });

  it('of nothing that we changed takes all that they did, and leaves no conflict', () => {
    emptyWorkspace();
    fc.assert(
      fc.property(edits(ACCOUNTS), edits(ACCOUNTS), (first, theirs) => {
        const base = worldAfter(EMPTY, first);
        const there = worldAfter(base, theirs);
        const merged = reached(base, [merging('h', ACCOUNTS, changesOf(base, there, ACCOUNTS))]);
        expect(merged).toEqual(reached(there, []));
      }),
      runs,
    );
  });

  it('never takes away what we changed: it stays, or both sides did the same', () => {
    emptyWorkspace();
    fc.assert(
      fc.property(edits(ACCOUNTS), edits(ACCOUNTS), edits(ACCOUNTS), (first, mine, theirs) => {
        const base = worldAfter(EMPTY, first);
        const ours = worldAfter(base, mine);
        const merged = reached(ours, [
          merging('h', ACCOUNTS, changesOf(base, worldAfter(base, theirs), ACCOUNTS)),
        ]);
        const changed = changesOf(base, ours, ACCOUNTS);
        for (const { kind, key, after } of changed) {
          const line = merged.filter((text) => text.startsWith(`${kind}:${key} `));
          expect(line).toEqual(after === null ? [] : [`${kind}:${key} ${comparableText(kind, after)}`]);
        }
      }),
      runs,
    );
  });

  it('of a second return after the first ends where they ended, what they took back too', () => {
    emptyWorkspace();
    fc.assert(
      fc.property(edits(ACCOUNTS), edits(ACCOUNTS), edits(ACCOUNTS), (first, day, next) => {
        const base = worldAfter(EMPTY, first);
        const [early, late] = [worldAfter(base, day), worldAfter(worldAfter(base, day), next)];
        const one = merging('h', ACCOUNTS, changesOf(base, early, ACCOUNTS));
        const two = merging('h', ACCOUNTS, changesOf(base, late, ACCOUNTS, early));
        expect(reached(base, [one, two])).toEqual(reached(late, []));
      }),
      runs,
    );
  });
});

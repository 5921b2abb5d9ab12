import type { AcceptedHandoff } from '../../../electron/engine/db/handoff/accept-handoff.ts';
import type { GivenHandoff } from '../../../electron/engine/db/handoff/give-handoff.ts';
import type { HandoffReturn } from '../../../electron/engine/db/handoff/merge-return.ts';
import { addDays, plainDate } from '../../../shared/domain/dates.ts';
import type { AccountId, HandoffId, MergeConflictId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { withBooks } from './cases-of-books.ts';
import { type CommandCases, unknown } from './command-case.ts';
import { type EngineTest, engineTest } from './engine-test.ts';

const HANDOFF = '0193f6a0-0000-7000-8000-00000000aaaa' as HandoffId;

/** Account `A` is to be handed over. */
async function orderOf(engine: EngineTest): Promise<GivenHandoff> {
  const id = await withBooks(engine);
  const { head } = await engine.workspace.db.read('handoffContents', { accounts: [id] });
  const today = engine.workspace.today();
  return {
    id: HANDOFF,
    recipientJson: null,
    recipientName: 'Ben Adler',
    startsOn: today,
    endsOn: addDays(today, 7),
    head,
    words: '',
    accounts: [{ id, name: 'Aurora' }],
    sha256: '0'.repeat(64),
    path: [],
  };
}

async function given(engine: EngineTest): Promise<GivenHandoff> {
  const order = await orderOf(engine);
  await engine.workspace.db.write('giveHandoff', order, engine.workspace.context());
  return order;
}

/** What a pack of the account `A` of another workspace says. */
async function packOf(owner: EngineTest): Promise<AcceptedHandoff> {
  const id = await owner.account('A');
  const { parts, head } = await owner.workspace.db.read('handoffContents', { accounts: [id] });
  const today = owner.workspace.today();
  return {
    id: HANDOFF,
    senderJson: JSON.stringify({ id: 'p-1', name: 'Ada Brandt' }),
    senderName: 'Ada Brandt',
    recipientJson: null,
    workspaceId: '0193f6a0-0000-7000-8000-00000000bbbb' as WorkspaceId,
    startsOn: today,
    endsOn: addDays(today, 7),
    originHead: head,
    words: '',
    manifestJson: '{}',
    signature: '',
    accounts: [{ id, name: 'Aurora', number: 'A', state: 'accepted', words: '' }],
    parts,
  };
}

async function accepted(engine: EngineTest, owner: EngineTest): Promise<void> {
  await engine.workspace.db.write('acceptHandoff', await packOf(owner), engine.workspace.context());
}

/** The return of another workspace, in which `work` was done. */
async function returnTo(
  owner: EngineTest,
  work: (other: EngineTest, accountId: AccountId) => Promise<unknown>,
): Promise<HandoffReturn> {
  const other = await engineTest();
  await accepted(other, owner);
  await work(other, await other.account('A'));
  await other.workspace.db.write('returnHandoff', { final: false }, other.workspace.context());
  const { parts, head, fromSeq, accounts } = await other.workspace.db.read('returnContents', null);
  return {
    handoff: HANDOFF,
    logId: '0193f6a0-0000-7000-8000-00000000cccc' as WorkspaceId,
    fromSeq,
    head,
    sender: { id: 'p-2', name: 'Ben Adler' },
    final: false,
    accounts: accounts.map(({ id, state }) => ({ id, state })),
    parts,
  };
}

const planned = (engine: EngineTest, accountId: AccountId, date: string) =>
  engine.workspace.db.write(
    'setNextAction',
    { accountIds: [accountId], action: { kind: 'call', date: plainDate(date), note: null } },
    engine.workspace.context(),
  );

async function conflictOf(engine: EngineTest): Promise<MergeConflictId> {
  const { accounts } = await given(engine);
  const returned = await returnTo(engine, (other, id) => planned(other, id, '2026-06-09'));
  for (const { id } of accounts) await planned(engine, id, '2026-06-20');
  await engine.workspace.db.write('mergeReturn', returned, engine.workspace.context());
  return engine.value('SELECT id FROM merge_conflict') as MergeConflictId;
}

export const CASES_OF_HANDOFFS = {
  giveHandoff: {
    prepare: orderOf,
    kind: 'handoff_given',
    onAccount: 'too',
    again: 'refused',
    refused: (input) => ({ ...input, accounts: [{ id: 'nothing' as AccountId, name: 'Nobody' }] }),
  },
  closeHandoff: {
    prepare: async (engine) => ({ id: (await given(engine)).id, why: 'back early' }),
    kind: 'handoff_closed',
    onAccount: false,
    again: 'unchanged',
    refused: unknown,
  },
  acceptHandoff: {
    prepare: async () => {
      const owner = await engineTest();
      await withBooks(owner);
      return packOf(owner);
    },
    kind: 'handoff_accepted',
    onAccount: false,
    copies: true,
    again: 'refused',
    refused: (input) => ({ ...input, parts: [] }),
  },
  returnHandoff: {
    prepare: async (engine) => {
      const owner = await engineTest();
      await withBooks(owner);
      await accepted(engine, owner);
      return { final: false };
    },
    kind: 'handoff_returned',
    onAccount: false,
    again: 'another',
    refused: null,
  },
  mergeReturn: {
    prepare: async (engine) => {
      await given(engine);
      return returnTo(engine, (other, id) => planned(other, id, '2026-06-09'));
    },
    kind: 'handoff_merged',
    onAccount: false,
    copies: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, handoff: 'nothing' as HandoffId }),
  },
  decideConflict: {
    prepare: async (engine) => ({ id: await conflictOf(engine), decision: 'theirs' }),
    kind: 'merge_conflict_decided',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
} satisfies Partial<CommandCases>;

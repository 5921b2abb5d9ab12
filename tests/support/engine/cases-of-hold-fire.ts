import type { DisputeDetails } from '../../../electron/engine/db/commands/dispute-rows.ts';
import type { NewPromise } from '../../../electron/engine/db/commands/promises.ts';
import { plainDate } from '../../../shared/domain/dates.ts';
import type {
  ContactId,
  DisputeId,
  DocumentId,
  DoNotContactId,
  PromiseId,
} from '../../../shared/domain/ids.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money.ts';
import type { CommandCases } from './command-case.ts';
import { unknown } from './command-case.ts';
import type { EngineTest } from './engine-test.ts';
import { importRows } from './ledger-files.ts';
import { row } from './letter-books.ts';

async function withInvoice(engine: EngineTest) {
  await importRows(engine.workspace, [row('LATE-1', '2026-03-31')]);
  const accountId = await engine.account('A');
  return {
    accountId,
    documentId: engine.value("SELECT id FROM document WHERE number = 'LATE-1'") as DocumentId,
  };
}

/** A promise of 100.00 on the invoice LATE-1 of the account A. */
export async function promiseOf(engine: EngineTest, date = '2026-06-10'): Promise<NewPromise> {
  const { accountId, documentId } = await withInvoice(engine);
  return {
    accountId,
    currency: currencyCode('USD'),
    amountMinor: minorUnits(10_000),
    date: plainDate(date),
    graceDays: 1,
    documentIds: [documentId],
    promisedBy: 'Mia Lund',
    channel: 'call',
    note: '',
  };
}

async function promised(engine: EngineTest, date?: string): Promise<PromiseId> {
  const { db } = engine.workspace;
  return (await db.write('addPromise', await promiseOf(engine, date), engine.workspace.context())).output.id;
}

const DETAILS: DisputeDetails = {
  reason: 'price',
  amountMinor: minorUnits(3_000),
  text: 'Ordered at the old price.',
  owner: 'Sales',
  nextAction: 'Ask Sales for the quote',
  nextDate: plainDate('2026-06-05'),
  papers: [{ name: 'Quote or price list', receivedOn: null }],
};

async function disputed(engine: EngineTest): Promise<DisputeId> {
  const { db } = engine.workspace;
  const input = { ...(await withInvoice(engine)), ...DETAILS };
  return (await db.write('openDispute', input, engine.workspace.context())).output.id;
}

async function resolved(engine: EngineTest): Promise<DisputeId> {
  const id = await disputed(engine);
  await engine.workspace.db.write('resolveDispute', { id, outcome: 'Credited' }, engine.workspace.context());
  return id;
}

async function closed(engine: EngineTest): Promise<DoNotContactId> {
  const { accountId } = await withInvoice(engine);
  const input = { accountId, contactId: null, channel: 'mail', reason: 'Lawyer' } as const;
  const { output } = await engine.workspace.db.write('setDoNotContact', input, engine.workspace.context());
  return output.id;
}

const missing = <Input extends { readonly accountId: unknown }>(input: Input): Input => ({
  ...input,
  accountId: 'nothing',
});

export const CASES_OF_HOLD_FIRE = {
  addPromise: {
    prepare: promiseOf,
    kind: 'promise_made',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, amountMinor: minorUnits(0) }),
  },
  withdrawPromise: {
    prepare: async (engine) => ({ id: await promised(engine), reason: 'Typed on the wrong account' }),
    kind: 'promise_withdrawn',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  reinstatePromise: {
    prepare: async (engine) => {
      const id = await promised(engine);
      const { db } = engine.workspace;
      await db.write('withdrawPromise', { id, reason: 'By mistake' }, engine.workspace.context());
      return { id };
    },
    kind: 'promise_reinstated',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  correctPromise: {
    prepare: async (engine) => ({ id: await promised(engine), state: 'kept', reason: 'Paid by cheque' }),
    kind: 'promise_corrected',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, reason: ' ' }),
  },
  decidePromises: {
    prepare: async (engine) => {
      await promised(engine, '2026-05-20');
      return null;
    },
    kind: 'promise_decided',
    onAccount: true,
    again: 'unchanged',
    refused: null,
  },
  openDispute: {
    prepare: async (engine) => ({ ...(await withInvoice(engine)), ...DETAILS }),
    kind: 'dispute_opened',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, amountMinor: minorUnits(10_001) }),
  },
  changeDispute: {
    prepare: async (engine) => ({ id: await disputed(engine), details: { ...DETAILS, owner: 'Logistics' } }),
    kind: 'dispute_changed',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  resolveDispute: {
    prepare: async (engine) => ({ id: await disputed(engine), outcome: 'Credit note for 30.00' }),
    kind: 'dispute_resolved',
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, outcome: '' }),
  },
  reopenDispute: {
    prepare: async (engine) => ({ id: await resolved(engine), reason: 'The credit note was wrong' }),
    kind: 'dispute_reopened',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  withdrawDispute: {
    prepare: async (engine) => ({ id: await disputed(engine), reason: 'The wrong invoice' }),
    kind: 'dispute_withdrawn',
    onAccount: true,
    again: 'refused',
    refused: unknown,
  },
  setHold: {
    prepare: async (engine) => {
      const { accountId } = await withInvoice(engine);
      return { target: { scope: 'account', accountId }, reason: 'Audit', until: plainDate('2026-07-01') };
    },
    kind: 'hold_set',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, until: plainDate('2026-06-01') }),
  },
  liftHold: {
    prepare: async (engine) => {
      const { accountId } = await withInvoice(engine);
      const target = { scope: 'account', accountId } as const;
      await engine.workspace.db.write(
        'setHold',
        { target, reason: 'Audit', until: null },
        engine.workspace.context(),
      );
      return { target };
    },
    kind: 'hold_lifted',
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ target: { ...input.target, scope: 'account', accountId: 'nothing' as never } }),
  },
  setDoNotContact: {
    prepare: async (engine) => {
      const { accountId } = await withInvoice(engine);
      return { accountId, contactId: null, channel: 'all', reason: 'Only through their lawyer' };
    },
    kind: 'do_not_contact_set',
    onAccount: true,
    again: 'another',
    refused: (input) => ({ ...input, contactId: 'nothing' as ContactId }),
  },
  liftDoNotContact: {
    prepare: async (engine) => ({ id: await closed(engine), reason: 'They asked for mail again' }),
    kind: 'do_not_contact_lifted',
    onAccount: true,
    again: 'unchanged',
    refused: unknown,
  },
  markUnanswered: {
    prepare: async (engine) => ({ accountId: (await withInvoice(engine)).accountId, about: 'Wrong PO' }),
    kind: 'reply_waiting',
    onAccount: true,
    again: 'unchanged',
    refused: missing,
  },
  clearUnanswered: {
    prepare: async (engine) => {
      const { accountId } = await withInvoice(engine);
      await engine.workspace.db.write('markUnanswered', { accountId, about: '' }, engine.workspace.context());
      return { accountId };
    },
    kind: 'reply_answered',
    onAccount: true,
    again: 'unchanged',
    refused: missing,
  },
  markUndeliverable: {
    prepare: async (engine) => ({
      accountId: (await withInvoice(engine)).accountId,
      address: 'AP@aurora.example',
      about: '550 no such user',
    }),
    kind: 'address_undeliverable',
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, address: 'nobody' }),
  },
  clearUndeliverable: {
    prepare: async (engine) => {
      const { accountId } = await withInvoice(engine);
      const mark = { accountId, address: 'ap@aurora.example', about: '' };
      await engine.workspace.db.write('markUndeliverable', mark, engine.workspace.context());
      return { accountId, address: 'ap@aurora.example' };
    },
    kind: 'address_deliverable',
    onAccount: true,
    again: 'unchanged',
    refused: missing,
  },
  setAccountOwner: {
    prepare: async (engine) => ({
      accountIds: [(await withInvoice(engine)).accountId],
      owner: 'Ines Okafor',
    }),
    kind: 'owner_set',
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, accountIds: ['nothing' as never] }),
  },
  planStep: {
    prepare: async (engine) => ({
      accountIds: [(await withInvoice(engine)).accountId],
      action: { kind: 'call', date: plainDate('2026-06-04'), note: 'Ask when it comes' },
      owner: 'Ines Okafor',
    }),
    kind: ['next_action_set', 'owner_set'],
    onAccount: true,
    again: 'unchanged',
    refused: (input) => ({ ...input, accountIds: ['nothing' as never] }),
  },
  setDebtorProfile: {
    prepare: async (engine) => ({
      accountId: (await withInvoice(engine)).accountId,
      profile: { debtorType: 'consumer', country: null, region: 'US-MA', timeZone: null },
    }),
    kind: 'debtor_profile_set',
    onAccount: true,
    again: 'unchanged',
    refused: missing,
  },
} satisfies Partial<CommandCases>;

import { textSchema } from '../../../../shared/contract/primitives.ts';
import type { AccountId, PromiseId } from '../../../../shared/domain/ids.ts';
import type { CurrencyCode, MinorUnits } from '../../../../shared/domain/money.ts';
import { formatDecimal, parseDecimal } from '../../../../shared/domain/money.ts';
import { PROMISE_CHANNELS, PROMISE_STATES } from '../../../../shared/domain/promises/types.ts';
import type { PromiseListRow } from '../../../engine/db/queries/hold-fire.ts';
import { EngineError } from '../../../engine/platform/engine-error.ts';
import { addPromise } from '../../../engine/services/promises/add-promise.ts';
import { decidePromises } from '../../../engine/services/promises/decide-promises.ts';
import type { OpenWorkspace } from '../../../engine/services/workspace/open-workspace.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { currencyFor } from '../currency-choice.ts';
import { groupedDecimal } from '../output/amounts.ts';
import { textTable } from '../output/table.ts';
import { choiceValue, dateValue, schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

/** Keeps what a customer promised to pay; without `--invoice` it stands on the account. */
export const promiseAdd: Command = defineCommand({
  parameters: {},
  flags: {
    account: 'required',
    amount: 'required',
    date: 'required',
    currency: 'optional',
    invoice: 'repeated',
    by: 'optional',
    channel: 'optional',
    text: 'optional',
  },
  run: (context, flags) => {
    const date = dateValue('date', flags.date);
    const channel =
      flags.channel === null ? 'other' : choiceValue('channel', flags.channel, PROMISE_CHANNELS);
    return withWorkspace(context, 'write', async (workspace) => {
      const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
      const invoices = await Promise.all(
        flags.invoice.map((key) => workspace.db.read('findInvoice', { accountId, key })),
      );
      const currency =
        flags.currency === null && invoices[0] !== undefined
          ? invoices[0].currency
          : await currencyFor(workspace, accountId, flags.currency, workspace.today());
      const { output, entries } = await addPromise(workspace, {
        accountId,
        currency,
        amountMinor: amountValue(flags.amount, currency),
        date: date ?? workspace.today(),
        documentIds: invoices.map((invoice) => invoice.id),
        promisedBy: schemaValue(textSchema(120).nullable(), flags.by, '--by'),
        channel,
        note: schemaValue(textSchema(2000), flags.text ?? '', '--text'),
      });
      // One whose date is over already is decided at once.
      await decidePromises(workspace);
      const promise = await promiseRow(workspace, accountId, output.id);
      const warnings = warningsOf(promise, output.openMinor, workspace);
      return {
        json: { promise: printed(promise), seq: entries[0]?.seq, warnings, replaced: output.replaced },
        text: () => [lineOf(promise), ...warnings.map((warning) => `Note: ${warning}`)].join('\n'),
      };
    });
  },
});

/** Takes a promise back that was entered by mistake. */
export const promiseWithdraw: Command = defineCommand({
  parameters: { ID: 'required' },
  flags: { reason: 'optional' },
  run: (context, flags, { ID }) =>
    withWorkspace(context, 'write', async (workspace) => {
      const input = {
        id: ID as PromiseId,
        reason: schemaValue(textSchema(500), flags.reason ?? '', '--reason'),
      };
      const { entries } = await workspace.db.write('withdrawPromise', input, workspace.context());
      return {
        json: { promise: { id: ID, state: 'withdrawn' }, seq: entries[0]?.seq ?? null },
        text: () => (entries.length === 0 ? 'It was taken back already.' : 'Promise taken back.'),
      };
    }),
});

/** Says what became of a promise where the payments do not tell it. */
export const promiseCorrect: Command = defineCommand({
  parameters: { ID: 'required' },
  flags: { as: 'required', reason: 'required' },
  run: (context, flags, { ID }) => {
    const state = choiceValue('as', flags.as, ['kept', 'partly_kept', 'broken'] as const);
    const reason = schemaValue(textSchema(500), flags.reason, '--reason');
    return withWorkspace(context, 'write', async (workspace) => {
      const input = { id: ID as PromiseId, state, reason };
      const { entries } = await workspace.db.write('correctPromise', input, workspace.context());
      return {
        json: { promise: { id: ID, state }, seq: entries[0]?.seq ?? null },
        text: () => `The promise counts as ${state.replace('_', ' ')}.`,
      };
    });
  },
});

/** Promises, those that wait first. */
export const promiseListed: Command = defineCommand({
  parameters: {},
  flags: { account: 'optional', state: 'repeated' },
  run: (context, flags) => {
    const states =
      flags.state.length === 0
        ? PROMISE_STATES
        : flags.state.map((state) => choiceValue('state', state, PROMISE_STATES));
    return withWorkspace(context, 'read', async (workspace) => {
      const account =
        flags.account === null ? null : await workspace.db.read('findAccount', { key: flags.account });
      const asOf = workspace.today();
      const { promises, total } = await workspace.db.read('promiseList', {
        states,
        accountId: account?.id ?? null,
        asOf,
      });
      return {
        json: { asOf, total, promises: promises.map(printed) },
        text: () => listText(promises),
      };
    });
  },
});

async function promiseRow(
  workspace: OpenWorkspace,
  accountId: AccountId,
  id: PromiseId,
): Promise<PromiseListRow> {
  const { promises } = await workspace.db.read('promiseList', {
    states: PROMISE_STATES,
    accountId,
    asOf: workspace.today(),
  });
  const promise = promises.find((one) => one.id === id);
  if (promise === undefined)
    throw new EngineError('not_found', 'There is no such promise in this workspace.');
  return promise;
}

function amountValue(text: string, currency: CurrencyCode): MinorUnits {
  const { minor, rounded } = parseDecimal(text, currency);
  if (!rounded && minor > 0) return minor;
  throw new EngineError(
    'validation',
    `--amount "${text}" is no amount above zero with the decimals of ${currency}.`,
    {
      field: 'amount',
    },
  );
}

function warningsOf(
  promise: PromiseListRow,
  openMinor: MinorUnits,
  workspace: OpenWorkspace,
): readonly string[] {
  const { amountMinor, currency, date } = promise;
  const above = `More is promised than the ${groupedDecimal(openMinor, currency)} ${currency} that is open.`;
  return [
    ...(amountMinor > openMinor ? [above] : []),
    ...(date < workspace.today() ? [`The date ${date} is over already.`] : []),
  ];
}

/** A promise as `account show` and the list print it; amounts as decimals. */
export function printed(promise: PromiseListRow) {
  const { id, accountId, currency, state, level, date, lastDay, numbers, promisedBy, channel, note, madeOn } =
    promise;
  return {
    ...{ id, state, level, accountId, currency },
    amount: formatDecimal(promise.amountMinor, currency),
    received: formatDecimal(promise.receivedMinor, currency),
    ...{ date, lastDay, invoices: numbers, promisedBy, channel, note, madeOn, madeBy: promise.madeBy },
  };
}

function lineOf({ amountMinor, currency, date, level, state }: PromiseListRow): string {
  return `${groupedDecimal(amountMinor, currency)} ${currency} promised by ${date}: ${state.replace('_', ' ')}, level ${level}.`;
}

function listText(promises: readonly PromiseListRow[]): string {
  if (promises.length === 0) return 'No promises.';
  return textTable<PromiseListRow>(
    [
      { header: 'Account', value: (row) => row.accountName },
      { header: 'Amount', align: 'right', value: (row) => groupedDecimal(row.amountMinor, row.currency) },
      { header: 'Received', align: 'right', value: (row) => groupedDecimal(row.receivedMinor, row.currency) },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'By', value: (row) => row.date },
      { header: 'State', value: (row) => row.state.replace('_', ' ') },
      { header: 'Level', align: 'right', value: (row) => String(row.level) },
      { header: 'On', value: (row) => (row.numbers.length === 0 ? 'account' : row.numbers.join(', ')) },
      { header: 'Id', value: (row) => row.id },
    ],
    promises,
  );
}

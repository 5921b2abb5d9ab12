import { textSchema } from '../../../../shared/contract/primitives.ts';
import {
  DISPUTE_DOCUMENTS,
  DISPUTE_REASON_LABELS,
  DISPUTE_REASONS,
} from '../../../../shared/domain/disputes/reasons.ts';
import type { DisputeId } from '../../../../shared/domain/ids.ts';
import { formatDecimal, parseDecimal } from '../../../../shared/domain/money.ts';
import type { DisputeListRow } from '../../../engine/db/queries/hold-fire.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { groupedDecimal } from '../output/amounts.ts';
import { textTable } from '../output/table.ts';
import { choiceValue, dateValue, schemaValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';

const STATES = ['open', 'resolved', 'all'] as const;

/** Opens a dispute about an invoice; without `--amount` about all that is open of it. */
export const disputeOpen: Command = defineCommand({
  parameters: {},
  flags: {
    account: 'required',
    invoice: 'required',
    amount: 'optional',
    reason: 'required',
    text: 'optional',
    owner: 'optional',
    'next-action': 'optional',
    'next-date': 'optional',
  },
  run: (context, flags) => {
    const reason = choiceValue(
      'reason',
      flags.reason.toLowerCase().replaceAll(/[\s-]+/g, '_'),
      DISPUTE_REASONS,
    );
    const nextDate = dateValue('next-date', flags['next-date']);
    return withWorkspace(context, 'write', async (workspace) => {
      const { id: accountId } = await workspace.db.read('findAccount', { key: flags.account });
      const invoice = await workspace.db.read('findInvoice', { accountId, key: flags.invoice });
      const { output, entries } = await workspace.db.write(
        'openDispute',
        {
          accountId,
          documentId: invoice.id,
          reason,
          amountMinor: flags.amount === null ? null : parseDecimal(flags.amount, invoice.currency).minor,
          text: schemaValue(textSchema(4000), flags.text ?? '', '--text'),
          owner: schemaValue(textSchema(120).nullable(), flags.owner, '--owner'),
          nextAction: schemaValue(textSchema(500).nullable(), flags['next-action'], '--next-action'),
          nextDate,
          papers: DISPUTE_DOCUMENTS[reason].map((name) => ({ name, receivedOn: null })),
        },
        workspace.context(),
      );
      return {
        json: {
          dispute: { id: output.id, state: 'open', invoice: output.number, reason },
          seq: entries[0]?.seq,
        },
        text: () => `Dispute ${output.id} opened on ${output.number}: ${DISPUTE_REASON_LABELS[reason]}.`,
      };
    });
  },
});

/** Settles a dispute with what came of it. */
export const disputeResolve: Command = defineCommand({
  parameters: { ID: 'required' },
  flags: { outcome: 'required' },
  run: (context, flags, { ID }) => {
    const outcome = schemaValue(textSchema(1000), flags.outcome, '--outcome');
    return withWorkspace(context, 'write', async (workspace) => {
      const input = { id: ID as DisputeId, outcome };
      const { entries } = await workspace.db.write('resolveDispute', input, workspace.context());
      return {
        json: { dispute: { id: ID, state: 'resolved' }, seq: entries[0]?.seq ?? null },
        text: () => (entries.length === 0 ? 'It was resolved already.' : 'Dispute resolved.'),
      };
    });
  },
});

/** Disputes, the oldest first. */
export const disputeListed: Command = defineCommand({
  parameters: {},
  flags: { account: 'optional', state: 'optional' },
  run: (context, flags) => {
    const states = flags.state === null ? 'open' : choiceValue('state', flags.state, STATES);
    return withWorkspace(context, 'read', async (workspace) => {
      const account =
        flags.account === null ? null : await workspace.db.read('findAccount', { key: flags.account });
      const { disputes, total } = await workspace.db.read('disputeList', {
        states,
        accountId: account?.id ?? null,
      });
      return { json: { total, disputes: disputes.map(printed) }, text: () => listText(disputes) };
    });
  },
});

/** A dispute as `account show` and the list print it; amounts as decimals, `null` for the whole invoice. */
export function printed(dispute: DisputeListRow) {
  const { amountMinor, openMinor, documentId: _, ...rest } = dispute;
  return {
    ...rest,
    amount: amountMinor === null ? null : formatDecimal(amountMinor, dispute.currency),
    open: formatDecimal(openMinor, dispute.currency),
  };
}

function listText(disputes: readonly DisputeListRow[]): string {
  if (disputes.length === 0) return 'No disputes.';
  return textTable<DisputeListRow>(
    [
      { header: 'Account', value: (row) => row.accountName },
      { header: 'Invoice', value: (row) => row.number },
      { header: 'Reason', value: (row) => DISPUTE_REASON_LABELS[row.reason] },
      {
        header: 'Amount',
        align: 'right',
        value: (row) => groupedDecimal(row.amountMinor ?? row.openMinor, row.currency),
      },
      { header: 'Currency', value: (row) => row.currency },
      { header: 'Since', value: (row) => row.openedOn },
      { header: 'With', value: (row) => row.owner ?? '' },
      {
        header: 'Next',
        value: (row) => [row.nextDate, row.nextAction].filter((part) => part !== null).join(' '),
      },
      { header: 'State', value: (row) => row.state },
      { header: 'Id', value: (row) => row.id },
    ],
    disputes,
  );
}

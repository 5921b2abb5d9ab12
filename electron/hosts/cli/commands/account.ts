import { DEBTOR_TYPE_LABELS } from '../../../../shared/domain/contact-rules/types.ts';
import { figuresLine } from '../../../../shared/domain/figures.ts';
import { formatDecimal } from '../../../../shared/domain/money.ts';
import { PROMISE_STATES } from '../../../../shared/domain/promises/types.ts';
import type { AccountView } from '../../../engine/db/queries/accounts.ts';
import type { DisputeListRow, PromiseListRow } from '../../../engine/db/queries/hold-fire.ts';
import type { DocumentView } from '../../../engine/db/queries/open-documents.ts';
import type { TimelineRow } from '../../../engine/db/queries/timeline.ts';
import { printedAging } from '../aging-row.ts';
import { type Command, defineCommand } from '../arguments/command.ts';
import { groupedDecimal } from '../output/amounts.ts';
import { textFacts, textTable } from '../output/table.ts';
import { asOfValue } from '../values.ts';
import { withWorkspace } from '../workspace.ts';
import { printed as printedDispute } from './dispute.ts';
import { printed as printedPromise } from './promise.ts';

const TIMELINE_LENGTH = 500;
const SHOWN_TO_PEOPLE = 15;

/** One account: what it owes, whom to reach, what happened. */
export const accountShow: Command = defineCommand({
  parameters: { A: 'required' },
  flags: { 'as-of': 'optional' },
  run: (context, flags, { A }) =>
    withWorkspace(context, 'read', async (workspace) => {
      const asOf = asOfValue(flags['as-of'], workspace);
      const { id } = await workspace.db.read('findAccount', { key: A });
      const account = await workspace.db.read('accountView', { id, asOf, today: workspace.today() });
      const { entries } = await workspace.db.read('timeline', {
        id,
        group: 'all',
        ...(flags['as-of'] === undefined ? {} : { asOf }),
        limit: TIMELINE_LENGTH,
        cursor: null,
      });
      const { promises } = await workspace.db.read('promiseList', {
        states: PROMISE_STATES,
        accountId: id,
        asOf,
      });
      const { disputes } = await workspace.db.read('disputeList', { states: 'all', accountId: id });
      const holdFire = { promises, disputes };
      return { json: printedAccount(account, entries, holdFire), text: () => accountText(account, entries) };
    }),
});

interface HoldFire {
  readonly promises: readonly PromiseListRow[];
  readonly disputes: readonly DisputeListRow[];
}

function printedAccount(
  account: AccountView,
  timeline: readonly TimelineRow[],
  { promises, disputes }: HoldFire,
) {
  const { id, number, name, aliases, country, terms } = account;
  return {
    asOf: account.asOf,
    figures: account.figures,
    account: { id, number, name, aliases, country, terms },
    balances: account.balances.map((balance) => ({
      ...printedAging(balance.aging),
      overdue: formatDecimal(balance.overdue, balance.aging.currency),
      free: formatDecimal(balance.free, balance.aging.currency),
      oldestDaysPastDue: balance.oldestDaysPastDue,
      score: balance.score,
      reasons: balance.reasons,
      stage: balance.stage,
    })),
    contacts: account.contacts,
    documents: account.documents.map((document) => ({
      ...document,
      total: formatDecimal(document.total, document.currency),
      open: formatDecimal(document.open, document.currency),
      parts: printedParts(document),
    })),
    documentCount: account.documentCount,
    promises: promises.map(printedPromise),
    disputes: disputes.map(printedDispute),
    holds: account.holds,
    standing: printedStanding(account),
    nextAction: account.nextAction,
    timeline: timeline.map(({ money, ...entry }) => ({
      ...entry,
      money:
        money === null
          ? null
          : { amount: formatDecimal(money.minor, money.currency), currency: money.currency },
    })),
  };
}

/** The parts of an open invoice as decimals; null for what is owed to the customer. */
function printedParts({ parts, currency }: AccountView['documents'][number]) {
  if (parts === null) return null;
  return Object.fromEntries(
    Object.entries(parts).map(([part, minor]) => [part, formatDecimal(minor, currency)]),
  );
}

/** What stands against asking beside promises and disputes, which have lists of their own. */
function printedStanding({ standing }: AccountView) {
  const { keptRates, holds, doNotContact, unansweredReply, undeliverable, owner, debtor } = standing;
  return { keptRates, holds, doNotContact, unansweredReply, undeliverable, owner, debtor };
}

function accountText(account: AccountView, timeline: readonly TimelineRow[]): string {
  const facts = textFacts([
    ['Account', account.name],
    ['Number', account.number ?? '–'],
    ['Id', account.id],
    ['Country', account.standing.debtor.country ?? account.country ?? '–'],
    ['Debtor', DEBTOR_TYPE_LABELS[account.standing.debtor.debtorType]],
    ['Terms', account.terms ?? '–'],
    ['As of', account.asOf],
    ['Figures', figuresLine(account.figures)],
    ...(account.nextAction === null
      ? []
      : [['Next action', `${account.nextAction.kind} on ${account.nextAction.date}`] as const]),
    ...account.holds.map(
      (hold) => ['Hold', `${hold.code}${hold.until === null ? '' : ` until ${hold.until}`}`] as const,
    ),
    ...account.contacts.map((contact) => ['Contact', contactLine(contact)] as const),
  ]);
  return [facts, ...balanceTable(account), ...documentTable(account), ...timelineTable(timeline)].join(
    '\n\n',
  );
}

function contactLine({ name, role, email, phone }: AccountView['contacts'][number]): string {
  return [name, role, email, phone].filter((part) => part !== null && part !== '').join(', ');
}

function balanceTable({ balances }: AccountView): string[] {
  if (balances.length === 0) return ['Nothing is open.'];
  return [
    textTable(
      [
        { header: 'Currency', value: ({ aging }) => aging.currency },
        {
          header: 'Overdue',
          align: 'right',
          value: ({ aging, overdue }) => groupedDecimal(overdue, aging.currency),
        },
        { header: 'Open', align: 'right', value: ({ aging }) => groupedDecimal(aging.gross, aging.currency) },
        { header: 'Net', align: 'right', value: ({ aging }) => groupedDecimal(aging.net, aging.currency) },
        { header: 'Days', align: 'right', value: ({ oldestDaysPastDue }) => String(oldestDaysPastDue) },
        { header: 'Stage', value: ({ stage }) => stage.replace('_', ' ') },
      ],
      balances,
    ),
  ];
}

function documentTable({ documents }: AccountView): string[] {
  if (documents.length === 0) return [];
  return [
    textTable<DocumentView>(
      [
        { header: 'Document', value: (row) => row.number },
        { header: 'Kind', value: (row) => row.kind.replace('_', ' ') },
        { header: 'Issued', value: (row) => row.issueDate ?? '' },
        { header: 'Due', value: (row) => row.dueDate ?? '' },
        {
          header: 'Days',
          align: 'right',
          value: (row) => (row.daysPastDue === null ? '' : String(row.daysPastDue)),
        },
        { header: 'Currency', value: (row) => row.currency },
        { header: 'Total', align: 'right', value: (row) => groupedDecimal(row.total, row.currency) },
        { header: 'Open', align: 'right', value: (row) => groupedDecimal(row.open, row.currency) },
      ],
      documents,
    ),
  ];
}

function timelineTable(timeline: readonly TimelineRow[]): string[] {
  if (timeline.length === 0) return [];
  return [
    textTable<TimelineRow>(
      [
        { header: 'At', value: (row) => row.at.slice(0, 16).replace('T', ' ') },
        { header: 'Who', value: (row) => row.actor },
        {
          header: 'What',
          whole: true,
          value: (row) => `${row.summary}${row.retracted ? ' (taken back)' : ''}`,
        },
      ],
      timeline.slice(0, SHOWN_TO_PEOPLE),
    ),
  ];
}

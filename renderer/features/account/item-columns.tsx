import type { AccountDocument } from '../../../shared/contract/accounts.ts';
import { formatMoney } from '../../../shared/domain/format/money.ts';
import { DateText } from '../../ui/date-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import classes from './account-page.module.css';

const OLD_DAYS = 60;

/** Columns of the open items of an account. */
export const itemColumns: readonly Column<AccountDocument>[] = [
  {
    id: 'number',
    header: 'Invoice',
    width: 94,
    // Numbers of some ledgers are long, and half a number is none.
    grow: 3,
    fixed: true,
    cell: (item) => item.number,
    sheet: (item) => item.number,
  },
  {
    id: 'issued',
    header: 'Issued',
    width: 76,
    hiddenAtFirst: true,
    cell: (item) => (item.issueDate ? <DateText date={item.issueDate} absolute /> : null),
    sheet: (item) => item.issueDate,
  },
  {
    id: 'due',
    header: 'Due',
    width: 68,
    cell: (item) => (item.dueDate ? <DateText date={item.dueDate} absolute /> : 'no date'),
    sheet: (item) => item.dueDate,
  },
  {
    id: 'late',
    header: 'Late',
    label: 'Days past due',
    width: 52,
    align: 'right',
    cell: (item) => <Late days={item.daysPastDue} />,
    sheet: (item) => item.daysPastDue,
  },
  {
    id: 'total',
    header: 'Total',
    width: 104,
    align: 'right',
    hiddenAtFirst: true,
    cell: (item) => <MoneyText minor={item.total} currency={item.currency} />,
    sheet: (item) => ({ minor: item.total, currency: item.currency }),
  },
  {
    id: 'open',
    header: 'Open',
    width: 100,
    align: 'right',
    cell: (item) => <MoneyText minor={item.open} currency={item.currency} />,
    sheet: (item) => ({ minor: item.open, currency: item.currency }),
  },
  {
    id: 'purchaseOrder',
    header: 'PO',
    label: 'Purchase order',
    width: 80,
    hiddenAtFirst: true,
    cell: (item) => item.poNumber,
    sheet: (item) => item.poNumber,
  },
  {
    id: 'state',
    header: '',
    label: 'State',
    width: 78,
    cell: (item) => <State item={item} />,
    sheet: (item) => stateOf(item)?.text ?? null,
  },
];

function Late(props: { readonly days: number | null }) {
  if (props.days === null || props.days <= 0) return <span className={classes.third}>—</span>;
  return <span className={props.days > OLD_DAYS ? classes.red : undefined}>{props.days} d</span>;
}

function State({ item }: { readonly item: AccountDocument }) {
  const state = stateOf(item);
  if (state === null) return null;
  return (
    <Tag tone={state.tone} title={instalmentWords(item)}>
      {state.text}
    </Tag>
  );
}

function stateOf(item: AccountDocument) {
  if (item.disputedInLedger) return { text: 'disputed', tone: 'amber' } as const;
  const parts = item.instalments ?? [];
  if (parts.length > 0) {
    const next = parts.findIndex(({ open }) => open > 0);
    return { text: `part ${next + 1} of ${parts.length}`, tone: 'neutral' } as const;
  }
  if (item.daysPastDue !== null && item.daysPastDue <= 0)
    return { text: 'not due', tone: 'neutral' } as const;
  if (item.open < item.total) return { text: 'part paid', tone: 'green' } as const;
  return null;
}

/** Each instalment with its due date and what is open of it. */
function instalmentWords({ instalments = [], currency }: AccountDocument): string | undefined {
  if (instalments.length === 0) return undefined;
  return instalments
    .map(({ dueDate, open }) => `${dueDate}: ${open === 0 ? 'paid' : `${formatMoney(open, currency)} open`}`)
    .join('\n');
}

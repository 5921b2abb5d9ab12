import type { AccountDocument } from '../../../shared/contract/accounts.ts';
import { formatMoney } from '../../../shared/domain/format/money.ts';
import { DateText } from '../../ui/date-text.tsx';
import { shortDate } from '../../ui/format/date-format.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { moneyText } from '../../ui/format/money-format.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag, type TagTone } from '../../ui/tag.tsx';
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
    id: 'free',
    header: 'Free',
    label: 'Free: may be asked for',
    width: 100,
    align: 'right',
    hiddenAtFirst: true,
    cell: (item) =>
      item.parts === null ? null : <MoneyText minor={item.parts.free} currency={item.currency} />,
    sheet: (item) => (item.parts === null ? null : { minor: item.parts.free, currency: item.currency }),
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
  const { locale, today } = useFormat();
  const state = stateOf(item);
  if (state === null) return null;
  const until = item.promisedUntil;
  const promised = until === null ? null : `promised until ${shortDate(until, today, locale)}`;
  const details = [promised, partWords(item, locale) ?? instalmentWords(item)].filter(Boolean);
  return (
    <Tag tone={state.tone} title={details.join('\n') || undefined}>
      {state.text}
    </Tag>
  );
}

interface ItemState {
  readonly text: string;
  readonly tone: TagTone;
}

function stateOf(item: AccountDocument): ItemState | null {
  return restraintOf(item) ?? stateInBooks(item);
}

/** What stands against asking for it first: paid, disputed, on hold, promised. */
function restraintOf({ parts }: AccountDocument): ItemState | null {
  if (parts === null) return null;
  const amber = (text: string) => ({ text, tone: 'amber' }) as const;
  if (parts.claimed > 0) return { text: 'paid', tone: 'green' };
  if (parts.disputed > 0) return amber(parts.free > 0 ? 'part disp.' : 'disputed');
  if (parts.held > 0) return amber('on hold');
  if (parts.promised > 0) return amber('promised');
  return null;
}

function stateInBooks(item: AccountDocument): ItemState | null {
  const neutral = (text: string) => ({ text, tone: 'neutral' }) as const;
  const parts = item.instalments ?? [];
  if (parts.length > 0) {
    const next = parts.findIndex(({ open }) => open > 0);
    return neutral(`part ${next + 1} of ${parts.length}`);
  }
  if (item.daysPastDue !== null && item.daysPastDue <= 0) return neutral('not due');
  if (item.open < item.total) return { text: 'part paid', tone: 'green' };
  return null;
}

const PART_WORDS = {
  claimed: 'paid, not posted yet',
  disputed: 'disputed',
  held: 'on hold',
  promised: 'promised',
  free: 'free',
} as const;

/** The parts of what is open, each on its line; undefined when all of it may be asked for. */
function partWords({ parts, open, currency }: AccountDocument, locale: string): string | undefined {
  if (parts === null || parts.free === open) return undefined;
  return (['claimed', 'disputed', 'held', 'promised', 'free'] as const)
    .filter((part) => parts[part] > 0)
    .map((part) => `${moneyText(parts[part], currency, locale)} ${PART_WORDS[part]}`)
    .join('\n');
}

/** Each instalment with its due date and what is open of it. */
function instalmentWords({ instalments = [], currency }: AccountDocument): string | undefined {
  if (instalments.length === 0) return undefined;
  return instalments
    .map(({ dueDate, open }) => `${dueDate}: ${open === 0 ? 'paid' : `${formatMoney(open, currency)} open`}`)
    .join('\n');
}

import type { WorklistItem } from '../../../shared/contract/worklist.ts';
import { LANE_LABELS } from '../../../shared/domain/lanes/lanes.ts';
import { AgingBar } from '../../ui/aging-bar.tsx';
import { type BucketEdges, bucketLabels } from '../../ui/aging-segments.ts';
import { DateText, InstantText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import type { Column } from '../../ui/table/column.ts';
import { Tag } from '../../ui/tag.tsx';
import { actionWord, plannedWhen, STAGE_NAMES, shortActionWord, suggestion } from './action-words.ts';
import { proposalReason, proposalShort } from './proposal-words.ts';
import { restOf } from './resting.ts';
import { WhyNow } from './why-now.tsx';
import classes from './worklist.module.css';

/** From this age on the oldest invoice is shown in red. */
const OLD_DAYS = 60;

/** Columns of worklist and customers, in their first order. */
export function worklistColumns(edges: BucketEdges): readonly Column<WorklistItem>[] {
  const labels = bucketLabels(edges);
  const money = (item: WorklistItem, minor: WorklistItem['overdue']) => ({ minor, currency: item.currency });
  const bucket = (key: keyof typeof labels): Column<WorklistItem> => ({
    id: key,
    header: key === 'current' ? 'Not due' : labels[key],
    label: key === 'current' ? 'Not due' : `${labels[key]} days`,
    width: 110,
    align: 'right',
    hiddenAtFirst: true,
    cell: (item) =>
      item.aging[key] === 0 ? null : (
        <MoneyText minor={item.aging[key]} currency={item.currency} precision="list" />
      ),
    sheet: (item) => money(item, item.aging[key]),
  });
  return [
    {
      id: 'account',
      header: 'Account',
      width: 178,
      minWidth: 90,
      grow: 0.65,
      sortKey: 'name',
      fixed: true,
      cell: (item) => (
        <span title={item.number ? `${item.name} · ${item.number}` : item.name}>{item.name}</span>
      ),
      sheet: (item) => item.name,
    },
    {
      id: 'number',
      header: 'Number',
      width: 84,
      hiddenAtFirst: true,
      cell: (item) => item.number,
      sheet: (item) => item.number,
    },
    {
      id: 'overdue',
      header: 'Overdue',
      width: 98,
      align: 'right',
      sortKey: 'overdue',
      sortsDescendingFirst: true,
      cell: (item) => <Owed item={item} minor={item.overdue} />,
      sheet: (item) => money(item, item.overdue),
    },
    {
      id: 'open',
      header: 'Open',
      width: 104,
      align: 'right',
      sortKey: 'open',
      sortsDescendingFirst: true,
      hiddenAtFirst: true,
      cell: (item) => <Owed item={item} minor={item.open} />,
      sheet: (item) => money(item, item.open),
    },
    {
      id: 'oldest',
      header: 'Oldest',
      label: 'Oldest, days past due',
      width: 54,
      align: 'right',
      sortKey: 'oldest',
      sortsDescendingFirst: true,
      cell: (item) => <Late days={item.oldestDaysPastDue} />,
      sheet: (item) => item.oldestDaysPastDue,
    },
    {
      id: 'aging',
      header: 'Aging',
      width: 66,
      cell: (item) => <AgingBar aging={item.aging} edges={edges} />,
    },
    bucket('current'),
    bucket('d1_30'),
    bucket('d31_60'),
    bucket('d61_90'),
    bucket('d91_plus'),
    {
      id: 'next',
      header: 'Next',
      label: 'Next action',
      width: 114,
      sortKey: 'nextAction',
      cell: (item) => <Next item={item} />,
      sheet: (item) =>
        item.nextAction ? `${actionWord(item.nextAction.kind)} ${item.nextAction.date}` : null,
    },
    {
      id: 'lastTouch',
      header: 'Last touch',
      width: 104,
      sortKey: 'lastTouch',
      hiddenAtFirst: true,
      cell: (item) =>
        item.lastTouch ? (
          <InstantText at={item.lastTouch.at} />
        ) : (
          <span className={classes.faint}>never</span>
        ),
      sheet: (item) => item.lastTouch?.at.slice(0, 10) ?? null,
    },
    {
      id: 'stage',
      header: 'Stage',
      width: 84,
      hiddenAtFirst: true,
      cell: (item) => <span className={classes.second}>{STAGE_NAMES[item.stage]}</span>,
      sheet: (item) => STAGE_NAMES[item.stage],
    },
    {
      id: 'lane',
      header: 'Lane',
      width: 104,
      hiddenAtFirst: true,
      cell: (item) => (item.lane === null ? null : LANE_LABELS[item.lane]),
      sheet: (item) => (item.lane === null ? null : LANE_LABELS[item.lane]),
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 104,
      hiddenAtFirst: true,
      cell: (item) => item.owner,
      sheet: (item) => item.owner,
    },
    {
      id: 'currency',
      header: 'Cur.',
      label: 'Currency',
      width: 52,
      hiddenAtFirst: true,
      cell: (item) => item.currency,
      sheet: (item) => item.currency,
    },
    {
      id: 'why',
      header: 'Why now',
      width: 110,
      sortKey: 'priority',
      sortsDescendingFirst: true,
      cell: (item) => <WhyNow reasons={item.reasons} score={item.score} />,
      sheet: (item) => item.reasons.map((reason) => reason.text).join('; '),
    },
  ];
}

function Owed(props: { readonly item: WorklistItem; readonly minor: WorklistItem['overdue'] }) {
  if (props.minor === 0) return <span className={classes.faint}>—</span>;
  return <MoneyText minor={props.minor} currency={props.item.currency} precision="list" />;
}

function Late(props: { readonly days: number }) {
  if (props.days <= 0) return <span className={classes.faint}>—</span>;
  return <span className={props.days > OLD_DAYS ? classes.red : undefined}>{props.days} d</span>;
}

/** What is planned, what it waits for, or what would be next. */
function Next({ item }: { readonly item: WorklistItem }) {
  const { today, locale } = useFormat();
  const rest = restOf(item);
  if (rest) {
    return (
      <Tag title={rest.reason ?? undefined}>
        {rest.text} {rest.until === null ? null : <DateText date={rest.until} absolute />}
      </Tag>
    );
  }
  if (!item.nextAction) {
    const { proposal } = item;
    const words = proposal ? proposalShort(proposal, { today, locale }) : suggestion(item);
    return (
      <span className={classes.second} title={proposal ? proposalReason(proposal) : undefined}>
        {words}
      </span>
    );
  }
  const { kind, date, note } = item.nextAction;
  return (
    <span className={date < today ? classes.red : undefined} title={note ?? undefined}>
      {shortActionWord(kind)} {plannedWhen(date, today, locale)}
    </span>
  );
}

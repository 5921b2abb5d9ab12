import type { WorklistFilter } from '../../../shared/contract/worklist.ts';
import { LANE_LABELS, LANES, type Lane } from '../../../shared/domain/lanes/lanes.ts';
import type { CurrencyCode, MinorUnits } from '../../../shared/domain/money.ts';
import { useCommands } from '../../app/commands/commands-context.tsx';
import { KeyTooltip } from '../../ui/command-button.tsx';
import { count } from '../../ui/format/count.ts';
import { useFormat } from '../../ui/format/locale.tsx';
import { listMoneyText, moneyText } from '../../ui/format/money-format.ts';
import classes from './lane-bar.module.css';

export interface LaneTotal {
  readonly lane: Lane;
  readonly rows: number;
  readonly sums: readonly { readonly currency: CurrencyCode; readonly overdue: MinorUnits }[];
}

/** The key of a lane: its place in the order of work, so that it stays the same whichever lanes there are. */
export function laneKey(lane: Lane): string {
  return String(LANES.indexOf(lane) + 1);
}

/** The lanes with how many accounts stand in each and what is overdue there; one at a time is shown, or all. */
export function LaneBar(props: {
  readonly lanes: readonly LaneTotal[];
  readonly filter: WorklistFilter;
  readonly onChange: (filter: WorklistFilter) => void;
}) {
  const { filter } = props;
  const choose = (lanes: Lane[]) => props.onChange({ ...filter, lanes });
  const toggle = (lane: Lane) => choose(isOnly(filter, lane) ? [] : [lane]);
  const there = new Map(props.lanes.map((total) => [total.lane, total]));
  const shown = LANES.filter((lane) => there.has(lane) || filter.lanes.includes(lane));
  useCommands([
    ...LANES.map((lane) => ({
      id: `worklist.lane.${lane}`,
      title: `Lane: ${LANE_LABELS[lane].toLowerCase()}`,
      group: 'List' as const,
      keys: [laneKey(lane)],
      when: () => shown.includes(lane),
      run: () => toggle(lane),
    })),
    {
      id: 'worklist.lane.all',
      title: 'Lane: all',
      group: 'List',
      keys: ['0'],
      when: () => filter.lanes.length > 0,
      run: () => choose([]),
    },
  ]);
  if (shown.length === 0) return null;
  return (
    <fieldset className={classes.lanes} aria-label="Lanes">
      {shown.map((lane) => (
        <LaneChip
          key={lane}
          total={there.get(lane) ?? { lane, rows: 0, sums: [] }}
          on={filter.lanes.includes(lane)}
          onPress={() => toggle(lane)}
        />
      ))}
    </fieldset>
  );
}

function LaneChip(props: { readonly total: LaneTotal; readonly on: boolean; readonly onPress: () => void }) {
  const { locale } = useFormat();
  const { lane, rows, sums } = props.total;
  const keys = laneKey(lane);
  const all = sums.map(({ currency, overdue }) => moneyText(overdue, currency, locale)).join(', ');
  const label = `${LANE_LABELS[lane]}: ${count(rows, 'row')}${all === '' ? '' : `, ${all}`}`;
  return (
    <KeyTooltip label={label} keys={keys}>
      <button
        type="button"
        className={classes.lane}
        aria-pressed={props.on}
        aria-keyshortcuts={keys}
        data-lane={lane}
        onClick={props.onPress}
      >
        <span className={classes.name}>
          {LANE_LABELS[lane]} <span className={classes.rows}>{rows}</span>
        </span>{' '}
        <span className={classes.sum}>{shortSum(props.total, locale)}</span>
      </button>
    </KeyTooltip>
  );
}

/** The sum in the currency of most rows, and how many other currencies there are: sums are never added across them. */
function shortSum({ sums }: LaneTotal, locale: string): string {
  const [first, ...others] = sums;
  if (first === undefined) return '';
  const text = listMoneyText(first.overdue, first.currency, locale);
  return others.length === 0 ? text : `${text} +${others.length}`;
}

function isOnly({ lanes }: WorklistFilter, lane: Lane): boolean {
  return lanes.length === 1 && lanes[0] === lane;
}

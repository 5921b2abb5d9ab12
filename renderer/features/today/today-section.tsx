import type { TodayRow } from '../../../shared/contract/today.ts';
import type { PlainDate } from '../../../shared/domain/dates.ts';
import type { TodaySection as SectionName } from '../../../shared/domain/today/sections.ts';
import { formatLocation, type Location } from '../../app/location/location.ts';
import { navigate } from '../../app/location/use-location.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './today.module.css';
import { SECTION_WORDS } from './today-words.ts';

/** At first so many rows are shown; the rest comes by a press. */
export const SHOWN_AT_FIRST = 6;

/** One section: what it is, how many, and its rows, each of which opens its account. */
export function TodaySection(props: {
  readonly section: SectionName;
  readonly total: number;
  readonly rows: readonly TodayRow[];
  readonly all: boolean;
  /** Beside the title: since when, or a command. */
  readonly aside?: React.ReactNode;
  readonly onAll: () => void;
}) {
  const { section, total, rows } = props;
  const words = SECTION_WORDS[section];
  const { locale } = useFormat();
  const shown = props.all ? rows : rows.slice(0, SHOWN_AT_FIRST);
  const number = new Intl.NumberFormat(locale);
  if (total === 0) {
    return (
      <section className={classes.none} aria-label={words.title}>
        <h2 className={classes.noneTitle}>{words.title}</h2>
        <p className={classes.empty}>{words.empty}</p>
      </section>
    );
  }
  return (
    <Section title={`${words.title} · ${number.format(total)}`} aside={props.aside}>
      <ul className={classes.rows}>
        {shown.map((row) => (
          <Row key={row.key} row={row} section={section} />
        ))}
      </ul>
      {rows.length > shown.length ? (
        <button type="button" className={classes.more} onClick={props.onAll}>
          Show all {number.format(rows.length)}
        </button>
      ) : null}
      {props.all && total > rows.length ? (
        <p className={classes.empty}>{number.format(total - rows.length)} more are in the worklist.</p>
      ) : null}
    </Section>
  );
}

function Row({ row, section }: { readonly row: TodayRow; readonly section: SectionName }) {
  const { today } = useFormat();
  const to: Location = {
    screen: 'customers',
    id: row.accountId,
    params: { full: '1', ...(row.currency === null ? {} : { currency: row.currency }) },
  };
  return (
    <li>
      <a
        className={classes.row}
        href={formatLocation(to)}
        onClick={(event) => {
          event.preventDefault();
          navigate(to);
        }}
      >
        <span className={classes.name} title={row.number ?? undefined}>
          {row.name}
        </span>
        <span className={classes.text}>{row.text}</span>
        <span className={classes.date} data-late={isLate(row, section, today) || undefined}>
          {row.date === null ? null : <DateText date={row.date} />}
        </span>
        <span className={classes.amount}>
          {row.currency === null || row.minor === null ? null : (
            <MoneyText
              minor={row.minor}
              currency={row.currency}
              precision="total"
              tone={section === 'payments' ? 'green' : 'plain'}
            />
          )}
        </span>
      </a>
    </li>
  );
}

/** What should have been done before today. */
function isLate({ date }: TodayRow, section: SectionName, today: PlainDate): boolean {
  return section !== 'payments' && date !== null && date < today;
}

import type { FirstHour } from '../../../shared/contract/takeover.ts';
import type { TodayRow } from '../../../shared/contract/today.ts';
import type { Location } from '../../app/location/location.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useFormat } from '../../ui/format/locale.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './first-hour.module.css';
import { accountAt, RowLink } from './row-link.tsx';

type DueName = 'promisesDue' | 'brokenPromises' | 'nextActions' | 'drafts' | 'promisesAhead';

/** What is due, in the order in which it is worked; what there is nothing of is said in one line. */
const SECTIONS: readonly { readonly name: DueName; readonly title: string; readonly none: string }[] = [
  { name: 'promisesDue', title: 'Promises due now', none: 'promise due now' },
  { name: 'brokenPromises', title: 'Broken promises', none: 'broken promise' },
  { name: 'nextActions', title: 'Callbacks and next actions in your window', none: 'planned call or action' },
  { name: 'drafts', title: 'Letters that wait to be sent', none: 'letter that waits' },
  { name: 'promisesAhead', title: 'Promises that fall due in your window', none: 'further promise' },
];

/** Everything that falls due for whoever took the accounts over. */
export function DueSections({ view }: { readonly view: FirstHour }) {
  const shown = SECTIONS.filter(({ name }) => view[name].length > 0);
  const none = SECTIONS.filter(({ name }) => view[name].length === 0).map((section) => section.none);
  return (
    <>
      {shown.map(({ name, title }) => (
        <Section key={name} title={`${title} · ${view[name].length}`}>
          <ul className={classes.rows}>
            {view[name].map((row) => (
              <DueRow key={row.key} row={row} to={placeOf(name, row)} />
            ))}
          </ul>
        </Section>
      ))}
      {none.length === 0 ? null : <p className={classes.none}>No {listed(none)}.</p>}
    </>
  );
}

function placeOf(name: DueName, row: TodayRow): Location {
  if (name === 'drafts') return { screen: 'drafts', id: row.key, params: { full: '1' } };
  return accountAt(row.accountId, row.currency);
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', no ')} and no ${last}`;
}

function DueRow({ row, to }: { readonly row: TodayRow; readonly to: Location }) {
  const { today } = useFormat();
  return (
    <li>
      <RowLink to={to}>
        <span className={classes.name} title={row.number ?? undefined}>
          {row.name}
        </span>
        <span className={classes.text} title={row.text}>
          {row.text}
        </span>
        <span className={classes.date} data-late={(row.date !== null && row.date < today) || undefined}>
          {row.date === null ? null : <DateText date={row.date} />}
        </span>
        <span className={classes.amount}>
          {row.currency === null || row.minor === null ? null : (
            <MoneyText minor={row.minor} currency={row.currency} precision="total" />
          )}
        </span>
      </RowLink>
    </li>
  );
}

import type { Instant, PlainDate } from '../../shared/domain/dates.ts';
import { dateText, exactDate, exactInstant, instantText, shortDate } from './format/date-format.ts';
import { useFormat } from './format/locale.tsx';

/** A calendar date: relative within a week (or always absolute), exact in the tooltip. */
export function DateText(props: { readonly date: PlainDate; readonly absolute?: boolean }) {
  const { locale, today } = useFormat();
  const write = props.absolute ? shortDate : dateText;
  return (
    <time dateTime={props.date} title={exactDate(props.date, locale)}>
      {write(props.date, today, locale)}
    </time>
  );
}

/** A moment: time today, else date and time; exact in the tooltip. */
export function InstantText(props: { readonly at: Instant }) {
  const { locale, today } = useFormat();
  return (
    <time dateTime={props.at} title={exactInstant(props.at, locale)}>
      {instantText(props.at, today, locale)}
    </time>
  );
}

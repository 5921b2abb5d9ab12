import { isPlainDate, type PlainDate } from '../../../shared/domain/dates.ts';
import { formatExactDate } from '../../../shared/domain/format/dates.ts';
import { useWindowState } from '../../app/window-state.ts';
import { useFormat } from '../../ui/format/locale.tsx';

/** Why a letter cannot be written while looking back. */
export const NO_LETTERS = 'Letters are written with today’s figures. Go back to today first.';

export interface AsOf {
  /** The past day whose figures are shown; null: today. */
  readonly asOf: PlainDate | null;
  /** That day in words, e.g. `30 Jun 2013`; `today` when nothing is looked back at. */
  readonly words: string;
  /** Shows the figures of this day; today, and what is not over yet, is today. */
  show(date: PlainDate): void;
  backToToday(): void;
}

/** Which day's figures the lists and accounts show. It is one day for the whole window, until the workspace is locked. */
export function useAsOf(): AsOf {
  const { locale, today } = useFormat();
  const [chosen, choose] = useWindowState<PlainDate | null>('asOf', null);
  const asOf = chosen !== null && chosen < today ? chosen : null;
  return {
    asOf,
    words: asOf === null ? 'today' : formatExactDate(asOf, locale),
    show: (date) => choose(date < today ? date : null),
    backToToday: () => choose(null),
  };
}

/** Books are older than nobody's memory: a year typed halfway, such as 0201, is no day to look at. */
const EARLIEST = '1900-01-01';

/** Reads a date field; null for what is no day before or on `today`. */
export function pastDay(text: string, today: PlainDate): PlainDate | null {
  return isPlainDate(text) && text >= EARLIEST && text <= today ? text : null;
}

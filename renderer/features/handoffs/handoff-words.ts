import type { GivenHandoff, HandoffState } from '../../../shared/contract/handoffs.ts';
import { addDays, dayNumber, type PlainDate } from '../../../shared/domain/dates.ts';
import { count } from '../../ui/format/count.ts';
import { shortDate } from '../../ui/format/date-format.ts';
import type { FormatContext } from '../../ui/format/locale.tsx';
import type { TagTone } from '../../ui/tag.tsx';
import { nextMonday } from '../account/date-presets.ts';

export const STATE_WORDS: Readonly<Record<HandoffState, { readonly text: string; readonly tone: TagTone }>> =
  {
    upcoming: { text: 'Begins later', tone: 'neutral' },
    running: { text: 'With them', tone: 'amber' },
    over: { text: 'Window over', tone: 'neutral' },
    returned: { text: 'Returned', tone: 'green' },
    taken_back: { text: 'Taken back', tone: 'neutral' },
  };

export interface CoverWindow {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** `from 24 Nov to 28 Nov`, or `on 24 Nov`. */
export function windowText({ from, to }: CoverWindow, { today, locale }: FormatContext): string {
  const day = (date: PlainDate) => shortDate(date, today, locale);
  return from === to ? `on ${day(from)}` : `from ${day(from)} to ${day(to)}`;
}

/** What pressing the button means, before it is pressed. */
export function consequence(total: number, window: CoverWindow, format: FormatContext): string {
  const accounts = count(total, 'account is', 'accounts are', format.locale);
  return `${accounts} held here ${windowText(window, format)}; nothing goes out from this desk to ${total === 1 ? 'it' : 'them'}.`;
}

export interface WindowPreset extends CoverWindow {
  readonly label: string;
}

const FRIDAY = 5;
/** The engine takes no longer window. */
const MOST_DAYS = 366;

/** The absences that people usually have. Each once. */
export function windowPresets(today: PlainDate): readonly [WindowPreset, WindowPreset, ...WindowPreset[]] {
  const monday = nextMonday(today);
  const weekday = (dayNumber(today) + 4) % 7 || 7;
  const tomorrow = addDays(today, 1);
  const first = { label: 'Tomorrow', from: tomorrow, to: tomorrow };
  const next = { label: 'Next week', from: monday, to: addDays(monday, 4) };
  const twoWeeks = { label: 'Two weeks', from: monday, to: addDays(monday, 11) };
  if (weekday >= FRIDAY) return [first, next, twoWeeks];
  return [first, { label: 'This week', from: today, to: addDays(today, FRIDAY - weekday) }, next, twoWeeks];
}

/** Why a window will not do; null when it will. */
export function windowProblem({ from, to }: CoverWindow, today: PlainDate): string | null {
  if (to < from) return 'The last day is before the first.';
  if (dayNumber(to) - dayNumber(from) >= MOST_DAYS) return 'A handoff covers at most a year.';
  return to < today ? 'That window is over already.' : null;
}

/** `3 conflicts to decide`, or how the other side answered. */
export function answerText(handoff: GivenHandoff, { locale }: FormatContext): string {
  if (handoff.conflicts > 0) return `${count(handoff.conflicts, 'conflict', 'conflicts', locale)} to decide`;
  if (handoff.declined > 0) return `${count(handoff.declined, 'account', 'accounts', locale)} declined`;
  return handoff.returnedAt === null ? 'nothing returned yet' : 'all decided';
}

import { addDays, dateInZone, type Instant, type PlainDate, timeInZone } from '../dates.ts';
import { holidayOn } from './holidays.ts';
import { cityOf, clockText, instantAt, laterText, localTimeText, weekdayName } from './local-time.ts';
import { rulesFor } from './rules.ts';
import type { ContactSettings } from './settings.ts';
import type {
  ContactDecision,
  ContactJudgement,
  ContactReason,
  ContactSubject,
  DebtorPlace,
} from './types.ts';
import { isWeekend } from './weekends.ts';

/** Times at which a contact is right, and what a contact outside them is. */
interface Standard {
  readonly decision: 'warn' | 'block';
  readonly rule: string | null;
  /** `HH:MM`; null: all day. */
  readonly opens: string | null;
  readonly closes: string | null;
  readonly weekends: boolean;
  readonly holidays: boolean;
}

/** Long enough for any row of holidays; beyond it nothing is said. */
const DAYS_AHEAD = 60;

/**
 * Whether this moment is a time for contact at the customer's place, and when the next one is. Consumers: the hours of the
 * rules (a stop), and the workspace's rest days as a remark; everybody else: the workspace's hours.
 *
 * @param notBefore the first day on which something else allows a contact again.
 */
export function judgeHours(
  subject: ContactSubject,
  settings: ContactSettings,
  at: Instant,
  notBefore: PlainDate | null = null,
): ContactJudgement {
  const { timeZone } = subject.place;
  const standards = standardsOf(subject, settings);
  if (timeZone === null) return withoutZone(standards, at);
  const place = { ...subject.place, timeZone };
  const reasons = standards.flatMap((standard) => reasonOf(standard, place, at));
  const nextAt = nextMoment(standards, place, at, notBefore);
  return {
    decision: strongest(reasons),
    reasons,
    localTime: localTimeText(at, timeZone),
    until: reasons.length > 0 ? null : closingOf(standards, timeZone, dateInZone(at, timeZone)),
    nextAt,
    nextText: nextAt === null || nextAt === at ? null : laterText(nextAt, at, timeZone),
  };
}

/** The same for a whole day, when nobody says at what time: only rest days count. */
export function judgeDay(
  subject: ContactSubject,
  settings: ContactSettings,
  date: PlainDate,
): ContactJudgement | null {
  const { timeZone } = subject.place;
  if (timeZone === null) return null;
  const opens = openingOf(standardsOf(subject, settings)) ?? '12:00';
  return judgeHours(subject, settings, instantAt(date, opens, timeZone));
}

/** The strongest of some reasons' decisions. */
export function strongest(reasons: readonly ContactReason[]): ContactDecision {
  if (reasons.some(({ decision }) => decision === 'block')) return 'block';
  return reasons.length > 0 ? 'warn' : 'allow';
}

function standardsOf({ debtorType, place }: ContactSubject, settings: ContactSettings): readonly Standard[] {
  const { outside, opens, closes, weekends, holidays } = settings;
  const rules = rulesFor(debtorType, place).flatMap((rule): Standard[] =>
    rule.kind === 'hours'
      ? [{ decision: 'block', rule: rule.code, ...{ opens: rule.opens, closes: rule.closes }, ...NO_REST }]
      : [],
  );
  if (outside === 'off') return rules;
  const courtesy = { rule: null, weekends, holidays };
  return rules.length > 0
    ? [...rules, { ...courtesy, decision: 'warn', opens: null, closes: null }]
    : [{ ...courtesy, decision: outside, opens, closes }];
}

const NO_REST = { weekends: false, holidays: false };

function withoutZone(standards: readonly Standard[], at: Instant): ContactJudgement {
  const reasons = standards
    .filter(({ decision, rule }) => decision === 'block' && rule !== null)
    .map(({ rule }): ContactReason => ({ decision: 'block', rule, text: NO_ZONE }));
  const nextAt = reasons.length > 0 ? null : at;
  return { decision: strongest(reasons), reasons, localTime: null, until: null, nextAt, nextText: null };
}

const NO_ZONE = 'It is not known what time it is at the consumer’s place: say where they are first';

type ZonedPlace = DebtorPlace & { readonly timeZone: string };

function reasonOf(standard: Standard, place: ZonedPlace, at: Instant): readonly ContactReason[] {
  const date = dateInZone(at, place.timeZone);
  const city = cityOf(place.timeZone);
  const { decision, rule } = standard;
  const reason = (text: string): readonly ContactReason[] => [{ decision, rule, text }];
  const holiday = standard.holidays ? holidayOn(place, date) : null;
  if (standard.weekends && isWeekend(place.country, date))
    return reason(`It is ${weekdayName(date)} in ${city}`);
  if (holiday !== null) return reason(`It is a public holiday in ${city} (${holiday})`);
  const time = timeInZone(at, place.timeZone);
  if (isOpen(standard, time)) return [];
  const hours = `${clockText(standard.opens ?? '')} to ${clockText(standard.closes ?? '')}`;
  return reason(`It is ${clockText(time)} in ${city}, outside ${hours}`);
}

function isOpen({ opens, closes }: Standard, time: string): boolean {
  return (opens === null || time >= opens) && (closes === null || time < closes);
}

function restsOn(standards: readonly Standard[], place: ZonedPlace, date: PlainDate): boolean {
  return standards.some(
    ({ weekends, holidays }) =>
      (weekends && isWeekend(place.country, date)) || (holidays && holidayOn(place, date) !== null),
  );
}

function openingOf(standards: readonly Standard[]): string | null {
  return standards.flatMap(({ opens }) => opens ?? []).reduce<string | null>(later, null);
}

const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other);

function closingOf(standards: readonly Standard[], timeZone: string, date: PlainDate): Instant | null {
  const [closes] = standards.flatMap((standard) => standard.closes ?? []).sort();
  return closes === undefined ? null : instantAt(date, closes, timeZone);
}

function nextMoment(
  standards: readonly Standard[],
  place: ZonedPlace,
  at: Instant,
  notBefore: PlainDate | null,
): Instant | null {
  const today = dateInZone(at, place.timeZone);
  const first = notBefore !== null && notBefore > today ? notBefore : today;
  for (let day = 0; day < DAYS_AHEAD; day += 1) {
    const date = addDays(first, day);
    if (restsOn(standards, place, date)) continue;
    const opening = instantAt(date, openingOf(standards) ?? '00:00', place.timeZone);
    const moment = opening > at ? opening : at;
    const closing = closingOf(standards, place.timeZone, date);
    if (closing === null || moment < closing) return moment;
  }
  return null;
}

import { addDays, dateInZone, type Instant, type PlainDate } from '../dates.ts';
import { type CallOutcome, callFacts } from '../touchpoint-kinds.ts';
import { judgeHours, strongest } from './hours.ts';
import { rulesFor } from './rules.ts';
import type { ContactSettings } from './settings.ts';
import type { ContactJudgement, ContactReason, ContactSubject } from './types.ts';

/** A call that was made, attempt or conversation. */
export interface PastCall {
  readonly at: Instant;
  readonly outcome: CallOutcome;
}

/** All that decides whether a customer may be called now. */
export interface CallQuestion {
  readonly subject: ContactSubject;
  /** Calls of at least the last seven days, in any order. */
  readonly calls: readonly PastCall[];
  /** Why nobody of the account may be called; null: nobody asked for it. */
  readonly closed: string | null;
  readonly settings: ContactSettings;
  readonly at: Instant;
}

interface Limit {
  readonly reason: ContactReason;
  /** The first day at the customer's place on which it allows a call again. */
  readonly endsOn: PlainDate;
}

/** Whether the customer may be called now: the hours, the calls that were made, and whether anybody asked for none. */
export function judgeCall({ subject, calls, closed, settings, at }: CallQuestion): ContactJudgement {
  const limits = limitsAt(subject, calls, at);
  const notBefore =
    limits
      .map(({ endsOn }) => endsOn)
      .sort()
      .at(-1) ?? null;
  const hours = judgeHours(subject, settings, at, notBefore);
  const reasons = [...closedReason(closed), ...limits.map(({ reason }) => reason), ...hours.reasons];
  if (reasons.length === hours.reasons.length) return hours;
  return {
    ...hours,
    decision: strongest(reasons),
    reasons,
    until: null,
    ...(closed === null ? {} : { nextAt: null, nextText: null }),
  };
}

/** Calls that count in the last seven days at a place, today included. */
export function attemptsInWeek(calls: readonly PastCall[], at: Instant, timeZone: string): number {
  return datesWithin(calls, at, timeZone, WEEK).length;
}

const WEEK = 7;

function closedReason(closed: string | null): readonly ContactReason[] {
  if (closed === null) return [];
  const text = `They asked not to be called${closed.trim() === '' ? '' : `: ${closed.trim().replace(/\.$/u, '')}`}`;
  return [{ decision: 'block', rule: 'do_not_contact', text }];
}

function limitsAt(subject: ContactSubject, calls: readonly PastCall[], at: Instant): readonly Limit[] {
  const timeZone = subject.place.timeZone ?? 'UTC';
  return rulesFor(subject.debtorType, subject.place).flatMap((rule): readonly Limit[] => {
    if (rule.kind === 'calls') {
      const dates = datesWithin(calls, at, timeZone, rule.days);
      const oldest = dates.at(-rule.most);
      if (oldest === undefined) return [];
      const text = `${dates.length} calls in the last ${rule.days} days, and no more than ${rule.most} are allowed`;
      return [{ reason: blocked(rule.code, text), endsOn: addDays(oldest, rule.days) }];
    }
    if (rule.kind === 'after_talk') {
      const talk = lastTalk(calls, at);
      if (talk === null || talk.outcome === 'callback') return [];
      const endsOn = addDays(dateInZone(talk.at, timeZone), rule.days);
      if (dateInZone(at, timeZone) >= endsOn) return [];
      const text = `There was a conversation within the last ${rule.days} days`;
      return [{ reason: blocked(rule.code, text), endsOn }];
    }
    return [];
  });
}

function blocked(rule: string, text: string): ContactReason {
  return { decision: 'block', rule, text };
}

/** The last conversation with the debtor. Somebody else who answered is none. */
export function lastTalk(calls: readonly PastCall[], at: Instant): PastCall | null {
  return calls
    .filter((call) => call.at <= at && callFacts(call.outcome).connected && call.outcome !== 'wrong_party')
    .reduce<PastCall | null>((last, call) => (last !== null && last.at > call.at ? last : call), null);
}

/** The dates of the calls of so many days that end today, oldest first. */
function datesWithin(
  calls: readonly PastCall[],
  at: Instant,
  timeZone: string,
  days: number,
): readonly PlainDate[] {
  const today = dateInZone(at, timeZone);
  const first = addDays(today, 1 - days);
  return calls
    .map((call) => dateInZone(call.at, timeZone))
    .filter((date) => date >= first && date <= today)
    .sort();
}
